import type { Tx } from '#app/core/db.server.ts'
import { addDays, dayOf, type Day } from '#app/core/time.ts'

/**
 * Lets nobody sign a pledge until this transaction is over, as the rule book itself does when it changes, and answers the
 * day after the last one that these councils signed, or the members of these areas. Whatever changes for them by then would
 * change what a pledge that is signed finds when it is worked out again.
 */
export async function holdCommitments(tx: Tx, councilIds: string[]): Promise<Day | undefined> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('rule book', 0))`
  const [row] = await tx.$queryRaw<{ last: Date | null }[]>`
    select max((committed_at at time zone 'Europe/London')::date) as last from pledges
    where council_id in (select unnest(${councilIds}::uuid[]) union
      select council_id from combined_authority_members where combined_authority_id = any(${councilIds}::uuid[]))`
  return row?.last ? addDays(dayOf(row.last), 1) : undefined
}
