import { db } from '#app/core/db.server.ts'
import { hex } from './fingerprint.server.ts'

const shown = {
  number: true,
  toJournalId: true,
  journalIds: true,
  hash: true,
  sealedAt: true,
} as const

type Stored = {
  number: number
  toJournalId: bigint
  journalIds: bigint[]
  hash: Uint8Array
  sealedAt: Date
}

const sealOf = ({ number, toJournalId, journalIds, hash, sealedAt }: Stored) => ({
  number,
  fromJournalId: journalIds[0] ?? toJournalId,
  toJournalId,
  journalCount: journalIds.length,
  hash: hex(hash),
  sealedAt,
})
export type Seal = ReturnType<typeof sealOf>

/** The newest block, whose hash is the root of the whole ledger, and how many journals wait for the next. */
export async function findRoot() {
  const newest = await db.seal.findFirst({ orderBy: { number: 'desc' }, select: shown })
  const waiting = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (
      select from journals where id > ${newest?.toJournalId ?? 0n} limit 10000) unsealed`
  return { newest: newest ? sealOf(newest) : undefined, waiting: waiting[0]?.count ?? 0 }
}

/** The blocks before one, the newest first. `next` goes in `before` of the next page. */
export async function listSeals({ before, limit = 25 }: { before?: number; limit?: number } = {}) {
  const rows = await db.seal.findMany({
    where: before === undefined ? {} : { number: { lt: before } },
    orderBy: { number: 'desc' },
    take: limit + 1,
    select: shown,
  })
  const seals = rows.slice(0, limit).map(sealOf)
  return { seals, next: rows.length > limit ? seals.at(-1)?.number : undefined }
}

/** The block a root belongs to. A root that was written down once and belongs to none was rewritten. */
export async function findSealByHash(hash: string) {
  if (!/^[0-9a-f]{64}$/i.test(hash)) return undefined
  const bytes = new Uint8Array(Buffer.from(hash, 'hex'))
  const seal = await db.seal.findUnique({ where: { hash: bytes }, select: shown })
  return seal ? sealOf(seal) : undefined
}

/** The block that seals a journal; none while it waits for the next one. */
export async function findSealOf(journalId: bigint) {
  const seal = await db.seal.findFirst({
    where: { toJournalId: { gte: journalId } },
    orderBy: { toJournalId: 'asc' },
    select: shown,
  })
  return seal ? sealOf(seal) : undefined
}
