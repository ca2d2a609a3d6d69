import { coalesce } from '#app/core/coalesce.ts'
import { pool } from '#app/core/db.server.ts'
import { processWide } from '#app/core/process-wide.ts'
import type { OwnPledgeRow } from './own-pledge.ts'
import type { FundingType, PledgeState } from './pledge.ts'

export const readOwnPledgeRow = processWide('own-pledges', () =>
  coalesce(readRows, { most: 256, patienceMs: 10, atOnce: 2, isNobodysFault: () => true }),
)

async function readRows(ids: string[]): Promise<(OwnPledgeRow | undefined)[]> {
  const { rows } = await pool.query<Packed>({
    name: 'own-pledges',
    text: ownPledges,
    values: [ids],
  })
  const byId = new Map(rows.map(unpack).map((row) => [row.id, row]))
  return ids.map((id) => byId.get(id))
}

type Packed = { facts: string; conditions: unknown }

/**
 * The facts come as one text, and those around the pledge each by a key of its own: the same as columns of joins
 * costs twice as much to start, which is most of reading five rows (decision 014).
 */
const ownPledges = `
  select conditions, concat(
    id, '|', round_id, '|', council_id, '|', challenge_id, '|', made_by_id, '|', tops_up_id, '|', signed_under_id, '|',
    state, '|', funding_type, '|', amount_pence, '|', (extract(epoch from agreement_accepted_at) * 1000)::bigint, '|',
    (select concat(target_pence, '|', smallest_pledge_pence, '|', stretch_pence, '|',
      (extract(epoch from closes_at) * 1000)::bigint, '|', (extract(epoch from closed_at) * 1000)::bigint, '|', rounds.xmin)
      from rounds where rounds.id = round_id), '|',
    (select concat(version, '|', council_count, '|', pledged_pence, '|', matched_pence)
      from round_totals where round_totals.round_id = pledges.round_id), '|',
    (select version from rule_books), '|', xmin, '|',
    (select concat(challenges.xmin, '|', service_function_id, '|', theme) from challenges where challenges.id = challenge_id)) as facts
  from pledges where id = any ($1)`

/** No fact holds the mark between them but, perhaps, the last one. */
function unpack({ facts, conditions }: Packed): OwnPledgeRow {
  const all = facts.split('|')
  const text = (place: number) => all[place] ?? ''
  const idOrNone = (place: number) => text(place) || null
  const pence = (place: number) => BigInt(text(place))
  const at = (place: number) => new Date(Number(text(place)))
  const atOrNone = (place: number) => (text(place) ? at(place) : null)
  return {
    id: text(0),
    roundId: text(1),
    councilId: text(2),
    challengeId: text(3),
    madeById: text(4),
    topsUpId: idOrNone(5),
    signedUnderId: idOrNone(6),
    state: text(7) as PledgeState,
    fundingType: text(8) as FundingType,
    amountPence: pence(9),
    agreementAcceptedAt: atOrNone(10),
    conditions,
    round: {
      targetPence: pence(11),
      smallestPledgePence: pence(12),
      stretchPence: text(13) ? pence(13) : null,
      closesAt: at(14),
      closedAt: atOrNone(15),
    },
    totals: {
      version: Number(text(17)),
      councilCount: Number(text(18)),
      pledgedPence: pence(19),
      matchedPence: pence(20),
    },
    ruleBook: text(21),
    challenge: {
      serviceFunctionId: text(24) ? Number(text(24)) : null,
      theme: all.slice(25).join('|') || null,
    },
    seen: { round: text(16), pledge: text(22), challenge: text(23) },
  }
}
