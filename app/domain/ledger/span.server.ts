import { db, pool } from '#app/core/db.server.ts'

/** Notes between which instants the journals of each new block lie, in order; the first ones first. */
export const noteSpans = () => db.$executeRaw`
  insert into seal_spans (number, to_journal_id, first_at, last_at)
  select seals.number, seals.to_journal_id, min(at), max(at)
  from (select * from seals where number > coalesce((select max(number) from seal_spans), 0)
    order by number limit 200) seals
  join journals on journals.id = any (seals.journal_ids)
  group by seals.number, seals.to_journal_id
  on conflict do nothing`

/** Where an instant lies among the journals. Numbers and instants nearly rise together, but only nearly. */
export type Split = {
  /** Every journal up to here is before the instant. */
  low: bigint
  /** None after here is, up to `tail`. */
  high: bigint
  /** Nothing is known of journals after here. */
  tail: bigint
}

export async function splitAt(at: Date): Promise<Split> {
  const { rows } = await pool.query<Split>(split, [at])
  return rows[0] ?? { low: 0n, high: 0n, tail: 0n }
}

const split = `
  select
    coalesce((select max(to_journal_id) from seal_spans where number < coalesce(
      (select min(number) from seal_spans where last_at >= $1), 2147483647)), 0)::bigint as low,
    coalesce((select max(to_journal_id) from seal_spans where first_at < $1), 0)::bigint as high,
    coalesce((select max(to_journal_id) from seal_spans), 0)::bigint as tail`
