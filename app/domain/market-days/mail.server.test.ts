import { build } from '#tests/factories/index.ts'
import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { bookSlot } from './book-slot.server.ts'
import { cancelBooking } from './cancel-booking.server.ts'
import { cancelMarketDay } from './cancel-market-day.server.ts'
import { joinWaitingList } from './join-waiting-list.server.ts'
import { lapseOffers } from './lapse-offers.server.ts'
import { moveSlot } from './move-slot.server.ts'
import { registerForDay } from './register-for-day.server.ts'
import { showInterest } from './show-interest.server.ts'

async function mailTo({ personId }: Actor) {
  const { email } = await db.person.findUniqueOrThrow({ where: { id: personId } })
  return db.outboxEmail.findMany({ where: { toEmail: email }, orderBy: { id: 'asc' } })
}
const templatesTo = async (who: Actor) => (await mailTo(who)).map(({ template }) => template)

async function bookedDay(demos = 1) {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay({ demos })
  const firm = await build.firmMember()
  const booking = await bookSlot(firm, day.slug, build.bookingInput(day))
  const waits = { challengeId: day.challenge.id, title: 'A demo' }
  return { day, firm, booking, waits }
}

test('a firm hears of its booking, of a new time and of its cancellation', async () => {
  const { day, firm, booking } = await bookedDay()

  await moveSlot(day.operator, day.slug, { slotId: booking.slotId, starts: '11:30' })
  await cancelBooking(firm, day.slug)

  const mail = await mailTo(firm)
  expect(mail.map(({ subject }) => subject)).toEqual([
    'Booked: 10am to 10:15am on Thursday 23 September 2027',
    'Booked: 11:30am to 11:45am on Thursday 23 September 2027',
    'Cancelled: 11:30am to 11:45am on Thursday 23 September 2027',
  ])
  expect(mail[0]?.text).toContain(`/market-days/${day.slug}/booking.ics`)
})

test('each firm hears of its own offer, with the time to answer by', async () => {
  const { day, firm, waits } = await bookedDay()
  const [first, second] = [await build.firmMember(), await build.firmMember()]
  await joinWaitingList(first, day.slug, waits)
  clock.set('2027-09-01T09:01:00Z')
  await joinWaitingList(second, day.slug, waits)

  await cancelBooking(firm, day.slug)
  expect(await templatesTo(second)).toEqual([])
  clock.set('2027-09-01T11:01:00Z')
  await lapseOffers()

  expect((await mailTo(first)).map(({ subject }) => subject)).toEqual([
    'A demo slot is free: answer by 12:01pm, Wednesday 1 September 2027',
  ])
  expect(await templatesTo(second)).toEqual(['slot-offered'])
})

test('when a day is cancelled everybody it touches hears once', async () => {
  const { day, firm, waits } = await bookedDay()
  const [waiting, officer] = [await build.firmMember(), await build.officer()]
  await joinWaitingList(waiting, day.slug, waits)
  await registerForDay(waiting, day.slug)
  await registerForDay(officer, day.slug)

  await cancelMarketDay(day.operator, day.slug)

  expect(await templatesTo(firm)).toEqual(['booking-confirmed', 'booking-cancelled'])
  expect(await templatesTo(waiting)).toEqual(['market-day-cancelled'])
  expect(await templatesTo(officer)).toEqual(['market-day-cancelled'])
})

test('interest introduces both sides to each other, once', async () => {
  const { day, firm, booking } = await bookedDay()
  const officer = await build.officer({ name: 'Priya Nair', email: 'priya@leeds.example' })
  await registerForDay(officer, day.slug)
  clock.set(day.startsAt.toISOString())

  await showInterest(officer, { slug: day.slug, slotId: booking.slotId })
  await showInterest(officer, { slug: day.slug, slotId: booking.slotId })

  expect(await templatesTo(officer)).toEqual(['interest-shown'])
  const introduction = (await mailTo(firm)).at(-1)
  expect(introduction?.text).toContain('Write to Priya Nair at priya@leeds.example')
})
