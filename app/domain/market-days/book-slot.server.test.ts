import { build } from '#tests/factories/index.ts'
import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { bookSlot } from './book-slot.server.ts'
import { cancelBooking } from './cancel-booking.server.ts'
import { moveBooking } from './move-booking.server.ts'

const settle = async (work: Promise<unknown>[]) => {
  const done = await Promise.allSettled(work)
  return {
    won: done.filter((each) => each.status === 'fulfilled').length,
    lost: done.flatMap((each) => (each.status === 'rejected' ? [each.reason as Error] : [])),
  }
}
const liveOn = (marketDayId: string) =>
  db.booking.findMany({ where: { marketDayId, cancelledAt: null } })

test('a small firm books a free slot', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const firm = await build.firmMember()

  const booking = await bookSlot(firm, day.slug, build.bookingInput(day, 1))

  expect(booking).toMatchObject({
    slotId: day.slotIds[1],
    supplierId: firm.organisationId,
    sequence: 0,
    cancelledAt: null,
  })
})

test('a firm that is not verified any more books no slot, and keeps the one it has', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const [firm, holder] = [await build.firmMember(), await build.firmMember()]
  await bookSlot(holder, day.slug, build.bookingInput(day, 0))
  for (const { organisationId: id } of [firm, holder])
    await db.organisation.update({ where: { id }, data: { name: 'Renamed' } })

  await expect(bookSlot(firm, day.slug, build.bookingInput(day, 1))).rejects.toThrow('checked')

  expect(await liveOn(day.id)).toMatchObject([{ supplierId: holder.organisationId }])
})

test('of twelve firms that take one slot at once, one has it and the others hear what is left', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const firms = await Promise.all(Array.from({ length: 12 }, () => build.firmMember()))

  const { won, lost } = await settle(
    firms.map((firm) => bookSlot(firm, day.slug, build.bookingInput(day))),
  )

  expect(won).toBe(1)
  expect(lost).toHaveLength(11)
  for (const refusal of lost)
    expect(refusal).toMatchObject({
      kind: 'conflict',
      message: '10am has just been taken. Still free: 10:15am, 10:30am.',
    })
  expect(await liveOn(day.id)).toHaveLength(1)
})

test('a firm that takes two slots at once has one', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const firm = await build.firmMember()

  const { won, lost } = await settle([
    bookSlot(firm, day.slug, build.bookingInput(day, 0)),
    bookSlot(firm, day.slug, build.bookingInput(day, 1)),
  ])

  expect(won).toBe(1)
  expect(lost[0]).toMatchObject({ kind: 'conflict' })
  expect(lost[0]?.message).toContain('Move that booking')
  expect(await liveOn(day.id)).toHaveLength(1)
})

test('the same form sent twice books once and answers the same booking', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const firm = await build.firmMember()
  const input = build.bookingInput(day)

  const [one, other] = await Promise.all([
    bookSlot(firm, day.slug, input),
    bookSlot(firm, day.slug, input),
  ])

  expect(one.id).toBe(other.id)
})

test('two firms that send the same operation key each have their own booking', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const [firm, other] = [await build.firmMember(), await build.firmMember()]
  const input = build.bookingInput(day)

  const first = await bookSlot(firm, day.slug, input)
  const second = await bookSlot(other, day.slug, { ...input, slotId: day.slotIds[1] ?? '' })

  expect(second.id).not.toBe(first.id)
  expect(second.supplierId).toBe(other.organisationId)
})

test('the last moment to book is just before booking closes', async () => {
  const day = await build.marketDay({ bookingClosesAt: '2027-09-21T17:00:00+01:00' })
  const firm = await build.firmMember()
  const book = () => bookSlot(firm, day.slug, build.bookingInput(day))

  clock.set('2027-09-21T16:00:00Z')
  await expect(book()).rejects.toThrow('closed at 5pm, Tuesday 21 September 2027')

  clock.set('2027-09-21T15:59:59.999Z')
  await expect(book()).resolves.toBeDefined()
})

test('only small firms book, and only demo slots of the day, about a problem of the day', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const other = await build.marketDay()
  const firm = await build.firmMember()
  const input = build.bookingInput(day)
  const lunch = await db.slot.create({
    data: {
      marketDayId: day.id,
      stage: 'Second stage',
      kind: 'break',
      startsAt: day.startsAt,
      endsAt: day.endsAt,
    },
  })
  const refused = (who: typeof firm, changes = {}) =>
    expect(bookSlot(who, day.slug, { ...input, operationKey: newId(), ...changes })).rejects

  await refused(await build.officer()).toMatchObject({ kind: 'forbidden' })
  await refused(await build.firmMember({ isSmall: false })).toThrow('fewer than 250')
  await refused(firm, { slotId: lunch.id }).toMatchObject({ kind: 'invalid', field: 'slotId' })
  await refused(firm, { slotId: other.slotIds[0] }).toMatchObject({ kind: 'invalid' })
  await refused(firm, { challengeId: other.challenge.id }).toMatchObject({ field: 'challengeId' })
})

