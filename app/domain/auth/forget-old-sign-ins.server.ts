import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'

const DAY_MS = 24 * 60 * 60_000

/** Deletes sessions that are over, and requests to sign in, with where they came from, after two days. */
export async function forgetOldSignIns() {
  const now = clock.real()
  await db.session.deleteMany({ where: { expiresAt: { lte: now } } })
  const twoDaysAgo = new Date(now.getTime() - 2 * DAY_MS)
  await db.signInRequest.deleteMany({ where: { createdAt: { lt: twoDaysAgo } } })
}
