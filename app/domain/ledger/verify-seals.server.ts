import { db } from '#app/core/db.server.ts'
import {
  fingerprintJournals,
  hashBlock,
  hex,
  type Block,
  type Fingerprint,
} from './fingerprint.server.ts'

/** What no longer is as it was sealed: a block, or one journal of it. */
export type BrokenSeal = { seal: number; journal?: bigint; why: string }

type Stored = Block & { toJournalId: bigint; hash: Uint8Array }

/**
 * Works every seal out again from the journals as they are now, block by block, and names each
 * block and journal that is not as it was sealed. It reads all of the ledger and changes nothing.
 */
export async function listBrokenSeals(): Promise<BrokenSeal[]> {
  const broken: BrokenSeal[] = []
  let previous: Stored | undefined
  for (;;) {
    const seal: Stored | null = await db.seal.findFirst({
      where: { number: { gt: previous?.number ?? 0 } },
      orderBy: { number: 'asc' },
    })
    if (!seal) return broken
    broken.push(...judgeBlock(seal, previous), ...(await judgeJournals(seal, previous)))
    previous = seal
  }
}

function judgeBlock(seal: Stored, previous: Stored | undefined): BrokenSeal[] {
  const expected = (previous?.number ?? 0) + 1
  const linked = seal.previousHash ? hex(seal.previousHash) : undefined
  const reasons = [
    seal.number !== expected && `block ${expected} is missing before it`,
    linked !== (previous && hex(previous.hash)) && 'it does not carry the hash of the block before',
    hex(hashBlock(seal)) !== hex(seal.hash) && 'the block was changed after it was sealed',
    seal.journalIds.at(-1) !== seal.toJournalId && 'its last journal is not the one it names',
  ]
  return reasons.flatMap((why) => (why ? [{ seal: seal.number, why }] : []))
}

async function judgeJournals(seal: Stored, previous: Stored | undefined): Promise<BrokenSeal[]> {
  const after = previous?.toJournalId ?? 0n
  const found = await fingerprintJournals(db, { after, upTo: seal.toJournalId })
  const now = new Map(found.map(({ id, hash }) => [id, hex(hash)]))
  const sealed = new Map(sealedIn(seal).map(({ id, hash }) => [id, hex(hash)]))
  const told = [...sealed].flatMap(([journal, hash]) => {
    if (!now.has(journal)) return [{ journal, why: 'the journal is gone' }]
    return now.get(journal) === hash ? [] : [{ journal, why: 'the journal was changed' }]
  })
  const added = [...now.keys()]
    .filter((journal) => !sealed.has(journal))
    .map((journal) => ({ journal, why: 'the journal was put in after the block was sealed' }))
  return [...told, ...added].map((each) => ({ seal: seal.number, ...each }))
}

const sealedIn = ({ journalIds, fingerprints }: Stored): Fingerprint[] =>
  journalIds.map((id, place) => ({
    id,
    hash: fingerprints.subarray(place * 32, place * 32 + 32),
  }))
