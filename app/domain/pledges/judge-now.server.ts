import { db, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Conditions } from './conditions.ts'
import { isLowered, judgeRound, solveLive, type Judgement, type LivePledge } from './judge-round.ts'
import { foldTopUps, type Whole } from './on-top.ts'
import { planLowerings, type Lowering, type ToLower } from './plan-lowering.server.ts'
import type { RoundTerms } from './round.ts'
import type { Solved, SolvingTerms } from './solve-round.ts'
import { lowerStack } from './stack.ts'

type Round = { id: string } & RoundTerms & SolvingTerms

/**
 * How a round would end if it closed now: what its pledges come to, then their match, then the terms. Under the lock
 * of the round it is how it ends; without one it is how it stands.
 */
export async function judgeNow(tx: Tx, round: Round) {
  const wholes = foldTopUps(await listLive(tx, round.id))
  const solved = solveLive(round, wholes)
  const lowerings = await planLowerings(solved.filter(isLowered).flatMap(toLower), tx)
  const less = new Map(lowerings.map((lowering) => [lowering.pledgeId, matchLetGo(lowering)]))
  const matchOfLowered = new Map(
    wholes.map(({ pledgeId, matchedPence, parts }) => [
      pledgeId,
      parts.reduce((sum, part) => sum - (less.get(part.pledgeId) ?? 0n), matchedPence),
    ]),
  )
  const judged = judgeRound(round, wholes, { solved, matchOfLowered })
  return { ...inParts(judged, wholes, lowerings), lowerings }
}

/** A total that is lowered comes down in its parts, the latest top-up first. */
const toLower = ({ pledge, amountPence }: Solved<Whole<LivePart>>): ToLower[] =>
  lowerStack(pledge.parts, amountPence).map((part) => ({
    ...part,
    changeId: newId(),
    memo: `Pledge of ${formatPounds(pledge.amountPence)} counted at ${formatPounds(amountPence)}`,
    reason: 'What its conditions came to when pledging closed',
  }))

/** A top-up that ends lets go of all its match. */
const matchLetGo = ({ toPence, matches }: Lowering): Pence =>
  matches.reduce((sum, match) => sum + match.fromPence - (toPence === 0n ? 0n : match.toPence), 0n)

/** What was judged as one is called, or lapses, in its parts: each has its own match and its own collection. */
function inParts(judged: Judgement, wholes: Whole<LivePart>[], lowerings: Lowering[]): Judgement {
  const partsOf = new Map(wholes.map(({ pledgeId, parts }) => [pledgeId, parts]))
  const lowered = new Map(lowerings.map(({ pledgeId, toPence }) => [pledgeId, toPence]))
  const eachPart = <Row extends { pledgeId: string }>(rows: Row[]) =>
    rows.flatMap((row) =>
      (partsOf.get(row.pledgeId) ?? []).map(({ pledgeId }) => ({ ...row, pledgeId })),
    )
  const called = judged.called
    .flatMap(({ pledgeId }) => partsOf.get(pledgeId) ?? [])
    .map((part) => ({ ...part, amountPence: lowered.get(part.pledgeId) ?? part.amountPence }))
  return {
    ...judged,
    called: called.filter(({ amountPence }) => amountPence > 0n),
    lapsed: eachPart(judged.lapsed),
    reasons: eachPart(judged.reasons),
  }
}

type LivePart = LivePledge & { topsUpId: string | null }

/** What can still count or must end. */
async function listLive(tx: Tx, roundId: string): Promise<LivePart[]> {
  const pledges = await tx.pledge.findMany({
    where: { roundId, state: { in: ['draft', 'awaiting-approval', 'committed'] } },
    select: {
      id: true,
      number: true,
      topsUpId: true,
      councilId: true,
      amountPence: true,
      state: true,
      isNameShown: true,
      conditions: true,
      isConditionMet: true,
      approval: { select: { id: true } },
      council: { select: { region: true } },
      matches: { where: { state: 'reserved' }, select: { amountPence: true } },
    },
    orderBy: { committedSequence: 'asc' },
  })
  return pledges.map(({ id, approval, council, matches, conditions, ...pledge }) => ({
    ...pledge,
    pledgeId: id,
    isSigned: approval !== null,
    region: council.region,
    conditions: Conditions.parse(conditions),
    matchedPence: matches.reduce((sum, match) => sum + match.amountPence, 0n),
  }))
}

/** Whether the open round of a challenge would be funded if it closed now, at the sums conditions come to. */
export async function wouldBeFunded(challengeId: string) {
  const round = await db.round.findFirst({ where: { challengeId, closedAt: null } })
  return round !== null && (await judgeNow(db, round)).outcome === 'funded'
}

/** For the page of an open round: whether it would be funded as it stands, and with what. */
export async function findVerdict(roundId: string) {
  const round = await db.round.findUniqueOrThrow({ where: { id: roundId } })
  const { outcome, reached } = await judgeNow(db, round)
  return { isMet: outcome === 'funded', reached }
}
