import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { checkFactor } from './check-factor.server.ts'
import { endWayBack } from './end-way-back.server.ts'
import { signedOut } from './factor-refusals.ts'
import type { Shown } from './factor-shown.ts'
import { findSession } from './find-signed-in.server.ts'
import type { Asked } from './passkey-challenge.server.ts'
import { proveSession } from './prove-session.server.ts'

/** Makes half a session whole, by the person's second factor. Gives the new secret of its cookie. */
export async function proveSignIn(token: string | undefined, shown: Shown) {
  const result = await transaction(async (tx) => {
    const found = await findSession(token, tx)
    if (!token || !found) return signedOut()
    const { actor } = found.signedIn
    const asked: Asked = { token, personId: actor.personId, purpose: 'sign-in', of: '' }
    const refusal = await checkFactor(tx, asked, shown)
    if (refusal) return refusal
    // Two at once with two right codes: the second finds the session gone.
    if (!(await findSession(token, tx)))
      return new Refusal('conflict', 'You have signed in already. Open the page again.')
    const raised = await proveSession(tx, token)
    await endWayBack(tx, actor.personId, 'shown')
    await record(tx, actor, {
      subjectKind: 'person',
      subjectId: actor.personId,
      action: 'second-factor-shown',
      summary: 'Showed the second factor while signing in',
    })
    return { token: raised }
  })
  if (result instanceof Refusal) throw result
  return result
}
