import { expect, test } from 'vitest'
import { dateOf } from '#app/core/time.ts'
import { isStandstillOver } from './standstill.ts'

test('an award may be confirmed from midnight after the last day, in London', () => {
  const award = { standstillEndsOn: dateOf('2026-04-15') }

  expect(isStandstillOver(award, new Date('2026-04-15T23:59:59+01:00'))).toBe(false)
  expect(isStandstillOver(award, new Date('2026-04-16T00:00:00+01:00'))).toBe(true)
  expect(isStandstillOver({ standstillEndsOn: null }, new Date('2099-01-01'))).toBe(false)
})
