import { expect, test } from 'vitest'
import { MINUTE_MS } from '#app/core/time.ts'
import { FactorCode, holdAfter, inGroups, shownStep, stepAt, stepsTried } from './authenticator.ts'

const at = (text: string) => new Date(text)
const real = { isDemonstration: false }

test('a step is half a minute, from its first instant to its last', () => {
  const step = stepAt(at('2026-06-01T09:00:00Z'))

  expect(stepAt(at('2026-06-01T08:59:59.999Z'))).toBe(step - 1)
  expect(stepAt(at('2026-06-01T09:00:29.999Z'))).toBe(step)
  expect(stepAt(at('2026-06-01T09:00:30Z'))).toBe(step + 1)
})

test('clocks may drift by one step either side and no more', () => {
  const now = at('2026-06-01T09:00:00Z')

  expect(stepsTried(now, real).sort()).toEqual([stepAt(now) - 1, stepAt(now), stepAt(now) + 1])
})

test('only the demonstration looks further ahead, and shows the next code that has not been used', () => {
  const now = at('2026-06-01T09:00:00Z')
  const tried = stepsTried(now, { isDemonstration: true })

  expect(tried).toContain(stepAt(now) + 20)
  expect(tried).not.toContain(stepAt(now) - 2)
  expect(shownStep(now, 0)).toBe(stepAt(now))
  expect(shownStep(now, stepAt(now))).toBe(stepAt(now) + 1)
})

test('the fifth wrong code in a row holds a factor, each fifth for longer, an hour at most', () => {
  const minutes = [0, 4, 5, 6, 9, 10, 15, 20, 25].map((count) => holdAfter(count))

  expect(minutes.map((ms) => ms && ms / MINUTE_MS)).toEqual([
    ...[undefined, undefined, 15, undefined],
    ...[undefined, 30, 45, 60, 60],
  ])
})

test('a code is read however it is typed, and nothing else is', () => {
  expect(FactorCode.parse(' 123 456 ')).toBe('123456')
  expect(FactorCode.parse('ABCD-efgh-2345')).toBe('abcdefgh2345')
  for (const wrong of ['', '12345', '1234567', 'abcdefgh234', 'abcdefghi234', '١٢٣٤٥٦'])
    expect(FactorCode.safeParse(wrong).success).toBe(false)
  expect(inGroups('abcdefgh2345')).toBe('abcd efgh 2345')
})
