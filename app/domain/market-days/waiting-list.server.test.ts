import { build } from '#tests/factories/index.ts'
import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { acceptOffer, declineOffer } from './answer-offer.server.ts'
import { bookSlot } from './book-slot.server.ts'
import { cancelBooking } from './cancel-booking.server.ts'
import { findOwnPart, getMarketDay } from './day-queries.server.ts'
import { joinWaitingList } from './join-waiting-list.server.ts'
import { lapseOffers } from './lapse-offers.server.ts'
import { leaveWaitingList } from './leave-waiting-list.server.ts'

/** A full day of one slot, its holder, and firms that wait, in order. */
async function fullDay(waiting: number, wanted = {}) {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay({ demos: 1, ...wanted })
  const holder = await build.firmMember()
  await bookSlot(holder, day.slug, build.bookingInput(day))
  const firms = []
  for (let place = 0; place < waiting; place++) {
    const firm = await build.firmMember({ name: `Waiting ${place + 1}` })
    clock.set(`2027-09-01T09:0${place + 1}:00Z`)
    await joinWaitingList(firm, day.slug, { challengeId: day.challenge.id, title: 'A demo' })
    firms.push(firm)
  }
  clock.set('2027-09-01T10:00:00Z')
  return { day, holder, firms }
}

const offeredTo = async (slug: string) => (await getMarketDay(slug)).slots[0]?.offer?.supplierName
const holderOf = async (slug: string) => (await getMarketDay(slug)).slots[0]?.booking?.supplierId

test('a freed slot is held for the first that waits, and nobody else can take it', async () => {
  const { day, holder, firms } = await fullDay(2)

  await cancelBooking(holder, day.slug)

  expect(await offeredTo(day.slug)).toBe('Waiting 1')
  const other = bookSlot(await build.firmMember(), day.slug, build.bookingInput(day))
  await expect(other).rejects.toThrow('10am is held for a firm on the waiting list.')
  const second = firms[1] ?? holder
  await expect(acceptOffer(second, day.slug)).rejects.toMatchObject({ kind: 'conflict' })
})

test('accepting books the slot, and accepting twice changes nothing', async () => {
  const { day, holder, firms } = await fullDay(1)
  const first = firms[0] ?? holder
  await cancelBooking(holder, day.slug)

  await Promise.all([acceptOffer(first, day.slug), acceptOffer(first, day.slug)])

  expect(await holderOf(day.slug)).toBe(first.organisationId)
  expect((await findOwnPart(first, day.slug))?.firm?.waiting).toBeUndefined()
})

test('an offer is good until its last millisecond; then the next firm has it', async () => {
  const { day, holder, firms } = await fullDay(2)
  const [first = holder, second = holder] = firms
  await cancelBooking(holder, day.slug)

  clock.set('2027-09-01T11:59:59.999Z')
  await lapseOffers()
  expect(await offeredTo(day.slug)).toBe('Waiting 1')

  clock.set('2027-09-01T12:00:00.000Z')
  await expect(acceptOffer(first, day.slug)).rejects.toThrow('The time to accept has run out')
  await lapseOffers()
  expect(await offeredTo(day.slug)).toBe('Waiting 2')
  await acceptOffer(second, day.slug)
  expect(await holderOf(day.slug)).toBe(second.organisationId)
})

test('reading the page passes a lapsed offer on, without the worker', async () => {
  const { day, holder } = await fullDay(2)
  await cancelBooking(holder, day.slug)

  clock.set('2027-09-01T12:00:00Z')

  expect(await offeredTo(day.slug)).toBe('Waiting 2')
})

test('when nobody is left to ask, the slot is free for all', async () => {
  const { day, holder } = await fullDay(1)
  await cancelBooking(holder, day.slug)
  clock.set('2027-09-01T12:00:00Z')
  await lapseOffers()

  expect(await offeredTo(day.slug)).toBeUndefined()
  await bookSlot(await build.firmMember(), day.slug, build.bookingInput(day))
})

test('declining and leaving both let the next firm have it at once', async () => {
  const { day, holder, firms } = await fullDay(3)
  const [first = holder, second = holder] = firms
  await cancelBooking(holder, day.slug)

  await declineOffer(first, day.slug)
  expect(await offeredTo(day.slug)).toBe('Waiting 2')
  await leaveWaitingList(second, day.slug)
  expect(await offeredTo(day.slug)).toBe('Waiting 3')

  expect((await findOwnPart(first, day.slug))?.firm?.waiting?.ahead).toBe(0)
  expect((await findOwnPart(second, day.slug))?.firm?.waiting).toBeUndefined()
})

test('an offer made shortly before booking closes ends when it closes', async () => {
  const { day, holder, firms } = await fullDay(1, { bookingClosesAt: '2027-09-01T10:30:00Z' })
  await cancelBooking(holder, day.slug)
  const first = firms[0] ?? holder

  const offer = (await findOwnPart(first, day.slug))?.firm?.waiting?.offer
  expect(offer?.expiresAt).toEqual(new Date('2027-09-01T10:30:00Z'))

  clock.set('2027-09-01T10:30:00Z')
  await expect(acceptOffer(first, day.slug)).rejects.toThrow('Booking closed')
})

test('joining is for a full day, once for each firm, and never beside a booking', async () => {
  const { day, holder, firms } = await fullDay(1)
  const first = firms[0] ?? holder
  const join = (who: typeof holder, on = day) =>
    joinWaitingList(who, on.slug, { challengeId: on.challenge.id, title: 'A demo' })

  await join(first)
  await expect(join(holder)).rejects.toThrow('has a slot on this day')
  await expect(join(await build.firmMember(), await build.marketDay())).rejects.toThrow(
    'The 10am slot is free',
  )
  expect(await db.waitingListEntry.count({ where: { marketDayId: day.id } })).toBe(1)
})

test('the one that cancels, those that wait and a stranger all at once end with one holder', async () => {
  const { day, holder, firms } = await fullDay(2)
  const stranger = await build.firmMember()

  await Promise.allSettled([
    cancelBooking(holder, day.slug),
    bookSlot(stranger, day.slug, build.bookingInput(day)),
    ...firms.map((firm) => acceptOffer(firm, day.slug)),
  ])

  const slot = (await getMarketDay(day.slug)).slots[0]
  expect([slot?.booking, slot?.offer].filter(Boolean)).toHaveLength(1)
  expect(slot?.booking?.supplierId).not.toBe(stranger.organisationId)
})
