import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { readMatchFacts } from '../pots/match-facts.server.ts'
import type { PotWant } from '../pots/match-room.ts'
import type { RingFence } from '../pots/purse.ts'
import { splitShare } from '../pots/share-pot.ts'
import type { ReplayEvent } from './replay-event.ts'
import type { StoredMatch } from './replay-match.ts'
import { findFixedShare } from './sharing-queries.server.ts'

const JOURNALS_AT_ONCE = 1_000

type JournalRow = Pick<ReplayEvent, 'journalId' | 'kind' | 'operationKey' | 'at' | 'pledgeId'> & {
  transfers: (Omit<ReplayEvent['transfers'][number], 'pence'> & {
    pence: string
    fromCouncil: string | null
  })[]
}
type PledgeRow = {
  pledgeId: string
  topsUpId: string | null
  roundId: string
  councilId: string
  challengeId: string
  fundingType: RingFence
  targetPence: Pence
}
type MatchRow = StoredMatch & {
  challengeId: string
  councilId: string
  isUnlocked: boolean
  sharingId: string | null
}

/** Every journal in order, page by page, with what is stored beside it: memory does not grow with the ledger. */
export async function* readReplayEvents(): AsyncGenerator<ReplayEvent> {
  let after = 0n
  for (;;) {
    const { rows } = await pool.query<JournalRow>(journalsAfter, [after, JOURNALS_AT_ONCE])
    yield* await eventsOf(rows)
    const last = rows.at(-1)
    if (!last || rows.length < JOURNALS_AT_ONCE) return
    after = last.journalId
  }
}

async function eventsOf(journals: JournalRow[]): Promise<ReplayEvent[]> {
  const commits = journals.filter(({ kind }) => kind === 'pledge-committed')
  const unlocks = journals.filter(({ kind }) => kind === 'match-unlocked')
  const [commitments, lowerings, matches] = await Promise.all([
    readCommitments(commits),
    readLowerings(journals.filter(({ kind }) => kind === 'pledge-lowered')),
    readMatches(
      commits.flatMap(({ pledgeId }) => pledgeId ?? []),
      unlocks.map(({ operationKey }) => operationKey),
    ),
  ])
  const byId = new Map(matches.map((match) => [match.id, match]))
  const own = new Map<string, StoredMatch[]>()
  for (const match of matches)
    if (!match.isUnlocked) own.set(match.pledgeId, [...(own.get(match.pledgeId) ?? []), match])
  const shares: Shares = new Map()
  const events: ReplayEvent[] = []
  for (const { transfers, ...journal } of journals) {
    const { kind, pledgeId, operationKey } = journal
    const unlocked = kind === 'match-unlocked' ? byId.get(operationKey) : undefined
    const part = unlocked && (await partOf(unlocked, shares))
    const isCommit = kind === 'pledge-committed'
    const commitment = isCommit ? commitments.get(pledgeId ?? '') : undefined
    const lowering = lowerings.get(operationKey)
    events.push({
      ...journal,
      transfers: transfers.map(({ pence, fromCouncil: _, ...transfer }) => {
        return { ...transfer, pence: BigInt(pence) }
      }),
      ...(commitment && { commitment }),
      ...(part && { part }),
      ...(lowering && { lowering }),
      matches: unlocked ? [unlocked] : isCommit ? (own.get(pledgeId ?? '') ?? []) : [],
    })
  }
  return events
}

/** What pledges were lowered to, and each of their matches, by the key of the journal. */
async function readLowerings(lowered: JournalRow[]) {
  const { rows } = await pool.query<LoweringRow>(loweringsById, [
    lowered.map(({ operationKey }) => operationKey),
  ])
  return new Map(
    rows.map(({ id, toPence, matches }) => {
      const to = new Map(matches.map((match) => [match.id, BigInt(match.pence)]))
      return [id, { toPence, matches: to }] as const
    }),
  )
}

type LoweringRow = { id: string; toPence: Pence; matches: { id: string; pence: string }[] }
const loweringsById = `
  select id, to_pence as "toPence", array(select jsonb_build_object('id', match_id, 'pence', to_pence::text)
    from match_changes where change_id = pledge_changes.id) as matches
  from pledge_changes where id = any ($1)`

