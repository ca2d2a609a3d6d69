import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'

/** Deletes what only kept a refusal from being written twice in an hour; the records themselves stay, and all of it under a legal hold. */
export async function forgetRefusalHours() {
  const dayAgo = new Date(clock.real().getTime() - DAY_MS)
  await db.$executeRaw`delete from refusal_hours where hour < ${dayAgo} and not is_held(person_id)`
}
