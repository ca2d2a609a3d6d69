import { build } from '#tests/factories/index.ts'
import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { londonTime } from '#app/core/time.ts'
import { listOwnAudit } from '../audit/search-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { bookSlot } from './book-slot.server.ts'
import { cancelMarketDay } from './cancel-market-day.server.ts'
import { createMarketDay } from './create-market-day.server.ts'
import { DayDetailsInput } from './day-details.ts'
import { getMarketDay, getMarketDayToRun } from './day-queries.server.ts'
import { TemplateInput, usualTemplate } from './day-template.ts'
import { joinWaitingList } from './join-waiting-list.server.ts'
import { moveSlot } from './move-slot.server.ts'
import { publishMarketDay } from './publish-market-day.server.ts'
import { findNextMarketDay, listMarketDays, listMarketDaysFor } from './queries.server.ts'

const template = TemplateInput.parse({ ...usualTemplate, day: '2027-09-23' })
const details = (challengeIds: string[], changes = {}) =>
  DayDetailsInput.parse({
    title: 'Children & family services',
    summary: 'Small firms show what they have built.',
    challengeIds,
    bookingClosesOn: '2027-09-21',
    bookingClosesTime: '17:00',
    joinUrl: '',
    phoneNumber: '',
    accessNotes: '',
    ...changes,
  })

test('an operator makes a draft from a template, and publishing shows it to everyone', async () => {
  clock.set('2027-08-01T09:00:00Z')
  const operator = await build.operator()
  const challenge = await build.challenge()

  const { slug } = await createMarketDay(operator, template, details([challenge.id]))

  expect(slug).toBe('children-family-services-2027-09-23')
  await expect(getMarketDay(slug)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(getMarketDayToRun(await build.firmMember(), slug)).rejects.toThrow('not found')
  expect(await listMarketDaysFor(challenge.id)).toEqual([])

  await publishMarketDay(operator, slug)
  await publishMarketDay(operator, slug)

  const day = await getMarketDay(slug)
  expect(day.slots.map((slot) => londonTime(slot.startsAt)).slice(0, 4)).toEqual([
    '10:00',
    '10:10',
    '10:30',
    '10:45',
  ])
  expect(day.bookingClosesAt).toEqual(new Date('2027-09-21T16:00:00Z'))
  expect(await listMarketDaysFor(challenge.id)).toMatchObject([
    { slug, demoSlots: 6, freeSlots: 6 },
  ])
})

test('two days of one name on one date have their own addresses', async () => {
  clock.set('2027-08-01T09:00:00Z')
  const operator = await build.operator()
  const { id } = await build.challenge()
  const make = () => createMarketDay(operator, template, details([id], { title: 'Twice' }))

  const days = await Promise.all([make(), make(), make()])

  expect(days.map(({ slug }) => slug).sort()).toEqual([
    'twice-2027-09-23',
    'twice-2027-09-23-2',
    'twice-2027-09-23-3',
  ])
})

test('only operators make, publish, move and cancel', async () => {
  clock.set('2027-08-01T09:00:00Z')
  const day = await build.marketDay()
  const officer = await build.officer()
  const slotId = day.slotIds[0] ?? ''

  await expect(createMarketDay(officer, template, details([day.challenge.id]))).rejects.toThrow()
  await expect(publishMarketDay(officer, day.slug)).rejects.toThrow('not found')
  await expect(cancelMarketDay(officer, day.slug)).rejects.toThrow('not found')
  await expect(moveSlot(officer, day.slug, { slotId, starts: '12:00' })).rejects.toThrow('found')
})

test('a day needs published challenges and a closing time before it starts', async () => {
  clock.set('2027-08-01T09:00:00Z')
  const operator = await build.operator()
  const [draft, open] = [await build.challenge({ stage: 'draft' }), await build.challenge()]
  const make = (ids: string[], changes = {}) =>
    expect(createMarketDay(operator, template, details(ids, changes))).rejects

  await make([draft.id]).toMatchObject({ field: 'challengeIds' })
  await make([open.id], { bookingClosesOn: '2027-09-24' }).toThrow('before the day starts')
  await make([open.id], { bookingClosesOn: '2027-07-01' }).toThrow('has not passed')
})

test('the database refuses two things at once on a stage', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const move = (starts: string) =>
    moveSlot(day.operator, day.slug, { slotId: day.slotIds[0] ?? '', starts })

  await expect(move('10:01')).rejects.toMatchObject({ kind: 'conflict', field: 'starts' })
  await expect(move('10:44')).rejects.toMatchObject({ kind: 'conflict' })
  await move('10:45')
  await expect(
    db.slot.create({
      data: { ...slotOf(day), startsAt: day.startsAt, endsAt: day.endsAt },
    }),
  ).rejects.toThrow('slots_no_overlap')
})