/** Pledges as they asked when they were committed: the sum is the journal's, the rest is dated. */
async function readCommitments(commits: JournalRow[]) {
  const { rows } = await pool.query<PledgeRow>(pledgesById, [
    commits.map(({ pledgeId }) => pledgeId),
  ])
  const pledges = new Map(rows.map((row) => [row.pledgeId, row]))
  const asking = await readMatchFacts(
    commits.flatMap(({ pledgeId, at, transfers }) => {
      const pledge = pledges.get(pledgeId ?? '')
      const promised = transfers.find(({ fromCouncil }) => fromCouncil)
      if (!pledge || !promised) return []
      const { councilId, challengeId, fundingType } = pledge
      const amountPence = BigInt(promised.pence)
      const about = { councilId, challengeId, amountPence, fundingType }
      return [{ pledgeId: pledge.pledgeId, ...about, at }]
    }),
  )
  return new Map(
    asking.flatMap((one) => {
      const pledge = pledges.get(one.pledgeId)
      if (!pledge) return []
      const { roundId, topsUpId, targetPence } = pledge
      return [[one.pledgeId, { asking: one, topsUpId, roundId, targetPence }] as const]
    }),
  )
}

async function readMatches(pledgeIds: string[], matchIds: string[]) {
  const { rows } = await pool.query<MatchRow>(matchesOf, [pledgeIds, matchIds])
  return rows
}

/** What a pledge was to get when its pot was shared out, worked out from what was fixed then. */
type Shares = Map<string, Promise<Map<string, PotWant>>>

async function partOf(match: MatchRow, shares: Shares) {
  const { sharingId, challengeId, potId, ruleId } = match
  if (!sharingId) return undefined
  const key = `${sharingId}/${challengeId}`
  const wants = shares.get(key) ?? readParts(sharingId, { challengeId, potId, ruleId })
  shares.set(key, wants)
  return (await wants).get(match.pledgeId)
}

async function readParts(
  sharingId: string,
  { challengeId, potId, ruleId }: { challengeId: string; potId: string; ruleId: string },
) {
  const share = await findFixedShare(sharingId, challengeId)
  const { capOfRulePence: cap } = share
  const parts = splitShare(share, share.pledges, share.about)
  return new Map(
    parts.map(({ pledgeId, councilId, area, at: asOf, wantedPence, working }) => [
      pledgeId,
      {
        ...{ matchId: '', pledgeId, councilId, challengeId, potId, ruleId, asOf },
        ...{ area, wantedPence, working },
        caps: cap === undefined ? {} : { challenge: cap },
      },
    ]),
  )
}

const journalsAfter = `
  select id as "journalId", kind, operation_key as "operationKey", at, pledge_id as "pledgeId",
    array(select jsonb_build_object('pence', amount_pence::text, 'from', debit.kind, 'fromPot', debit.pot_id, 'fromPurse', debit.purse,
        'to', credit.kind, 'toPot', credit.pot_id, 'toPurse', credit.purse, 'fromCouncil', case when debit.kind = 'council' then debit.council_id end)
      from transfers join accounts debit on debit.id = debit_account_id
      join accounts credit on credit.id = credit_account_id where journal_id = journals.id order by line) as transfers
  from journals where id > $1 order by id limit $2`

const pledgesById = `
  select pledges.id as "pledgeId", tops_up_id as "topsUpId", round_id as "roundId", council_id as "councilId",
    pledges.challenge_id as "challengeId", funding_type as "fundingType", target_pence as "targetPence"
  from pledges join rounds on rounds.id = round_id where pledges.id = any ($1)`

const matchesOf = `
  select matches.id, matches.pledge_id as "pledgeId", matches.pot_id as "potId", matches.purse, matches.rule_id as "ruleId",
    area_id as "areaId", coalesce(first.from_wanted_pence, wanted_pence) as "wantedPence",
    coalesce(first.from_pence, matches.amount_pence) as "amountPence",
    case when first is null then bound_by else first.from_bound_by end as "boundBy",
    coalesce(first.from_working, working) as working, matches.challenge_id as "challengeId", matches.council_id as "councilId",
    (select id from sharings where rule_id = matches.rule_id) as "sharingId",
    exists (select from journals where kind = 'match-unlocked' and operation_key = matches.id) as "isUnlocked"
  from matches join pledges on pledges.id = pledge_id join rounds on rounds.id = round_id
  left join lateral (select match_changes.* from match_changes join journals on journals.kind = 'pledge-lowered'
    and operation_key = change_id where match_id = matches.id order by journals.id limit 1) first on true
  where matches.pledge_id = any ($1) or matches.id = any ($2)`
