import { createHash } from 'node:crypto'
import type { Tx } from '#app/core/db.server.ts'

export type Fingerprint = { id: bigint; hash: Uint8Array }

export type Span = { after: bigint; upTo: bigint; most?: number }

/**
 * SHA-256 of each journal with all its transfers, written out as docs/ledger.md says. An account is
 * written as what it is about, so that a changed account shows in every journal that moved on it.
 */
export function fingerprintJournals(
  tx: Pick<Tx, '$queryRaw'>,
  { after, upTo, most = 1_000_000 }: Span,
) {
  return tx.$queryRaw<Fingerprint[]>`
    select journals.id, sha256(convert_to(jsonb_build_array(
        journals.id, kind, operation_key, challenge_id, pledge_id, payment_id, reverses_id, person_id, memo,
        (extract(epoch from at) * 1000)::bigint, lines.transfers)::text, 'UTF8')) as hash
    from (select * from journals where id > ${after} and id <= ${upTo} order by id limit ${most}) journals
    cross join lateral (
      select jsonb_agg(jsonb_build_array(line, debit.identity, credit.identity, amount_pence) order by line) as transfers
      from transfers
      join accounts debit on debit.id = debit_account_id
      join accounts credit on credit.id = credit_account_id
      where journal_id = journals.id) lines
    order by journals.id`
}

export type Block = {
  number: number
  previousHash: Uint8Array | null
  journalIds: bigint[]
  fingerprints: Uint8Array
  sealedAt: Date
}

/** The hash of a block, which stands for every journal in it and in all blocks before it. */
export function hashBlock(block: Block): Uint8Array<ArrayBuffer> {
  const text = JSON.stringify([
    block.number,
    block.previousHash && hex(block.previousHash),
    block.journalIds.map(String),
    hex(block.fingerprints),
    block.sealedAt.toISOString(),
  ])
  return new Uint8Array(createHash('sha256').update(text).digest())
}

export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
