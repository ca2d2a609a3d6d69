import { clock } from '#app/core/clock.ts'
import { db, isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { findMoneyFor } from './challenge-queries.server.ts'
import { canOpenCall, type CallDraft } from './pitch-call.ts'

/**
 * Opens a challenge for pitches: the closing instant, the price limit, what is scored and what is
 * asked. None of it changes afterwards, so every supplier answers the same call.
 */
export async function openPitchCall(actor: Actor, slug: string, draft: CallDraft) {
  const mostQuestions = await getPolicyNumber('pitch-questions-at-most')
  if (draft.questions.length > mostQuestions)
    throw new Refusal('invalid', `Ask at most ${mostQuestions} questions`, {
      field: 'question1Text',
    })
  const challengeId = await checkCall(actor, slug, draft)
  try {
    return await transaction((tx) => open(tx, actor, { challengeId, draft }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'This challenge is already open for pitches.')
  }
}

async function checkCall(actor: Actor, slug: string, draft: CallDraft) {
  const challenge = await db.challenge.findUnique({
    where: { slug },
    select: { id: true, leadCouncilId: true, stage: true },
  })
  if (!challenge) throw new Refusal('not-found', 'This challenge is no longer listed.')
  if (!canOpenCall(actor, challenge))
    throw new Refusal('forbidden', 'Only an officer of the lead council can ask for pitches.')
  if (draft.closesAt <= clock.now())
    throw new Refusal('invalid', 'Enter a closing time in the future', { field: 'closesOn' })
  if (!['pooling', 'funded'].includes(challenge.stage))
    throw new Refusal('conflict', 'Open a funding round before you ask for pitches.')
  await checkPriceLimit(challenge.id, draft)
  return challenge.id
}

type Call = { challengeId: string; draft: CallDraft }

async function open(tx: Tx, actor: Actor, { challengeId, draft }: Call) {
  const call = await tx.pitchCall.create({
    data: {
      challengeId,
      opensAt: clock.now(),
      closesAt: draft.closesAt,
      priceLimitPence: draft.priceLimitPence,
      openedById: actor.personId,
      criteria: { create: draft.criteria.map((each, place) => ({ ...each, position: place + 1 })) },
      questions: {
        create: draft.questions.map((each, place) => ({ ...each, position: place + 1 })),
      },
    },
  })
  await record(tx, actor, {
    subjectKind: 'challenge',
    subjectId: challengeId,
    action: 'pitch-call-opened',
    summary: `Asked for pitches until ${formatDateTime(draft.closesAt)}, at ${formatPounds(draft.priceLimitPence)} or less`,
    detail: { criteria: draft.criteria.length, questions: draft.questions.length },
  })
  return call
}

async function checkPriceLimit(challengeId: string, { priceLimitPence }: CallDraft) {
  const money = await findMoneyFor(challengeId)
  if (!money || priceLimitPence <= money.mostPence) return
  throw new Refusal(
    'invalid',
    money.isFunded
      ? `Enter a price limit of ${formatPounds(money.mostPence)} or less: that is what was raised`
      : `Enter a price limit of ${formatPounds(money.mostPence)} or less: the round asks for no more`,
    { field: 'priceLimit' },
  )
}
