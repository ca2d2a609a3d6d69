import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { addDays, londonDay, startOfDay, type Day } from '#app/core/time.ts'
import { splitAt } from '../ledger/span.server.ts'
import { forecastOf, type DayOfUse } from './forecast.ts'
import { fundings } from './fundings.server.ts'
import type { Purse } from './purse.ts'

export type Trimmed = { at: Date; purse: Purse; amountPence: Pence; wantedPence: Pence }
export type PotFunding = {
  journalId: bigint
  at: Date
  funder: string
  purse: Purse
  pence: Pence
}

/** How fast a pot is used, what its last pound went to when it ran out, and what came into it. Public. */
export async function readPotOutlook(potId: string, availablePence: Pence) {
  const today = londonDay(clock.now())
  const from = startOfDay(addDays(today, -89))
  const { low } = await splitAt(from)
  const [uses, first, trimmed, fundings] = await Promise.all([
    pool.query<DayOfUse>(usesByDay, [potId, from, low]),
    pool.query<{ on: Day | null }>(firstDay, [potId]),
    pool.query<Trimmed>(lastTrimmed, [potId]),
    pool.query<PotFunding>(lastFundings, [potId]),
  ])
  const firstOn = first.rows[0]?.on ?? today
  return {
    forecast: forecastOf({ availablePence, uses: uses.rows, firstOn, today }),
    trimmed: trimmed.rows[0],
    fundings: fundings.rows,
  }
}

/** Every journal up to the last parameter is before the first day, so none of them is looked at. */
const usesByDay = `
  select (at at time zone 'Europe/London')::date::text as on, sum(moved.pence)::bigint as pence
  from accounts pot
  cross join lateral (
    select journal_id, credit_account_id as other_id, amount_pence as pence from transfers
      where debit_account_id = pot.id and journal_id > $3
    union all
    select journal_id, debit_account_id, -amount_pence from transfers
      where credit_account_id = pot.id and journal_id > $3) moved
  join accounts other on other.id = other_id and other.kind in ('match-reserved', 'match-committed')
  join journals on journals.id = journal_id
  where pot.kind = 'pot-available' and pot.pot_id = $1 and at >= $2
  group by 1 order by 1 limit 100`

const firstDay = `
  select (greatest(min(at), (select min(in_force_from) from pot_rules where pot_id = $1)) at time zone 'Europe/London')::date::text as on
  from ${fundings} where pot_id = $1 and kind = 'pot-funded'`

const lastTrimmed = `
  select reserved_at as at, purse, amount_pence as "amountPence", wanted_pence as "wantedPence"
  from matches where pot_id = $1 and bound_by = 'pot' order by reserved_at desc limit 1`

const lastFundings = `
  select journal_id as "journalId", at, name as funder, purse, pence
  from ${fundings} join organisations on organisations.id = funder_id
  where pot_id = $1 order by journal_id desc, line limit 5`
