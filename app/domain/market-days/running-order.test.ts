import { expect, test } from 'vitest'
import { minutesGone, nowAndNext, slotState, type OrderSlot } from './running-order.ts'

const at = (time: string) => new Date(`2027-09-23T${time}Z`)
const slot = (id: string, from: string, to: string, more: Partial<OrderSlot> = {}): OrderSlot => ({
  id,
  kind: 'demo',
  startsAt: at(from),
  endsAt: at(to),
  ...more,
})
const booked = { booking: {} }
const day = [
  slot('welcome', '09:00', '09:10', { kind: 'welcome' }),
  slot('nestbox', '09:10', '09:25', booked),
  slot('empty', '09:25', '09:40'),
  slot('hopscotch', '09:40', '09:55', booked),
]
const ids = (time: string) => {
  const { now, next } = nowAndNext(day, at(time))
  return [now?.id, next?.id]
}

test.each([
  ['08:59:59.999', [undefined, 'welcome']],
  ['09:00:00.000', ['welcome', 'nestbox']],
  ['09:09:59.999', ['welcome', 'nestbox']],
  ['09:10:00.000', ['nestbox', 'hopscotch']],
  ['09:25:00.000', [undefined, 'hopscotch']],
  ['09:40:00.000', ['hopscotch', undefined]],
  ['09:54:59.999', ['hopscotch', undefined]],
  ['09:55:00.000', [undefined, undefined]],
])('at %s the page shows %j as now and next', (time, expected) => {
  expect(ids(time)).toEqual(expected)
})

const stateOf = (one: OrderSlot, time: string, more = {}) =>
  slotState(one, { now: at(time), bookingIsOpen: true, nextId: undefined, ...more })

test('a slot is done at its last instant and on from its first', () => {
  const demo = slot('demo', '09:10', '09:25', booked)

  expect(stateOf(demo, '09:09:59.999')).toBe('booked')
  expect(stateOf(demo, '09:10')).toBe('on-now')
  expect(stateOf(demo, '09:24:59.999')).toBe('on-now')
  expect(stateOf(demo, '09:25')).toBe('done')
})

test('an empty slot is free, held while it is offered, and not taken once booking has closed', () => {
  const empty = slot('empty', '09:25', '09:40')

  expect(stateOf(empty, '08:00')).toBe('free')
  expect(stateOf({ ...empty, offer: {} }, '08:00')).toBe('held')
  expect(stateOf(empty, '08:00', { bookingIsOpen: false })).toBe('not-taken')
  expect(stateOf(empty, '09:30', { bookingIsOpen: false })).toBe('not-taken')
})

test('the next thing says so', () => {
  expect(stateOf(slot('a', '09:10', '09:25', booked), '09:00', { nextId: 'a' })).toBe('next')
  expect(stateOf(slot('b', '09:10', '09:25', { kind: 'break' }), '09:00')).toBe('planned')
})

test('minutes gone are whole ones', () => {
  const demo = slot('demo', '09:10', '09:25')

  expect(minutesGone(demo, at('09:10:59'))).toBe(0)
  expect(minutesGone(demo, at('09:17:00'))).toBe(7)
  expect(minutesGone(demo, at('09:00:00'))).toBe(0)
})
