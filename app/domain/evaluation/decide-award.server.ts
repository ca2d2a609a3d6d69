import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, type Tx } from '#app/core/db.server.ts'
import { formatPounds, type Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import {
  findMoneyFor,
  getChallengeHead,
  type ChallengeHead,
} from '../pitches/challenge-queries.server.ts'
import type { AwardInput } from './award.ts'
import { changeEvaluation, type Evaluation } from './change-evaluation.server.ts'
import { canRunEvaluation } from './panel.ts'
import { getPitchCallId } from './panel-queries.server.ts'
import { mayBeAwarded, rankPitches } from './result.ts'
import { listEntries } from './result-queries.server.ts'
import { tellScores } from './tell-about-award.server.ts'

/**
 * Decides which pitch is awarded, and opens to every supplier its own scores and reasons. Nothing is
 * public yet: Procurement Act 2023, s.50(3), lets suppliers know before the award is published. The same form
 * again changes nothing.
 */
export async function decideAward(actor: Actor, slug: string, input: AwardInput) {
  const challenge = await getChallengeHead(slug)
  if (!canRunEvaluation(actor, challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can decide the award.')
  const pitchCallId = await getPitchCallId(challenge.id)
  const money = await findMoneyFor(challenge.id)
  const raisedPence = challenge.stage === 'funded' && money?.isFunded ? money.mostPence : undefined
  const { operationKey: key, pitchId, reason } = input
  const body = { pitchCallId, pitchId, reason, personId: actor.personId }
  try {
    await changeEvaluation(
      pitchCallId,
      (tx, evaluation) => decide(tx, actor, { challenge, evaluation, raisedPence, input }),
      (tx) => startOperation(tx, actor, { verb: 'decide-award', key, body }),
    )
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'The award is decided already.')
  }
}

type Decision = {
  challenge: ChallengeHead
  evaluation: Evaluation
  /** Undefined before the round has reached its target. */
  raisedPence: Pence | undefined
  input: AwardInput
}

async function decide(tx: Tx, actor: Actor, decision: Decision) {
  const { challenge, evaluation, raisedPence, input } = decision
  if (raisedPence === undefined)
    throw new Refusal('conflict', 'The round must reach its target before anything is awarded.')
  const { entries, isModerated } = await listEntries(tx, evaluation)
  if (!isModerated)
    throw new Refusal('conflict', 'Agree a score for every criterion of every pitch first.')
  const choices = mayBeAwarded(rankPitches(entries, raisedPence))
  const winner = choices.find(({ pitchId }) => pitchId === input.pitchId)
  if (!winner)
    throw new Refusal('invalid', 'The award goes to the best pitch the money raised can pay for', {
      field: 'pitchId',
    })
  const award = await tx.award.create({
    data: {
      pitchCallId: evaluation.pitchCallId,
      challengeId: challenge.id,
      pitchId: winner.pitchId,
      supplierId: winner.supplierId,
      pricePence: winner.pricePence,
      reason: input.reason,
      decidedById: actor.personId,
      decidedAt: clock.now(),
    },
  })
  await tellScores(tx, { challenge, award })
  await record(tx, actor, {
    subjectKind: 'challenge',
    subjectId: challenge.id,
    action: 'award-decided',
    summary: `Decided to award ${winner.supplierName} at ${formatPounds(winner.pricePence)}`,
    detail: { pitchId: winner.pitchId, score: winner.score },
  })
}
