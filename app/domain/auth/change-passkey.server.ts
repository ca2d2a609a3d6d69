import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { endOfFactor } from './change-factor.server.ts'
import { signedOut } from './factor-refusals.ts'
import { removalOf } from './factor-shown.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { noteFactor, withFactorShown, type FactorProof } from './with-factor-shown.server.ts'

const isGone = () => new Refusal('not-found', 'You have no such passkey.')

type NewName = { which: string; name: string }

/** Calls one of a person's own passkeys by another name. What it opens stays as it is, so no factor is shown for it. */
export async function renamePasskey(token: string | undefined, { which: id, name }: NewName) {
  await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!signedIn) throw signedOut()
    const { actor } = signedIn
    const own = { id, personId: actor.personId }
    const before = await tx.passkey.findFirst({ where: own, select: { name: true } })
    if (!before) throw isGone()
    await tx.passkey.updateMany({ where: own, data: { name } })
    await noteFactor(tx, actor, {
      action: 'passkey-renamed',
      summary: 'A passkey was renamed',
      tell: `Your passkey ${before.name} is now called ${name}.`,
    })
  })
}

/** Takes one of a person's own passkeys away, once they have shown any of their factors. Gives the session's new secret. */
export async function removePasskey(proof: FactorProof & { which: string }) {
  const { which: id } = proof
  return withFactorShown(proof, removalOf(id), async (tx, actor, token) => {
    const own = { id, personId: actor.personId }
    const kept = await tx.passkey.findFirst({ where: own, select: { name: true } })
    const { count } = await tx.passkey.deleteMany({ where: own })
    if (!kept || count === 0) return isGone()
    const rest = await endOfFactor(tx, actor.personId, token)
    const last = rest.isLast ? ' It was your last second factor.' : ''
    await noteFactor(tx, actor, {
      action: 'passkey-removed',
      summary: 'A passkey was removed',
      tell: `Your passkey ${kept.name} was removed.${last}`,
    })
    return rest
  })
}
