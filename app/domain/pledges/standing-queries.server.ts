import { pool } from '#app/core/db.server.ts'
import { asksAboutOthers, Conditions } from './conditions.ts'
import { solveRound, type SolvingTerms, type Standing } from './solve-round.ts'
import { describeStanding } from './standing-words.ts'

type Row = Omit<Standing, 'conditions'> &
  SolvingTerms & { roundId: string; number: number; isNameShown: boolean; conditions: unknown }

type WithStanding<P> = P & { standing: string | undefined }

/**
 * Says of each signed pledge of these rounds how it stands now, while pledging is open, in one sentence. It is worked
 * out as the closing would, so that nobody is surprised then.
 */
export const addStandings = <P extends { number: number }>(roundIds: string[], pledges: P[]) =>
  addFrom({ whole: [...new Set(roundIds)], alone: [] }, pledges)

type Own = { id: string; number: number; roundId: string; state: string; conditions: Conditions }

/**
 * The same of pledges of many rounds. A round is read whole only for a pledge that asks about others: whatever they do,
 * any other counts as it would alone.
 */
export function addOwnStandings<P extends Own>(pledges: P[]) {
  const signed = pledges.filter(({ state }) => state === 'committed')
  const asking = signed.filter(({ conditions }) => asksAboutOthers(conditions))
  const whole = new Set(asking.map(({ roundId }) => roundId))
  const alone = signed.filter(({ roundId }) => !whole.has(roundId)).map(({ id }) => id)
  return addFrom({ whole: [...whole], alone }, pledges)
}

type Read = { whole: string[]; alone: string[] }

async function addFrom<P extends { number: number }>(
  { whole, alone }: Read,
  pledges: P[],
): Promise<WithStanding<P>[]> {
  const { rows } = await pool.query<Row>(standingPledges, [whole, alone])
  const rounds = new Map<string, Row[]>()
  for (const row of rows) {
    const others = rounds.get(row.roundId)
    if (others) others.push(row)
    else rounds.set(row.roundId, [row])
  }
  const standings = new Map([...rounds.values()].flatMap(describeRound))
  return pledges.map((pledge) => ({ ...pledge, standing: standings.get(pledge.number) }))
}

function describeRound(rows: Row[]): (readonly [number, string])[] {
  const [terms] = rows
  if (!terms) return []
  const pledges = rows.map((row) => ({ ...row, conditions: Conditions.parse(row.conditions) }))
  const named = new Set(rows.filter((row) => row.isNameShown).map((row) => row.councilId))
  const isNamed = (councilId: string) => named.has(councilId)
  return solveRound(pledges, terms).map((solved) => [
    solved.pledge.number,
    describeStanding(solved, { isNamed }),
  ])
}

const standingPledges = `
  select round_id as "roundId", pledge.id as "pledgeId", number, council_id as "councilId", region,
    amount_pence + coalesce(topped_up.pence, 0) as "amountPence", conditions, is_condition_met as "isConditionMet",
    is_name_shown as "isNameShown", is_data_kept_in_uk as "isDataKeptInUk",
    smallest_pledge_pence as "smallestPledgePence"
  from (select * from pledges
      where round_id = any ($1) and state = 'committed' and tops_up_id is null
    union all
    select * from pledges where id = any ($2) and state = 'committed' and tops_up_id is null) pledge
  join rounds round on round.id = round_id join councils council on council.id = council_id
  cross join lateral (select sum(amount_pence)::bigint as pence from pledges
    where tops_up_id = pledge.id and state = 'committed') topped_up
  where closed_at is null
  order by round_id, committed_sequence`
