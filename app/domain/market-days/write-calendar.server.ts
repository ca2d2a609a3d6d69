import { clock } from '#app/core/clock.ts'
import { env } from '#app/core/env.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { writeCalendarFile, type CalendarEvent } from './calendar-file.ts'
import { bookingEvent, dayEvent } from './day-calendar.ts'
import { getMarketDay } from './day-queries.server.ts'
import { listMarketDays } from './queries.server.ts'
import { getOwnBooking } from './slot-queries.server.ts'

/** The address mails come from; calendar programs want an organiser, and nobody answers to it. */
const organiserEmail = () =>
  /[^\s<>]+@[^\s<>]+/.exec(env.MAIL_FROM ?? '')?.[0] ??
  `market-days@${new URL(env.APP_URL).hostname}`

const write = (events: CalendarEvent[], name?: string) =>
  writeCalendarFile({
    events,
    organiserEmail: organiserEmail(),
    writtenAt: clock.real(),
    ...(name && { name }),
  })

/** One published day. Public. */
export async function writeDayCalendar(slug: string) {
  return write([dayEvent(await getMarketDay(slug), env.APP_URL)])
}

/** Every published day, to subscribe to. Public. */
export async function writeAllDaysCalendar() {
  const { coming, past } = await listMarketDays()
  return write(
    [...coming, ...past].map((day) => dayEvent(day, env.APP_URL)),
    'Solve Once market days',
  )
}

/** A firm's own booking, or its cancellation. */
export async function writeBookingCalendar(actor: Actor, slug: string) {
  const booking = await getOwnBooking(actor, slug)
  return write([bookingEvent(booking, booking.marketDay, env.APP_URL)])
}
