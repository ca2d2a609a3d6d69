import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { checkFactor } from './check-factor.server.ts'
import { deleteFactor } from './delete-factor.server.ts'
import { signedOut } from './factor-refusals.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { endOtherSessions, proveSession } from './prove-session.server.ts'
import { makeNewCodes } from './recovery-codes.server.ts'
import { tellOfFactor } from './tell-of-factor.server.ts'

type Proof = { token: string | undefined; code: string }

/** Makes ten new recovery codes for whoever shows a code of their factor; the old ones stop. Nobody sees them again. */
export async function makeRecoveryCodes(proof: Proof) {
  return withProof(proof, async (tx, actor) => {
    const codes = await makeNewCodes(tx, actor.personId)
    await note(tx, actor, { action: 'recovery-codes-made', text: 'New recovery codes were made' })
    return { codes }
  })
}

/**
 * Takes the second factor away from whoever shows a code of it, and ends their other sessions. Roles that need one
 * stop counting at once. Gives the session's new secret.
 */
export async function removeAuthenticator(proof: Proof) {
  return withProof(proof, async (tx, actor, token) => {
    const { personId } = actor
    await deleteFactor(tx, personId)
    await endOtherSessions(tx, personId, token)
    await note(tx, actor, {
      action: 'second-factor-removed',
      text: 'Your second factor was removed',
    })
    return { token: await proveSession(tx, token, null) }
  })
}

type Deed<T> = (tx: Tx, actor: Actor, token: string) => Promise<T>

/** A refusal is given back, not thrown, so that the count of wrong codes stays. */
async function withProof<T>({ token, code }: Proof, deed: Deed<T>): Promise<T> {
  const result = await transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return signedOut()
    const refusal = await checkFactor(tx, signedIn.actor.personId, code)
    return refusal ?? deed(tx, signedIn.actor, token)
  })
  if (result instanceof Refusal) throw result
  return result
}

async function note(tx: Tx, actor: Actor, { action, text }: { action: string; text: string }) {
  await record(tx, actor, {
    subjectKind: 'person',
    subjectId: actor.personId,
    action,
    summary: text.replace('Your s', 'S'),
  })
  await tellOfFactor(tx, actor.personId, `${text}.`)
}
