import { setTimeout as wait } from 'node:timers/promises'
import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { fingerprintJournals, hashBlock } from './fingerprint.server.ts'
import { noteAccruals, noteBlocks } from './span.server.ts'

const blockSize = 1000
const patienceMs = 5_000
const sealLock = 7_274_002

/**
 * Seals what was posted since the last time, in blocks of at most a thousand journals, and answers
 * how many blocks. Whoever posts a journal neither waits for it nor is held up by it.
 */
export async function sealJournals(): Promise<number> {
  const blocks = await sealBlocks()
  while ((await noteBlocks()) > 0);
  while ((await noteAccruals()) > 0);
  return blocks
}

/** The seals alone, without what is noted of them. */
export async function sealBlocks(): Promise<number> {
  const settled = await findSettled()
  let blocks = 0
  while (settled && (await sealNext(settled))) blocks++
  return blocks
}

/**
 * The highest journal below which none can still appear: numbers are given out in order, but
 * transactions commit in any. Whoever has a number holds its lock on the table until it has ended,
 * so when all who held one have ended, every number up to the highest seen before is settled.
 */
async function findSettled(): Promise<bigint | undefined> {
  const newest = await db.journal.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
  const writers = await listWriters()
  for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 50) {
    const now = await listWriters()
    if (!writers.some((writer) => now.includes(writer))) return newest?.id
    await wait(50)
  }
  return undefined
}

async function listWriters() {
  const rows = await db.$queryRaw<{ writer: string }[]>`
    select distinct virtualtransaction as writer from pg_locks
    where relation = 'journals'::regclass and mode = 'RowExclusiveLock' and granted
      and database = (select oid from pg_database where datname = current_database())`
  return rows.map(({ writer }) => writer)
}

const sealNext = (upTo: bigint) =>
  transaction(async (tx) => {
    // Two sealers at once take turns, and the second finds nothing left to seal.
    await tx.$executeRaw`select pg_advisory_xact_lock(${sealLock}::bigint)`
    const last = await findLastSeal(tx)
    const found = await fingerprintJournals(tx, {
      after: last?.toJournalId ?? 0n,
      upTo,
      most: blockSize,
    })
    const newest = found.at(-1)
    if (!newest) return false
    const block = {
      number: (last?.number ?? 0) + 1,
      previousHash: last?.hash ?? null,
      journalIds: found.map(({ id }) => id),
      fingerprints: new Uint8Array(Buffer.concat(found.map(({ hash }) => hash))),
      sealedAt: clock.real(),
    }
    await tx.seal.create({
      data: { ...block, toJournalId: newest.id, hash: hashBlock(block) },
    })
    return true
  })

const findLastSeal = (tx: Tx) =>
  tx.seal.findFirst({
    orderBy: { number: 'desc' },
    select: { number: true, toJournalId: true, hash: true },
  })
