import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { addDays, londonDay, startOfDay, type Day } from '#app/core/time.ts'
import { forecastOf, type DayOfUse } from './forecast.ts'
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
  const [uses, first, trimmed, fundings] = await Promise.all([
    pool.query<DayOfUse>(usesByDay, [potId, from]),
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

const usesByDay = `
  select (at at time zone 'Europe/London')::date::text as on,
    sum(case when debit_account_id = pot.id then amount_pence else -amount_pence end)::bigint as pence
  from accounts pot
  join transfers on pot.id in (debit_account_id, credit_account_id)
  join accounts other on other.id = case when debit_account_id = pot.id then credit_account_id else debit_account_id end
  join journals on journals.id = journal_id
  where pot.kind = 'pot-available' and pot.pot_id = $1 and other.kind = 'match-reserved' and at >= $2
  group by 1 order by 1 limit 100`

const firstDay = `
  select (greatest(min(at), (select min(in_force_from) from pot_rules where pot_id = $1)) at time zone 'Europe/London')::date::text as on
  from accounts pot join transfers on credit_account_id = pot.id join journals on journals.id = journal_id
  where pot.kind = 'pot-available' and pot.pot_id = $1 and journals.kind = 'pot-funded'`

const lastTrimmed = `
  select reserved_at as at, purse, amount_pence as "amountPence", wanted_pence as "wantedPence"
  from matches where pot_id = $1 and bound_by = 'pot' order by reserved_at desc limit 1`

const lastFundings = `
  select journal_id as "journalId", at, organisations.name as funder, coalesce(pot.purse, 'unrestricted') as purse,
    case when credit_account_id = pot.id then amount_pence else -amount_pence end as pence
  from accounts pot
  join transfers on pot.id in (credit_account_id, debit_account_id)
  join accounts funder on funder.kind = 'funder' and funder.id in (credit_account_id, debit_account_id)
  join organisations on organisations.id = funder.funder_id
  join journals on journals.id = journal_id
  where pot.kind = 'pot-available' and pot.pot_id = $1
  order by journal_id desc, line limit 5`
