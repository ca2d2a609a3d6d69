import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'
import { BROWSER_LIFE_MS } from './session.ts'

/** Deletes sessions that are over, and requests to sign in, with where they came from, after two days; browsers after a year. */
export async function forgetOldSignIns() {
  const now = clock.real()
  await db.session.deleteMany({ where: { expiresAt: { lte: now } } })
  await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now } } })
  await db.authenticatorSetUp.deleteMany({ where: { expiresAt: { lte: now } } })
  const longAgo = new Date(now.getTime() - BROWSER_LIFE_MS)
  await db.knownBrowser.deleteMany({ where: { lastSeenAt: { lt: longAgo } } })
  const twoDaysAgo = new Date(now.getTime() - 2 * DAY_MS)
  await db.proof.deleteMany({ where: { expiresAt: { lt: twoDaysAgo } } })
  await db.logoutMessage.deleteMany({ where: { receivedAt: { lt: twoDaysAgo } } })
  await db.identityRequest.deleteMany({ where: { createdAt: { lt: twoDaysAgo } } })
  await db.signInRequest.deleteMany({ where: { createdAt: { lt: twoDaysAgo } } })
}
