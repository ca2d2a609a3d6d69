import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { record } from '../audit/record.server.ts'

type TooMany = {
  personId: string
  /** The id of the session that has just come, which stays whatever the clock says. */
  newest: string
  atMost: number
}

/**
 * Ends the oldest sessions of a person beyond so many at once. Half sessions and whole ones are counted apart: whoever
 * has somebody's mailbox, and not their second factor, cannot push them out.
 */
export async function endOldestSessions(tx: Tx, { personId, newest, atMost }: TooMany) {
  const ended = await tx.$executeRaw`
    delete from sessions where id in (
      select id from (
        select id, row_number() over (
          partition by proved_at is null order by id = ${newest} desc, created_at desc, id) as place
        from sessions where person_id = ${personId}::uuid and expires_at > ${clock.real()}) numbered
      where place > ${atMost})`
  if (ended > 0)
    await record(tx, undefined, {
      subjectKind: 'person',
      subjectId: personId,
      action: 'sessions-ended',
      summary: `Signed out of ${countOf(ended, 'browser')}, as there were more than ${atMost}`,
      detail: { which: 'oldest', count: ended },
    })
}

/** Sessions of one person are started one after the other, so that those side by side are counted. */
export async function lockSessions(tx: Tx, personId: string) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${personId}, 5))`
}
