import { expect, test } from 'vitest'
import { ClockMoveInput, whereTo } from './clock-move.ts'

const now = new Date('2026-11-21T22:30:00Z')

test('a step of a week is seven days on', () => {
  expect(whereTo({ by: 'week' }, now).toISOString()).toBe('2026-11-28T22:30:00.000Z')
})

test('a day in summer is nine in the morning in London', () => {
  expect(whereTo({ by: 'to', day: '2027-06-01' }, now).toISOString()).toBe(
    '2027-06-01T08:00:00.000Z',
  )
})

test.each([{ by: 'year' }, { by: 'to', day: '31 May' }, {}])('%j is refused', (input) => {
  expect(ClockMoveInput.safeParse(input).success).toBe(false)
})
