import { pool } from '#app/core/db.server.ts'

/** On a very busy machine a block takes three seconds, and a statement has ten. */
const BLOCKS_AT_ONCE = 1

/**
 * Notes of each new block between which instants its journals lie, and its entries by owner and kind;
 * the first ones first. Answers how many blocks; there may be more.
 */
export async function noteBlocks(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select note_blocks($1) as count', [
    BLOCKS_AT_ONCE,
  ])
  return rows[0]?.count ?? 0
}

const JOURNALS_AT_ONCE = 500

/** Notes for which challenges councils and pots owe anything. Answers of how many sealed journals; there may be more. */
export async function noteAccruals(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>('select note_accruals($1) as count', [
    JOURNALS_AT_ONCE,
  ])
  return rows[0]?.count ?? 0
}

/** Where an instant lies among the journals. Numbers and instants nearly rise together, but only nearly. */
export type Split = {
  /** Every journal up to here is before the instant. */
  low: bigint
  /** None after here is, up to `tail`. */
  high: bigint
  /** Nothing is known of journals after here. */
  tail: bigint
}

/** Without an instant, where the end is. */
export async function splitAt(at: Date | null): Promise<Split> {
  const { rows } = await pool.query<Split>(split, [at])
  return rows[0] ?? { low: 0n, high: 0n, tail: 0n }
}

const split = `
  select
    coalesce((select max(to_journal_id) from seal_spans where number < coalesce(
      (select min(number) from seal_spans where last_at >= coalesce($1::timestamptz, 'infinity')), 2147483647)), 0)::bigint as low,
    coalesce((select max(to_journal_id) from seal_spans where first_at < coalesce($1::timestamptz, 'infinity')), 0)::bigint as high,
    coalesce((select max(to_journal_id) from seal_spans), 0)::bigint as tail`
