import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'
import { BROWSER_LIFE_MS } from './session.ts'

/**
 * Deletes sessions that are over, and requests to sign in, with where they came from, after two days; browsers after a year.
 * Nothing of somebody under a legal hold, but challenges and set-ups that have run out, which say nothing about them.
 */
export async function forgetOldSignIns() {
  const now = clock.real()
  await db.$executeRaw`delete from sessions where expires_at <= ${now} and not is_held(person_id)`
  await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now } } })
  await db.authenticatorSetUp.deleteMany({ where: { expiresAt: { lte: now } } })
  const longAgo = new Date(now.getTime() - BROWSER_LIFE_MS)
  await db.$executeRaw`delete from known_browsers where last_seen_at < ${longAgo} and not is_held(person_id)`
  const twoDaysAgo = new Date(now.getTime() - 2 * DAY_MS)
  await db.$executeRaw`delete from proofs where expires_at < ${twoDaysAgo} and not is_held(person_id)`
  await db.logoutMessage.deleteMany({ where: { receivedAt: { lt: twoDaysAgo } } })
  await db.$executeRaw`
    delete from identity_requests where created_at < ${twoDaysAgo} and not is_address_held(email)`
  await db.$executeRaw`
    delete from sign_in_requests where created_at < ${twoDaysAgo} and not is_address_held(email)`
}