const slotOf = (day: { id: string }) => ({ marketDayId: day.id, stage: 'Main stage', kind: 'demo' })

test('a moved slot takes its booking along and stretches the day', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const booking = await bookSlot(await build.firmMember(), day.slug, build.bookingInput(day))

  await moveSlot(day.operator, day.slug, { slotId: booking.slotId, starts: '14:00' })
  await moveSlot(day.operator, day.slug, { slotId: booking.slotId, starts: '14:00' })

  expect(await db.booking.findUnique({ where: { id: booking.id } })).toMatchObject({ sequence: 1 })
  expect(await getMarketDay(day.slug)).toMatchObject({
    startsAt: new Date('2027-09-23T10:15:00+01:00'),
    endsAt: new Date('2027-09-23T14:15:00+01:00'),
    sequence: 1,
  })
})

test('a slot does not move past midnight, before booking closes, or out of a clock change', async () => {
  clock.set('2026-10-01T09:00:00Z')
  const day = await build.marketDay({ startsAt: '2026-10-25T10:00:00Z' })
  const move = (starts: string) =>
    expect(moveSlot(day.operator, day.slug, { slotId: day.slotIds[0] ?? '', starts })).rejects

  await move('23:50').toMatchObject({ field: 'starts' })
  await move('09:30').toThrow('after booking has closed')
  await move('01:30').toThrow('happens twice')
})

test('a slot with a firm in it does not move to where that firm is on another day', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const [one, other] = [await build.marketDay(), await build.marketDay({ title: 'Housing' })]
  const firm = await build.firmMember()
  await bookSlot(firm, one.slug, build.bookingInput(one, 0))
  await bookSlot(firm, other.slug, build.bookingInput(other, 2))
  await moveSlot(one.operator, one.slug, { slotId: one.slotIds[2] ?? '', starts: '15:00' })

  await expect(
    moveSlot(one.operator, one.slug, { slotId: one.slotIds[0] ?? '', starts: '10:30' }),
  ).rejects.toThrow('The firm in this slot is then at Housing')
})

test('a cancelled day cancels its bookings and its waiting list, and nobody books it again', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay({ demos: 1 })
  const [firm, waiting] = [await build.firmMember(), await build.firmMember()]
  const booking = await bookSlot(firm, day.slug, build.bookingInput(day))
  await joinWaitingList(waiting, day.slug, { challengeId: day.challenge.id, title: 'A demo' })

  await cancelMarketDay(day.operator, day.slug)
  await cancelMarketDay(day.operator, day.slug)

  expect(await getMarketDay(day.slug)).toMatchObject({ state: 'cancelled', sequence: 1 })
  expect(await db.booking.findUnique({ where: { id: booking.id } })).toMatchObject({ sequence: 1 })
  await expect(bookSlot(waiting, day.slug, build.bookingInput(day))).rejects.toThrow('cancelled')
})

test('a firm finds in its own audit that its slot was moved and its day cancelled, its neighbour only the day', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay({ demos: 4 })
  const [firm, neighbour] = [await build.firmMember(), await build.firmMember()]
  const { slotId } = await bookSlot(firm, day.slug, build.bookingInput(day))
  await bookSlot(neighbour, day.slug, build.bookingInput(day, 1))
  await moveSlot(day.operator, day.slug, { slotId, starts: '14:00' })
  await cancelMarketDay(day.operator, day.slug)
  const read = async (member: Actor) => {
    const reader = { ...member, roles: ['administrator'] } satisfies Actor
    const search = { by: 'others' } as const
    const { records } = await listOwnAudit(reader, { search, after: undefined, limit: 10 })
    return records.map(({ action }) => action)
  }

  expect(await read(firm)).toEqual(['market-day-cancelled', 'slot-moved'])
  expect(await read(neighbour)).toEqual(['market-day-cancelled'])
})

test('the next day is the first that is not over', async () => {
  const past = await build.marketDay({ startsAt: '2031-01-10T10:00:00Z' })
  const next = await build.marketDay({ startsAt: '2031-01-20T10:00:00Z' })
  await build.marketDay({ startsAt: '2031-01-15T10:00:00Z', isDraft: true })
  await build.marketDay({ startsAt: '2031-01-25T10:00:00Z' })

  clock.set(past.endsAt.toISOString())

  expect((await findNextMarketDay())?.slug).toBe(next.slug)
  const { coming, past: over } = await listMarketDays()
  expect(coming[0]?.slug).toBe(next.slug)
  expect(over[0]?.slug).toBe(past.slug)
})
