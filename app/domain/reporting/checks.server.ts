import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'what the list of challenges notes of each is so now, but for those that changed since',
    rows: (db) => db.$queryRaw`
      select challenge_id from (
        (select * from listed_challenges except select * from listed_now)
        union all
        (select * from listed_now except select * from listed_challenges)) differing
      where challenge_id not in (select challenge_id from changed_challenges)`,
  },
  {
    name: 'what is noted of the challenges that pots add to is so now, but for those that changed since',
    rows: (db) => db.$queryRaw`
      select pot_id, challenge_id from (
        (select * from allocations except select * from allocations_now)
        union all
        (select * from allocations_now except select * from allocations)) differing
      where challenge_id not in (select challenge_id from changed_challenges)`,
  },
  {
    name: 'what is noted of the rows that each challenge publishes is so now, but for those that changed since',
    rows: (db) => db.$queryRaw`
      select challenge_id from (
        (select * from published_sums except select * from published_sums_now)
        union all
        (select * from published_sums_now except select * from published_sums)) differing
      where challenge_id not in (select challenge_id from changed_challenges)`,
  },
  {
    name: 'the rows and sums of the files of open data are those of all challenges together',
    rows: (db) => db.$queryRaw`
      select id from published_totals totals, (
        select coalesce(sum(pledge_count), 0) as pledges, coalesce(sum(pledge_pence), 0) as pledged,
          coalesce(sum(match_count), 0) as matches, coalesce(sum(match_pence), 0) as matched,
          coalesce(sum(share_count), 0) as shares, coalesce(sum(share_pence), 0) as shared from published_sums) sums
      where (pledge_count, pledge_pence, match_count, match_pence, share_count, share_pence)
        <> (pledges, pledged, matches, matched, shares, shared)`,
  },
  {
    name: 'each filter of the list finds the challenges that are noted for it, and no others',
    rows: (db) => db.$queryRaw`
      select name, value from list_filters full join (
        select name, value, count(*) as count, array_agg(number) as numbers
        from listed_filters group by name, value) noted
        using (name, value)
      where bit_count(bits) is distinct from count
        or (select count(*) from unnest(numbers) as number where get_bit(bits, number) = 1) <> count`,
  },
  {
    name: 'each order of the list holds every noted challenge once',
    rows: (db) => db.$queryRaw`
      select sort from list_orders
      where (select array_agg(number order by number) from unnest(numbers) as number)
        is distinct from (select array_agg(number order by number) from listed_challenges)`,
  },
]
