import { endOtherSessions, proveSession } from './prove-session.server.ts'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { deleteFactor } from './delete-factor.server.ts'
import type { FactorChange } from './factor-shown.ts'
import { hasFactor } from './lock-factors.server.ts'
import { makeNewCodes } from './recovery-codes.server.ts'
import { noteFactor, withFactorShown, type FactorProof } from './with-factor-shown.server.ts'

const recoveryCodes: FactorChange = 'recovery-codes'
const removal: FactorChange = 'removal'

/** Makes ten new recovery codes for whoever shows their factor; the old ones stop. Nobody sees them again. */
export async function makeRecoveryCodes(proof: FactorProof) {
  return withFactorShown(proof, recoveryCodes, async (tx, actor) => {
    const codes = await makeNewCodes(tx, actor.personId)
    await noteFactor(tx, actor, {
      action: 'recovery-codes-made',
      summary: 'New recovery codes were made',
      tell: 'New recovery codes were made.',
    })
    return { codes }
  })
}

/**
 * Takes the authenticator away from whoever shows their factor, and ends their other sessions. Gives the session's
 * new secret.
 */
export async function removeAuthenticator(proof: FactorProof) {
  return withFactorShown(proof, removal, async (tx, actor, token) => {
    const { personId } = actor
    const { count } = await tx.authenticator.deleteMany({ where: { personId } })
    if (count === 0) return new Refusal('conflict', 'You have no authenticator any more.')
    const rest = await endOfFactor(tx, personId, token)
    await noteFactor(tx, actor, {
      action: 'second-factor-removed',
      summary: rest.isLast ? 'Second factor removed' : 'Authenticator removed',
      tell: rest.isLast ? 'Your second factor was removed.' : 'Your authenticator was removed.',
    })
    return rest
  })
}

/**
 * After a factor was taken away: with the last one go the recovery codes, and roles that need a second factor stop
 * counting at once. The person's other sessions end.
 */
export async function endOfFactor(tx: Tx, personId: string, token: string) {
  const isLast = !(await hasFactor(tx, personId))
  if (isLast) await deleteFactor(tx, personId)
  await endOtherSessions(tx, personId, token)
  const raised = isLast ? await proveSession(tx, token, null) : await proveSession(tx, token)
  return { isLast, token: raised }
}
