import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { askFor } from '#app/core/jobs.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { moveChallenge } from '../challenges/move-challenge.server.ts'
import { textOfDeal } from '../ledger/deal.ts'
import type { Actor } from '../organisations/actor.ts'
import { callPledges } from '../payments/call-pledges.server.ts'
import { judgeNow } from './judge-now.server.ts'
import { settleSharedPots } from './settle-shared-pots.server.ts'
import { canCloseEarly, formatClosing, isPastClosing, type RoundOutcome } from './round.ts'

/**
 * Closes a round: terms met, its pledges are called at the sums their conditions allow and the match of these
 * sums is committed; not met, every pledge lapses and every match goes back. The lead council may close it
 * early, and only when the terms are met. Closed twice it answers the same.
 */
export async function closeRound(actor: Actor | undefined, roundId: string) {
  return transaction((tx) => close(tx, actor, roundId))
}

/**
 * For the job: closes every round whose time is over, each in its own transaction. Pots that are due are
 * shared out first, so that a site that was down at midnight does not cost a round its match.
 */
export async function closeDueRounds() {
  await settleSharedPots()
  const due = await db.round.findMany({
    where: { closedAt: null, closesAt: { lte: clock.now() } },
    select: { id: true },
    orderBy: { closesAt: 'asc' },
    take: 500,
  })
  for (const { id } of due) await closeRound(undefined, id)
  return due.length
}

type Round = NonNullable<Awaited<ReturnType<typeof findRound>>>

async function close(
  tx: Tx,
  actor: Actor | undefined,
  roundId: string,
): Promise<{ outcome: RoundOutcome; isNew: boolean }> {
  await tx.$queryRaw`select version from round_totals where round_id = ${roundId}::uuid for no key update`
  const round = await findRound(tx, roundId)
  if (!round) throw new Refusal('not-found', 'This round is not there.')
  if (actor && !canCloseEarly(actor, round.challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can close pledging early.')
  if (round.outcome) return { outcome: round.outcome as RoundOutcome, isNew: false }

  const judgement = await judgeNow(tx, round)
  const isEarly = !isPastClosing(round, clock.now())
  if (isEarly && (!actor || judgement.outcome === 'lapsed'))
    throw new Refusal(
      'conflict',
      `The terms are not met yet. Pledging closes at ${formatClosing(round)}.`,
    )
  await settle(tx, actor, { round, judgement })
  return { outcome: judgement.outcome, isNew: true }
}

const findRound = (tx: Tx, id: string) =>
  tx.round.findUnique({
    where: { id },
    include: { challenge: { select: { leadCouncilId: true } } },
  })

type Settling = { round: Round; judgement: Awaited<ReturnType<typeof judgeNow>> }

/** The pots are moved by the last statement, so that their rows are held the shortest. */
async function settle(tx: Tx, actor: Actor | undefined, { round, judgement }: Settling) {
  const { id: roundId, challengeId, challenge } = round
  const { outcome, called, lapsed, reasons, lowerings, reached } = judgement
  const moved = await moveChallenge(tx, { challengeId, from: 'pooling', to: outcome })
  invariant(moved, 'a challenge with an open round is pooling')
  const { leadCouncilId } = challenge
  if (outcome === 'funded') await callPledges(tx, { challengeId, leadCouncilId, pledges: called })
  const total = formatPounds(reached.pledgedPence + reached.matchedPence)
  await record(tx, actor, {
    subjectKind: 'challenge',
    subjectId: challengeId,
    action: 'round-closed',
    summary:
      outcome === 'funded'
        ? `Pledging closed: funded with ${total} from ${reached.councilCount} councils and the pots`
        : `Pledging closed at ${total} of ${formatPounds(round.targetPence)}: every pledge lapsed`,
    detail: { roundId, outcome, pledgedPence: String(reached.pledgedPence) },
  })
  await askFor(tx, 'tell-round-closed', {
    payload: { roundId },
    key: `tell-round-closed:${roundId}`,
  })
  const deal = textOfDeal({
    roundId,
    challengeId,
    at: clock.now(),
    personId: actor?.personId,
    outcome,
    lapsed,
    lowered: outcome === 'funded' ? lowerings : [],
    reasons,
    called: called.map((pledge) => pledge.pledgeId),
    ...reached,
  })
  await tx.$executeRaw`select close_round(${deal}::jsonb)`
}
