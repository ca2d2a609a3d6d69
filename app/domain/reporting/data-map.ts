import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  listed_challenges: {
    kept: 'worked-out',
    plain:
      'challenge_id number stage area_id published_at closes_at target_pence raised_pence sharers nations pots',
  },
  list_filters: { kept: 'worked-out', plain: 'name value bits' },
  list_orders: { kept: 'worked-out', plain: 'sort numbers' },
  published_sums: {
    kept: 'worked-out',
    plain: 'challenge_id pledge_count pledge_pence match_count match_pence share_count share_pence',
  },
  published_totals: {
    kept: 'worked-out',
    plain: 'id pledge_count pledge_pence match_count match_pence share_count share_pence',
  },
}
