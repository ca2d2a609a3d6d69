import { db } from '#app/core/db.server.ts'
import type { CsvFileName } from './csv-file.ts'

export type Published = { file: CsvFileName; rows: number; totalPence: bigint | null }

/** How much each file of open data holds now: its rows and, where they are money, their sum. Public. */
export const countPublished = () => db.$queryRaw<Published[]>`
  select 'challenges' as file, count(*)::int as rows, null::bigint as "totalPence"
    from challenges where stage <> 'draft' and slug is not null
  union all
  select 'pledges', count(*)::int, coalesce(sum(amount_pence), 0)::bigint
    from pledges where state in ('committed', 'called')
  union all
  select 'matches', count(*)::int, coalesce(sum(amount_pence), 0)::bigint
    from matches where released_at is null
  union all
  select 'payments', count(*)::int, coalesce(sum(amount_pence), 0)::bigint from payment_shares
  order by file
  limit 4`
