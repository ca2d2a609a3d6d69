import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#app/core/db.server.ts'

export type Seal = {
  number: number
  fromJournalId: bigint
  toJournalId: bigint
  journalCount: number
  hash: string
  sealedAt: Date
}

/** Of the thousand journals of a block, the first and how many: the list of them is long. */
const listWhere = (which: Prisma.Sql, limit: number) => db.$queryRaw<Seal[]>`
  select number, coalesce(journal_ids[1], to_journal_id) as "fromJournalId", to_journal_id as "toJournalId",
    cardinality(journal_ids) as "journalCount", encode(hash, 'hex') as hash, sealed_at as "sealedAt"
  from seals where ${which} limit ${limit}`

/** The newest block, whose hash is the root of the whole ledger, and how many journals wait for the next. */
export async function findRoot() {
  const [newest] = await listWhere(Prisma.sql`true order by number desc`, 1)
  const waiting = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (
      select from journals where id > ${newest?.toJournalId ?? 0n} limit 10000) unsealed`
  return { newest, waiting: waiting[0]?.count ?? 0 }
}

/** The blocks before one, the newest first. `next` goes in `before` of the next page. */
export async function listSeals({ before, limit = 25 }: { before?: number; limit?: number } = {}) {
  const which = before === undefined ? Prisma.sql`true` : Prisma.sql`number < ${before}`
  const rows = await listWhere(Prisma.sql`${which} order by number desc`, limit + 1)
  const seals = rows.slice(0, limit)
  return { seals, next: rows.length > limit ? seals.at(-1)?.number : undefined }
}

/** The block a root belongs to. A root that was written down once and belongs to none was rewritten. */
export async function findSealByHash(hash: string) {
  if (!/^[0-9a-f]{64}$/i.test(hash)) return undefined
  const [seal] = await listWhere(Prisma.sql`hash = decode(${hash}, 'hex')`, 1)
  return seal
}

/** The block that seals a journal; none while it waits for the next one. */
export async function findSealOf(journalId: bigint) {
  const [seal] = await listWhere(
    Prisma.sql`to_journal_id >= ${journalId} order by to_journal_id`,
    1,
  )
  return seal
}
