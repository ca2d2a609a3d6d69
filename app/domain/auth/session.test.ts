import { expect, test } from 'vitest'
import { endOf, isOver, isUseWorthNoting, lifetimeOf } from './session.ts'

const at = (time: string) => new Date(`2026-06-01T${time}Z`)
const started = { createdAt: at('08:00:00.000'), lastUsedAt: at('08:00:00.000') }

test.each([
  [['officer'], 60, 12],
  [['member'], 60, 12],
  [[], 60, 12],
  [['finance-approver'], 30, 8],
  [['officer', 'administrator'], 30, 8],
  [['fund-manager'], 30, 8],
  [['payment-approver'], 30, 8],
  [['operator'], 30, 8],
] as const)('%s may leave it alone for %i minutes and stay %i hours', (roles, idle, absolute) => {
  const lifetime = lifetimeOf([...roles])

  expect(lifetime.idleMs).toBe(idle * 60_000)
  expect(lifetime.absoluteMs).toBe(absolute * 3_600_000)
})

test('B4: left alone, it is over at the half hour and not a moment before', () => {
  const lifetime = lifetimeOf(['finance-approver'])

  expect(isOver(started, lifetime, at('08:29:59.999'))).toBe(false)
  expect(isOver(started, lifetime, at('08:30:00.000'))).toBe(true)
})

test('B5: used all day, it is still over after eight hours', () => {
  const used = { ...started, lastUsedAt: at('15:50:00.000') }
  const lifetime = lifetimeOf(['finance-approver'])

  expect(isOver(used, lifetime, at('15:59:59.999'))).toBe(false)
  expect(isOver(used, lifetime, at('16:00:00.000'))).toBe(true)
  expect(endOf(used, lifetime)).toEqual(at('16:00:00.000'))
})

test('use is noted once a minute', () => {
  expect(isUseWorthNoting(started, at('08:00:59.999'))).toBe(false)
  expect(isUseWorthNoting(started, at('08:01:00.000'))).toBe(true)
})
