import { transaction } from '#app/core/db.server.ts'
import { startSession } from '#app/domain/auth/start-session.server.ts'

/** A session of this person, with the secret its cookie carries. */
export const session = (who: { personId: string }) =>
  transaction((tx) => startSession(tx, { personId: who.personId, how: 'Signed in by a test' }))
