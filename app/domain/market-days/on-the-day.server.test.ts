import { build } from '#tests/factories/index.ts'
import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { answerSlotQuestion } from './answer-slot-question.server.ts'
import { askInWriting } from './ask-in-writing.server.ts'
import { bookSlot } from './book-slot.server.ts'
import { cancelBooking } from './cancel-booking.server.ts'
import { findOwnPart, getMarketDay } from './day-queries.server.ts'
import { moveBooking } from './move-booking.server.ts'
import { giveUpRegistration, registerForDay } from './register-for-day.server.ts'
import { showInterest } from './show-interest.server.ts'
import { getOwnBooking, listSlotQuestions } from './slot-queries.server.ts'

async function bookedDay() {
  clock.set('2027-09-01T09:00:00Z')
  const day = await build.marketDay()
  const firm = await build.firmMember({ name: `Nestbox ${newId()}` })
  const booking = await bookSlot(firm, day.slug, build.bookingInput(day))
  return { day, firm, booking, where: { slug: day.slug, slotId: day.slotIds[0] ?? '' } }
}

test('only those registered, and the firms that show, see the join link', async () => {
  const { day, firm } = await bookedDay()
  const [officer, stranger] = [await build.officer(), await build.firmMember()]
  const linkOf = async (who: typeof officer) => (await findOwnPart(who, day.slug))?.joinUrl

  expect(await linkOf(officer)).toBeNull()
  expect(await linkOf(stranger)).toBeNull()
  expect(await linkOf(firm)).toBe('https://meet.example/secret-room')

  await registerForDay(officer, day.slug)
  await registerForDay(officer, day.slug)
  expect(await linkOf(officer)).toBe('https://meet.example/secret-room')
  expect(await getMarketDay(day.slug)).toMatchObject({ personCount: 1, councilCount: 1 })
  expect(JSON.stringify(await getMarketDay(day.slug))).not.toContain('secret-room')

  await giveUpRegistration(officer, day.slug)
  expect(await linkOf(officer)).toBeNull()
})

test('nobody registers for a day that is over', async () => {
  const { day } = await bookedDay()
  const officer = await build.officer()

  clock.set(day.endsAt.toISOString())

  await expect(registerForDay(officer, day.slug)).rejects.toThrow('over')
})

test('a council that watched is introduced once, however many colleagues say so', async () => {
  const { day, firm, booking, where } = await bookedDay()
  const officer = await build.officer()
  const home = {
    ...(await db.organisation.findUniqueOrThrow({ where: { id: officer.organisationId } })),
  }
  const colleague = await build.officer({ organisation: home })
  const show = () => showInterest(officer, where)

  await expect(show()).rejects.toThrow('Watch the demo first')
  clock.set(day.startsAt.toISOString())
  await expect(show()).rejects.toThrow('Register')
  await expect(showInterest(firm, where)).rejects.toMatchObject({ kind: 'forbidden' })
  await registerForDay(officer, day.slug)
  await registerForDay(colleague, day.slug)
  await Promise.all([show(), show(), showInterest(colleague, where)])

  expect(await db.interest.count({ where: { bookingId: booking.id } })).toBe(1)
  expect((await getOwnBooking(firm, day.slug)).interestedCouncils).toEqual([
    officer.organisationName,
  ])
})

test('a question sent twice is there once, and only the firm that shows the demo answers it, once', async () => {
  const { day, firm, booking, where } = await bookedDay()
  const [officer, stranger] = [await build.officer(), await build.firmMember()]
  const input = { text: 'Does it work in Welsh?', operationKey: newId() }

  await Promise.all([askInWriting(officer, where, input), askInWriting(officer, where, input)])
  const answer = (who: typeof officer, text: string) =>
    answerSlotQuestion(who, input.operationKey, text)
  await expect(answer(stranger, 'No')).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(answer(day.operator, 'No')).rejects.toMatchObject({ kind: 'forbidden' })
  await answer(firm, 'Yes')
  await expect(answer(firm, 'Perhaps')).rejects.toMatchObject({ kind: 'conflict' })

  expect(await listSlotQuestions(where.slotId, booking.id)).toMatchObject([
    { text: 'Does it work in Welsh?', answer: 'Yes', askedBy: officer.organisationName },
  ])
})

test('questions follow the demo, not the slot', async () => {
  const { day, firm, booking, where } = await bookedDay()
  await askInWriting(await build.officer(), where, { text: 'When?', operationKey: newId() })

  await moveBooking(firm, day.slug, day.slotIds[2] ?? '')

  expect(await listSlotQuestions(where.slotId, undefined)).toEqual([])
  expect(await listSlotQuestions(day.slotIds[2] ?? '', booking.id)).toHaveLength(1)
})

test('the operator answers what is not about a demo', async () => {
  const { day } = await bookedDay()
  const where = { slug: day.slug, slotId: day.slotIds[1] ?? '' }
  const operationKey = newId()
  await askInWriting(await build.officer(), where, { text: 'Is there a recording?', operationKey })

  await answerSlotQuestion(day.operator, operationKey, 'Not for this day.')

  expect(await listSlotQuestions(where.slotId, undefined)).toMatchObject([
    { answer: 'Not for this day.', firm: null },
  ])
})

test('another firm does not see a booking, and a cancelled one is still there for its own diary', async () => {
  const { day, firm } = await bookedDay()
  const stranger = await build.firmMember()

  await cancelBooking(firm, day.slug)

  await expect(getOwnBooking(stranger, day.slug)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await getOwnBooking(firm, day.slug)).toMatchObject({ isCancelled: true, sequence: 1 })
})
