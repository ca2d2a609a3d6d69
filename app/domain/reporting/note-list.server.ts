import { db } from '#app/core/db.server.ts'

/** As many as are worked out well within the time a statement has, on a slow machine. */
const CHANGES_AT_ONCE = 500

/**
 * Notes what the list of challenges shows of each challenge that changed since the last time, and answers
 * how many that were. A list is exact without it, and slower (decision 025).
 */
export async function noteList(): Promise<number> {
  let all = 0
  for (;;) {
    const [noted] = await db.$queryRaw<{ challenges: number }[]>`
      select note_list(${CHANGES_AT_ONCE}::int) as challenges`
    if (!noted?.challenges) return all
    all += noted.challenges
  }
}
