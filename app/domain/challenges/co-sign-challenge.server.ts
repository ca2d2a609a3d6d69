import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { canCoSign } from './challenge.ts'
import { canBeCoSigned, type CoSignInput } from './co-signature.ts'
import { lockPublicChallenge } from './lock-challenge.server.ts'
import type { Stage } from './stage.ts'

/**
 * Says "we have this problem too" for a council, with its volume and yearly cost. It moves no money and
 * binds nobody. Said again, it only brings the figures up to date.
 */
export async function coSignChallenge(actor: Actor, challengeId: string, input: CoSignInput) {
  requireBeginning(actor)
  if (!canCoSign(actor))
    throw new Refusal(
      'forbidden',
      'Only officers of a council can say this. Ask an administrator of your council for the officer role.',
    )
  return transaction(async (tx) => {
    const challenge = await lockPublicChallenge(tx, challengeId)
    if (!canBeCoSigned(challenge.stage as Stage))
      throw new Refusal('conflict', 'This problem is solved. You can take up the solution instead.')
    const isNew = await writeSignature(tx, actor, { challengeId, ...input })
    await record(tx, actor, {
      subjectKind: 'challenge',
      subjectId: challengeId,
      action: isNew ? 'challenge-co-signed' : 'co-signature-changed',
      summary: isNew
        ? `Said that ${actor.organisationName} has this problem too`
        : `Changed the figures of ${actor.organisationName}`,
      detail: {
        volumePerYear: input.volumePerYear,
        yearlyCostPence: input.yearlyCostPence === null ? null : String(input.yearlyCostPence),
      },
    })
    return { isNew }
  })
}

type Signature = CoSignInput & { challengeId: string }

/** A council that took its co-signature back and says it again has signed on the later day. */
async function writeSignature(tx: Tx, actor: Actor, { challengeId, ...figures }: Signature) {
  const key = { challengeId, councilId: actor.organisationId }
  const signed = await tx.coSignature.findUnique({
    where: { challengeId_councilId: key },
    select: { withdrawnAt: true },
  })
  const isNew = !signed || signed.withdrawnAt !== null
  const data = {
    ...figures,
    signedById: actor.personId,
    withdrawnAt: null,
    ...(isNew && { signedAt: clock.now() }),
  }
  if (signed) await tx.coSignature.update({ where: { challengeId_councilId: key }, data })
  else await tx.coSignature.create({ data: { ...key, ...data, signedAt: clock.now() } })
  return isNew
}
