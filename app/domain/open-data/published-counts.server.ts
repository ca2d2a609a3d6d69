import { db } from '#app/core/db.server.ts'
import type { CsvFileName } from './csv-file.ts'

/** Offers of work are not counted: nothing keeps their number, and counting them reads them all. */
export type Published = { file: CsvFileName; rows: number | null; totalPence: bigint | null }

/**
 * How much each file of open data holds now: its rows and, where they are money, their sum. What was noted of
 * all, with the challenges that changed since as they are now. Public.
 */
export const countPublished = () => db.$queryRaw<Published[]>`
  with changed as materialized (select challenge_id from changed_challenges), parts as (
    select pledge_count, pledge_pence, match_count, match_pence, share_count, share_pence from published_totals
    union all
    select -pledge_count, -pledge_pence, -match_count, -match_pence, -share_count, -share_pence
    from published_sums where challenge_id = any (array(select challenge_id from changed))
    union all
    select pledge_count, pledge_pence, match_count, match_pence, share_count, share_pence
    from published_sums_now where challenge_id = any (array(select challenge_id from changed))
  ), sums as (
    select sum(pledge_count)::int as pledges, sum(pledge_pence)::bigint as pledged, sum(match_count)::int as matches,
      sum(match_pence)::bigint as matched, sum(share_count)::int as shares, sum(share_pence)::bigint as shared
    from parts
  )
  select 'challenges' as file, coalesce(sum(challenge_count), 0)::int as rows, null::bigint as "totalPence"
  from stage_counts where stage <> 'draft'
  union all select 'pledges', pledges, pledged from sums
  union all select 'in-kind-pledges', null, null
  union all select 'matches', matches, matched from sums
  union all select 'payments', shares, shared from sums
  order by file limit 5`
