import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { invariant } from '#app/core/refusal.ts'
import { addDays, londonTime, type Day } from '#app/core/time.ts'
import { bookSlot } from '#app/domain/market-days/book-slot.server.ts'
import { createMarketDay } from '#app/domain/market-days/create-market-day.server.ts'
import { publishMarketDay } from '#app/domain/market-days/publish-market-day.server.ts'
import { registerForDay } from '#app/domain/market-days/register-for-day.server.ts'
import { marketDays, type DemonstrationMarketDay } from '../demonstration/market-days.ts'
import { idOf } from './challenges.ts'
import type { Told } from './told.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** Market days are laid out and published; firms book demos and councils register to watch. */
export const marketDayHappenings = (told: Told): Happening[] =>
  marketDays.map((day, place) => ({
    at: on(3 - place, '09:00'),
    what: `the market day on ${day.title}`,
    tell: () => hold(day, told),
  }))

async function hold(day: DemonstrationMarketDay, told: Told) {
  const { cast, ids } = told
  const operator = cast.named(day.createdBy)
  const held = workingDay(dayOn(-day.inDays))
  const { slug } = await createMarketDay(operator, templateOf(day, held), {
    title: day.title,
    summary: day.summary,
    challengeIds: day.challenges.map((challenge) => idOf(ids, challenge)),
    bookingClosesOn: addDays(held, -1),
    bookingClosesTime: day.startsAt,
    joinUrl: 'https://meetings.example/solve-once',
    phoneNumber: null,
    accessNotes: day.accessNotes,
  })
  await publishMarketDay(operator, slug)
  for (const council of day.watching) await registerForDay(cast.holder(council, 'officer'), slug)
  const slots = await db.slot.findMany({ where: { marketDay: { slug }, kind: 'demo' } })
  for (const { startsAt, booking } of day.slots) {
    if (!booking) continue
    const slot = slots.find((one) => londonTime(one.startsAt) === startsAt)
    invariant(slot, `there is a demo at ${startsAt}`)
    await bookSlot(cast.holder(booking.supplier, 'member'), slug, {
      slotId: slot.id,
      challengeId: idOf(ids, booking.challenge),
      title: booking.title,
      operationKey: newId(),
    })
  }
}

const minutesOf = (day: DemonstrationMarketDay, kind: string) =>
  day.slots.find((slot) => slot.kind === kind)?.minutes ?? 0

function templateOf(day: DemonstrationMarketDay, held: Day) {
  const breakAt = day.slots.findIndex(({ kind }) => kind === 'break')
  const demos = day.slots.filter(({ kind }) => kind === 'demo')
  return {
    day: held,
    starts: day.startsAt,
    welcomeMinutes: minutesOf(day, 'welcome'),
    problemMinutes: minutesOf(day, 'problem'),
    demoCount: demos.length,
    slotMinutes: minutesOf(day, 'demo'),
    gapMinutes: 0,
    demosBeforeBreak: day.slots.slice(0, breakAt).filter(({ kind }) => kind === 'demo').length,
    breakMinutes: minutesOf(day, 'break'),
    questionsMinutes: minutesOf(day, 'questions'),
  }
}

/** A day at the weekend moves to the Monday after. */
function workingDay(day: Day): Day {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0)
}
