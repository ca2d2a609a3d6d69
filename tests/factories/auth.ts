import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { newAuthenticatorKey, sealKey } from '#app/domain/auth/one-time-code.server.ts'
import { startSession } from '#app/domain/auth/start-session.server.ts'

type SessionWanted = { isProved?: boolean }

/** A session of this person, with the secret its cookie carries; their second factor was shown in it. */
export const session = (who: { personId: string }, { isProved = true }: SessionWanted = {}) =>
  transaction((tx) =>
    startSession(tx, { personId: who.personId, how: 'Signed in by a test', isProved }),
  )

/** This person has an authenticator with a key of its own; gives the key. */
export async function authenticator(who: { personId: string }) {
  const { personId } = who
  const key = newAuthenticatorKey()
  await db.authenticator.create({
    data: { personId, sealedKey: sealKey(key, personId), confirmedAt: clock.real(), lastStep: 0 },
  })
  return key
}
