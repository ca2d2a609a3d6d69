import type { CalendarEvent } from './calendar-file.ts'
import type { Period } from './market-day.ts'

type DayForDiary = Period & {
  id: string
  slug: string
  title: string
  summary: string
  sequence: number
  isCancelled: boolean
}

const pageOf = (site: string, slug: string) => `${site}/market-days/${slug}`

/** A whole day, for anybody's diary: it never holds the join link, which only those registered get. */
export const dayEvent = (day: DayForDiary, site: string): CalendarEvent => ({
  uid: day.id,
  sequence: day.sequence,
  startsAt: day.startsAt,
  endsAt: day.endsAt,
  title: `Market day: ${day.title}`,
  description: `${day.summary}\n\nRegister for the join link: ${pageOf(site, day.slug)}`,
  location: 'Online',
  url: pageOf(site, day.slug),
  isCancelled: day.isCancelled,
})

type BookingForDiary = {
  id: string
  sequence: number
  title: string
  isCancelled: boolean
  slot: Period
}

type DayOfBooking = { slug: string; title: string; joinUrl: string | null }

/** A firm's own slot, for that firm only. */
export const bookingEvent = (
  booking: BookingForDiary,
  day: DayOfBooking,
  site: string,
): CalendarEvent => ({
  uid: booking.id,
  sequence: booking.sequence,
  startsAt: booking.slot.startsAt,
  endsAt: booking.slot.endsAt,
  title: `Your demo: ${booking.title}`,
  description: `${day.title}. Move or cancel it: ${pageOf(site, day.slug)}/booking`,
  location: day.joinUrl ?? 'Online',
  url: `${pageOf(site, day.slug)}/booking`,
  isCancelled: booking.isCancelled,
})