test('a draft day is not there for a firm', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay({ isDraft: true })

  const booked = bookSlot(await build.firmMember(), day.slug, build.bookingInput(day))

  await expect(booked).rejects.toMatchObject({ kind: 'not-found' })
})

test('a firm is not in two demos at the same moment, even booked at once', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const [one, other] = [await build.marketDay(), await build.marketDay()]
  const firm = await build.firmMember()

  const { won, lost } = await settle([
    bookSlot(firm, one.slug, build.bookingInput(one)),
    bookSlot(firm, other.slug, build.bookingInput(other)),
  ])

  expect(won).toBe(1)
  expect(lost[0]?.message).toContain('Your firm shows a demo then')
  await expect(
    Promise.any([
      bookSlot(firm, one.slug, build.bookingInput(one, 1)),
      bookSlot(firm, other.slug, build.bookingInput(other, 1)),
    ]),
  ).resolves.toBeDefined()
})

test('a slot given back goes to one firm, however often they race', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay({ demos: 1 })
  const holder = await build.firmMember()
  const others = await Promise.all(Array.from({ length: 3 }, () => build.firmMember()))
  const all = [holder, ...others]
  const holds = (place: { supplierId: string } | undefined) =>
    all.find((firm) => firm.organisationId === place?.supplierId)

  for (let round = 0; round < 15; round++) {
    const before = holds((await liveOn(day.id))[0]) ?? holder
    await settle([
      cancelBooking(before, day.slug),
      ...all
        .filter((firm) => firm !== before)
        .map((firm) => bookSlot(firm, day.slug, build.bookingInput(day))),
    ])
    expect((await liveOn(day.id)).length).toBeLessThanOrEqual(1)
  }
})

test('a booking moves with its place in the diary, and its old slot is free again', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const [firm, next] = [await build.firmMember(), await build.firmMember()]
  const booking = await bookSlot(firm, day.slug, build.bookingInput(day))

  await moveBooking(firm, day.slug, day.slotIds[2] ?? '')
  await moveBooking(firm, day.slug, day.slotIds[2] ?? '')
  await bookSlot(next, day.slug, build.bookingInput(day))

  expect(await db.booking.findUnique({ where: { id: booking.id } })).toMatchObject({
    slotId: day.slotIds[2],
    sequence: 1,
  })
  await expect(moveBooking(firm, day.slug, day.slotIds[0] ?? '')).rejects.toThrow(
    '10am has just been taken. Still free: 10:15am.',
  )
})

test('two firms that swap slots at once both keep one', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay({ demos: 2 })
  const [one, other] = [await build.firmMember(), await build.firmMember()]
  await bookSlot(one, day.slug, build.bookingInput(day, 0))
  await bookSlot(other, day.slug, build.bookingInput(day, 1))

  const { won } = await settle([
    moveBooking(one, day.slug, day.slotIds[1] ?? ''),
    moveBooking(other, day.slug, day.slotIds[0] ?? ''),
  ])

  expect(won).toBe(0)
  expect(await liveOn(day.id)).toHaveLength(2)
})

test('a cancelled booking stays cancelled, with a higher sequence, and nobody else can cancel it', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const [firm, stranger] = [await build.firmMember(), await build.firmMember()]
  const booking = await bookSlot(firm, day.slug, build.bookingInput(day))

  await expect(cancelBooking(stranger, day.slug)).rejects.toMatchObject({ kind: 'not-found' })
  await cancelBooking(firm, day.slug)
  await expect(cancelBooking(firm, day.slug)).rejects.toMatchObject({ kind: 'not-found' })

  expect(await db.booking.findUnique({ where: { id: booking.id } })).toMatchObject({
    sequence: 1,
    cancelledById: firm.personId,
  })
})

test('after booking has closed a slot is neither moved nor given back', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay({ bookingClosesAt: '2027-09-21T16:00:00Z' })
  const firm = await build.firmMember()
  await bookSlot(firm, day.slug, build.bookingInput(day))

  clock.set('2027-09-21T16:00:00Z')

  await expect(cancelBooking(firm, day.slug)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(moveBooking(firm, day.slug, day.slotIds[1] ?? '')).rejects.toThrow('closed')
})
