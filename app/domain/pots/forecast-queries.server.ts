import { clock } from '#app/core/clock.ts'
import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { addDays, londonDay, type Day } from '#app/core/time.ts'
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
  const [uses, first, trimmed, fundings] = await Promise.all([
    pool.query<DayOfUse>(usesByDay, [potId, addDays(today, -89)]),
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

/** As noted, and what is not noted yet: a minute of the ledger. */
const usesByDay = `
  select used_on::text as on, sum(pence)::bigint as pence from (
    select used_on, pence from pot_uses where pot_id = $1 and used_on >= $2::date
    union all
    select used_on, pence from pot_moves
      where pot_id = $1 and used_on >= $2::date and journal_id = any (array(select id from journals
        where id > (select up_to_journal_id from accrual_notes) and id <= (select max(id) from journals)))) used
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
