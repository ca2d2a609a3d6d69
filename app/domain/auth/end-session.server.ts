import { transaction } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import { findSession } from './find-signed-in.server.ts'
import { lucia } from './lucia.server.ts'
import { hashOf } from './secret.server.ts'

/** Signs somebody out: the row goes, so a copy of the cookie is worth nothing. Doing it twice is harmless. */
export async function endSession(token: string | undefined) {
  if (!token) return
  await transaction(async (tx) => {
    const signedIn = (await findSession(token, tx))?.signedIn
    await lucia(tx).invalidateSession(hashOf(token))
    if (signedIn)
      await record(tx, signedIn.actor, {
        subjectKind: 'person',
        subjectId: signedIn.actor.personId,
        action: 'signed-out',
        summary: 'Signed out',
      })
  })
}
