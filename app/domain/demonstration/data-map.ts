import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  demonstration_clocks: { kept: 'worked-out', plain: 'id ahead_ms moved_at' },
}
