import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { lockPublicChallenge } from '../challenges/lock-challenge.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import {
  canChangeInKind,
  canOfferInKind,
  isOpenForInKind,
  skills,
  type InKindInput,
  type InKindWithdrawal,
} from './in-kind.ts'

/**
 * Offers days of a skill to a challenge, in public. It is no money: no total, match, floor or target knows it.
 * The operation key becomes its id, so a form sent twice offers once.
 */
export async function offerInKind(actor: Actor, challengeId: string, input: InKindInput) {
  requireBeginning(actor)
  if (!canOfferInKind(actor))
    throw new Refusal('forbidden', 'Officers of councils offer days of work.')
  const { operationKey: id, ...answers } = input
  await keepOnce(async (tx) => {
    const body = { challengeId, ...answers }
    if (!(await startOperation(tx, actor, { verb: 'offer-in-kind', key: id, body }))) return
    const challenge = await lockPublicChallenge(tx, challengeId)
    if (!isOpenForInKind(challenge))
      throw new Refusal('conflict', 'Work can no longer be offered to this challenge.')
    await tx.inKindPledge.create({
      data: {
        id,
        challengeId,
        councilId: actor.organisationId,
        ...columnsOf(input),
        madeById: actor.personId,
        madeAt: clock.now(),
      },
    })
    await record(tx, actor, { ...about(id), action: 'in-kind-offered', summary: words(input) })
  })
}

/** Another number of days, rate or description of the same offer. */
export async function changeInKind(actor: Actor, offerId: string, input: InKindInput) {
  const { operationKey: key, ...answers } = input
  await keepOnce(async (tx) => {
    const offer = await requireOwn(tx, actor, offerId)
    const body = { offerId, ...answers }
    if (!(await startOperation(tx, actor, { verb: 'change-in-kind', key, body }))) return
    const { count } = await tx.inKindPledge.updateMany({
      where: { id: offer.id, withdrawnAt: null },
      data: columnsOf(input),
    })
    if (count === 0) throw new Refusal('conflict', 'This offer was withdrawn. Make a new one.')
    await record(tx, actor, { ...about(offerId), action: 'in-kind-changed', summary: words(input) })
  })
}

/** Takes an offer of work back. Sent twice it happens once. */
export async function withdrawInKind(actor: Actor, offerId: string, input: InKindWithdrawal) {
  const { operationKey: key } = input
  await transaction(async (tx) => {
    await requireOwn(tx, actor, offerId)
    const body = { offerId }
    if (!(await startOperation(tx, actor, { verb: 'withdraw-in-kind', key, body }))) return
    const { count } = await tx.inKindPledge.updateMany({
      where: { id: offerId, withdrawnAt: null },
      data: { withdrawnAt: clock.now(), withdrawnById: actor.personId },
    })
    if (count > 0)
      await record(tx, actor, {
        ...about(offerId),
        action: 'in-kind-withdrawn',
        summary: 'Withdrew an offer of work',
      })
  })
}

const about = (subjectId: string) => ({ subjectKind: 'in-kind-pledge', subjectId })
const words = ({ days, skill }: InKindInput) =>
  `Offered ${countOf(days, 'day')} of ${skills[skill].toLowerCase()}`

const columnsOf = ({ skill, about: text, days, dayRate, rateSource }: InKindInput) => ({
  skill,
  about: text,
  days,
  dayRatePence: dayRate,
  rateSource,
})

async function keepOnce(work: (tx: Tx) => Promise<void>) {
  try {
    await transaction(work)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'Your council offers this skill already. Change that offer.')
  }
}

/** To another council there is nothing to change. */
async function requireOwn(tx: Tx, actor: Actor, offerId: string) {
  const offer = await tx.inKindPledge.findUnique({
    where: { id: offerId },
    select: { id: true, councilId: true },
  })
  if (!offer || offer.councilId !== actor.organisationId)
    throw new Refusal('not-found', 'Page not found')
  if (!canChangeInKind(actor, offer))
    throw new Refusal('forbidden', 'Ask an officer of your council to change this offer.')
  return offer
}
