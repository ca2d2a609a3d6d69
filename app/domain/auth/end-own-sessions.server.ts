import { transaction } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { record } from '../audit/record.server.ts'
import { lockSessions } from './end-oldest-sessions.server.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { hashOf } from './secret.server.ts'
import type { EndSessionsInput } from './session.ts'

/**
 * Signs the person of this session out of one of their browsers, of all others, or of all: from the next request
 * on those are nobody. One that is theirs no longer, or never was, is answered the same. Twice is harmless.
 */
export async function endOwnSessions(token: string | undefined, { which }: EndSessionsInput) {
  return transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!token || !signedIn) return { isStillSignedIn: false }
    const { personId } = signedIn.actor
    // One of them may be getting a new secret: it is ended by its old one or by its new one.
    await lockSessions(tx, personId)
    const id = hashOf(token)
    const { count } = await tx.session.deleteMany({
      where: { personId, ...wanted(which, id) },
    })
    if (count > 0)
      await record(tx, signedIn.actor, {
        subjectKind: 'person',
        subjectId: personId,
        action: 'sessions-ended',
        summary: `Signed out of ${countOf(count, 'browser')}`,
        detail: { which: which === 'others' || which === 'all' ? which : 'one', count },
      })
    return { isStillSignedIn: (await tx.session.count({ where: { id } })) === 1 }
  })
}

function wanted(which: EndSessionsInput['which'], ownId: string) {
  if (which === 'all') return {}
  return which === 'others' ? { id: { not: ownId } } : { handle: which }
}
