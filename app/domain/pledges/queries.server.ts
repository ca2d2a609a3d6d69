import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Conditions, describeConditions } from './conditions.ts'
import type { RoundOutcome } from './round.ts'

/** Where the money of a challenge stands. Signed, matched and waiting sums are never mixed. */
export type Funding = {
  challengeId: string
  roundId: string
  targetPence: Pence
  stretchPence: Pence | null
  /** Signed. When the round has closed: as it was counted then. */
  pledgedPence: Pence
  matchedPence: Pence
  /** Waiting to be signed: counts for nothing yet. */
  indicativePence: Pence
  remainingPence: Pence
  councilCount: number
  minimumCouncils: number
  smallestPledgePence: Pence
  isDataKeptInUk: boolean
  opensAt: Date
  closesAt: Date
  outcome: RoundOutcome | null
  closedAt: Date | null
}

/** The last round of each of these challenges; those without one are left out. */
export async function listFunding(challengeIds: string[]): Promise<Funding[]> {
  const { rows } = await pool.query<Funding>(fundingQuery, [challengeIds])
  return rows
}

export const findFunding = async (challengeId: string) => (await listFunding([challengeId]))[0]

const fundingQuery = `
  select distinct on (round.challenge_id) round.challenge_id as "challengeId", round.id as "roundId",
    target_pence as "targetPence", stretch_pence as "stretchPence",
    counted.pledged as "pledgedPence", counted.matched as "matchedPence",
    counted.councils as "councilCount",
    greatest(target_pence - counted.pledged - counted.matched, 0) as "remainingPence",
    (select coalesce(sum(amount_pence), 0)::bigint from pledges
      where round_id = round.id and state = 'awaiting-approval') as "indicativePence",
    minimum_councils as "minimumCouncils", smallest_pledge_pence as "smallestPledgePence",
    is_data_kept_in_uk as "isDataKeptInUk", opens_at as "opensAt", closes_at as "closesAt",
    outcome, closed_at as "closedAt"
  from rounds round join round_totals totals on totals.round_id = round.id
  cross join lateral (select coalesce(closing_pledged_pence, pledged_pence) as pledged,
    coalesce(closing_matched_pence, matched_pence) as matched,
    coalesce(closing_council_count, council_count) as councils) counted
  where round.challenge_id = any ($1)
  order by round.challenge_id, round.opens_at desc`

export type PublicPledge = {
  number: number
  /** Null when the council asked not to be named before the target is met. */
  councilName: string | null
  councilSlug: string | null
  isLead: boolean
  areaName: string | null
  signedAt: Date
  amountPence: Pence
  conditions: string[]
  /** Why it counted when pledging closed, and at what sum. */
  closingReason: string | null
  sequence: number
}
type Page = { after?: number; limit?: number }

/** The signed pledges of a challenge's last round, each with its top-ups, in the order they were signed. */
export async function listPublicPledges(
  challengeId: string,
  { after = 0, limit = 50 }: Page = {},
): Promise<{ pledges: PublicPledge[]; next: number | undefined }> {
  const { rows } = await pool.query<PublicPledge & { terms: unknown }>(publicPledges, [
    challengeId,
    after,
    limit + 1,
  ])
  const pledges = rows.slice(0, limit).map(({ terms, ...pledge }) => ({
    ...pledge,
    conditions: describeConditions(Conditions.parse(terms)),
  }))
  return { pledges, next: rows.length > limit ? pledges.at(-1)?.sequence : undefined }
}

const publicPledges = `
  select pledge.number, case when named then organisation.name end as "councilName",
    case when named then organisation.slug end as "councilSlug",
    named and pledge.council_id = challenge.lead_council_id as "isLead",
    case when named then (select string_agg(area.name, ', ' order by area.name)
      from areas_of(pledge.council_id) join organisations area on area.id = combined_authority_id
      where area.id <> pledge.council_id and signed.day >= from_on and signed.day < coalesce(to_on, 'infinity')) end as "areaName",
    pledge.committed_at as "signedAt", pledge.amount_pence + topped_up.pence as "amountPence",
    pledge.conditions as terms, closing_reason as "closingReason", pledge.committed_sequence as sequence
  from pledges pledge
  join challenges challenge on challenge.id = pledge.challenge_id
  join organisations organisation on organisation.id = pledge.council_id
  cross join lateral (select coalesce(sum(amount_pence), 0)::bigint as pence from pledges top_up
    where top_up.tops_up_id = pledge.id and top_up.state in ('committed', 'called')) topped_up
  cross join lateral (select is_name_shown or state = 'called' as named) shown
  cross join lateral (select (committed_at at time zone 'Europe/London')::date as day) signed
  where pledge.round_id = (select id from rounds where challenge_id = $1 order by opens_at desc limit 1)
    and state in ('committed', 'called') and tops_up_id is null and committed_sequence > $2
  order by committed_sequence limit $3`
