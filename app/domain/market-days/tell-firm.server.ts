import type { Tx } from '#app/core/db.server.ts'
import { bookingCancelled } from '#emails/booking-cancelled.tsx'
import { bookingConfirmed } from '#emails/booking-confirmed.tsx'
import { slotOffered } from '#emails/slot-offered.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'

/** Writes to whoever booked: where and when, and again each time the booking or its slot moves. */
export async function tellBooked(tx: Tx, bookingId: string) {
  const { booking, props } = await readBooking(tx, bookingId)
  await queueEmail(tx, {
    key: `booking-confirmed:${bookingId}:${booking.sequence}`,
    to: booking.bookedBy,
    mail: bookingConfirmed({
      ...props,
      place: 'Online',
      calendarHref: siteLink(`/market-days/${booking.marketDay.slug}/booking.ics`),
      href: siteLink(`/market-days/${booking.marketDay.slug}/booking`),
    }),
  })
}

/** `by` is "You" for the firm itself; the reason is only given when it was somebody else. */
export async function tellCancelled(
  tx: Tx,
  bookingId: string,
  by: { name: string; reason?: string },
) {
  const { booking, props } = await readBooking(tx, bookingId)
  await queueEmail(tx, {
    key: `booking-cancelled:${bookingId}`,
    to: booking.bookedBy,
    mail: bookingCancelled({
      ...props,
      cancelledBy: by.name,
      ...(by.reason && { reason: by.reason }),
      href: siteLink(`/market-days/${booking.marketDay.slug}`),
    }),
  })
}

async function readBooking(tx: Tx, id: string) {
  const booking = await tx.booking.findUniqueOrThrow({
    where: { id },
    select: {
      title: true,
      sequence: true,
      slot: { select: { startsAt: true, endsAt: true } },
      challenge: { select: { title: true } },
      marketDay: { select: { slug: true, title: true } },
      bookedBy: { select: { name: true, email: true } },
    },
  })
  const props = {
    challengeTitle: booking.challenge?.title ?? booking.title,
    marketDayName: booking.marketDay.title,
    ...booking.slot,
  }
  return { booking, props }
}

/** Writes to the person who put the firm on the waiting list. */
export async function tellOffered(tx: Tx, offerId: string) {
  const offer = await tx.slotOffer.findUniqueOrThrow({
    where: { id: offerId },
    select: {
      expiresAt: true,
      slot: {
        select: {
          startsAt: true,
          endsAt: true,
          marketDay: { select: { slug: true, title: true } },
        },
      },
      waitingListEntry: {
        select: {
          title: true,
          challenge: { select: { title: true } },
          joinedBy: { select: { name: true, email: true } },
        },
      },
    },
  })
  const { slot, waitingListEntry: entry } = offer
  await queueEmail(tx, {
    key: `slot-offered:${offerId}`,
    to: entry.joinedBy,
    mail: slotOffered({
      challengeTitle: entry.challenge?.title ?? entry.title,
      marketDayName: slot.marketDay.title,
      startsAt: slot.startsAt,
      endsAt: slot.endsAt,
      answerBy: offer.expiresAt,
      href: siteLink(`/market-days/${slot.marketDay.slug}/waiting-list`),
    }),
  })
}
