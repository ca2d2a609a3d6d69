import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import type { Journal } from './journal.ts'

/**
 * Posts the transfers of one event in one statement. Answers the journal's id, or undefined when
 * this kind and operation key were posted before, in which case nothing is written.
 */
export async function postJournal(tx: Tx, journal: Journal): Promise<bigint | undefined> {
  const [row] = await tx.$queryRaw<{ id: bigint | null }[]>`
    select post_journal(${entryOf(journal)}::jsonb) as id`
  return row?.id ?? undefined
}

/** The journal as the database's `post_journal` reads it: whole pence as text, so no digit is lost. */
const entryOf = (journal: Journal) =>
  JSON.stringify({ ...journal, at: clock.now() }, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
