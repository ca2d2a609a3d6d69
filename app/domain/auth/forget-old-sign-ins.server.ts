import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'

/** Deletes sessions that are over, and requests to sign in, with where they came from, after two days. */
export async function forgetOldSignIns() {
  const now = clock.real()
  await db.session.deleteMany({ where: { expiresAt: { lte: now } } })
  await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now } } })
  await db.authenticatorSetUp.deleteMany({ where: { expiresAt: { lte: now } } })
  const twoDaysAgo = new Date(now.getTime() - 2 * DAY_MS)
  await db.proof.deleteMany({ where: { expiresAt: { lt: twoDaysAgo } } })
  await db.signInRequest.deleteMany({ where: { createdAt: { lt: twoDaysAgo } } })
}
