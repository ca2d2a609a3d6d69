import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { DAY_MS } from '#app/core/time.ts'

/** Deletes what only kept a refusal from being written twice in an hour; the records themselves stay. */
export async function forgetRefusalHours() {
  await db.refusalHour.deleteMany({
    where: { hour: { lt: new Date(clock.real().getTime() - DAY_MS) } },
  })
}
