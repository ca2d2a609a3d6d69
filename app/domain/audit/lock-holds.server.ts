import type { Tx } from '#app/core/db.server.ts'

/** Setting a hold and erasing somebody come one after the other: whichever is second sees what the first did. */
export async function lockHolds(tx: Tx) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('legal-holds', 9))`
}
