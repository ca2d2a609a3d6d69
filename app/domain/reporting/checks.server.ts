import type { Check } from '#app/core/check.ts'
import { db } from '#app/core/db.server.ts'
import { changedChallenges } from './list-sieve.server.ts'

export const checks: Check[] = [
  {
    name: 'what the list of challenges notes of each is so now, but for those that changed since',
    rows: () => db.$queryRaw`
      select challenge_id from (
        (select * from listed_challenges except select * from listed_now)
        union all
        (select * from listed_now except select * from listed_challenges)) differing
      where challenge_id not in (${changedChallenges})`,
  },
  {
    name: 'each filter of the list finds the challenges that are noted for it, and no others',
    rows: () => db.$queryRaw`
      select name, value from list_filters full join (
        select name, value, count(*) as count, array_agg(number) as numbers
        from listed_filters group by name, value) noted
        using (name, value)
      where bit_count(bits) is distinct from count
        or (select count(*) from unnest(numbers) as number where get_bit(bits, number) = 1) <> count`,
  },
  {
    name: 'each order of the list holds every noted challenge once',
    rows: () => db.$queryRaw`
      select sort from list_orders
      where (select array_agg(number order by number) from unnest(numbers) as number)
        is distinct from (select array_agg(number order by number) from listed_challenges)`,
  },
]
