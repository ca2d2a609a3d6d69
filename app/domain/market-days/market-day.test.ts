import { expect, test } from 'vitest'
import { isOfferLive, offerUntil } from './booking.ts'
import { dayState, isBookingOpen } from './market-day.ts'

const at = (time: string) => new Date(`2027-09-23T${time}Z`)
const day = {
  startsAt: at('09:00'),
  endsAt: at('11:45'),
  bookingClosesAt: at('08:00'),
  publishedAt: at('00:00'),
  cancelledAt: null,
}

test('a day is coming, then on from its first minute, then past', () => {
  expect(dayState(day, at('08:59:59.999'))).toBe('coming')
  expect(dayState(day, at('09:00'))).toBe('on')
  expect(dayState(day, at('11:44:59.999'))).toBe('on')
  expect(dayState(day, at('11:45'))).toBe('past')
  expect(dayState({ ...day, publishedAt: null }, at('09:00'))).toBe('draft')
  expect(dayState({ ...day, cancelledAt: at('01:00') }, at('09:00'))).toBe('cancelled')
})

test('booking is open until the instant it closes', () => {
  expect(isBookingOpen(day, at('07:59:59.999'))).toBe(true)
  expect(isBookingOpen(day, at('08:00'))).toBe(false)
  expect(isBookingOpen({ ...day, publishedAt: null }, at('07:00'))).toBe(false)
  expect(isBookingOpen({ ...day, cancelledAt: at('01:00') }, at('07:00'))).toBe(false)
})

test('an offer lapses at its expiry', () => {
  const offer = { expiresAt: at('07:00'), acceptedAt: null, endedAt: null }

  expect(isOfferLive(offer, at('06:59:59.999'))).toBe(true)
  expect(isOfferLive(offer, at('07:00'))).toBe(false)
  expect(isOfferLive({ ...offer, endedAt: at('06:00') }, at('06:30'))).toBe(false)
  expect(isOfferLive({ ...offer, acceptedAt: at('06:00') }, at('06:30'))).toBe(false)
})

test('an offer never runs past the close of booking', () => {
  expect(offerUntil(at('05:00'), 120n, at('08:00'))).toEqual(at('07:00'))
  expect(offerUntil(at('07:30'), 120n, at('08:00'))).toEqual(at('08:00'))
})
