import { clock } from '#app/core/clock.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDateTime } from '#app/core/time.ts'
import { dayState, isBookingOpen } from './market-day.ts'

const select = {
  id: true,
  slug: true,
  title: true,
  startsAt: true,
  endsAt: true,
  bookingClosesAt: true,
  publishedAt: true,
  cancelledAt: true,
  joinUrl: true,
} satisfies Prisma.MarketDaySelect

export type LockedDay = Prisma.MarketDayGetPayload<{ select: typeof select }>

/**
 * Until this transaction ends, nobody else books, moves, cancels or is offered anything on this day.
 * Places are few and the work is short, so waiting beats untangling who was first.
 */
export async function lockDay(tx: Tx, slug: string): Promise<LockedDay> {
  await tx.$queryRaw`select id from market_days where slug = ${slug} for no key update`
  const day = await tx.marketDay.findUnique({ where: { slug }, select })
  if (!day) throw new Refusal('not-found', 'Page not found')
  return day
}

/** For suppliers: the day as they may change it, or a refusal that says why they no longer can. */
export async function lockOpenDay(tx: Tx, slug: string) {
  const day = await lockDay(tx, slug)
  const now = clock.now()
  const state = dayState(day, now)
  if (state === 'draft') throw new Refusal('not-found', 'Page not found')
  if (state === 'cancelled')
    throw new Refusal('conflict', 'This market day is cancelled. See the other market days.')
  if (!isBookingOpen(day, now))
    throw new Refusal(
      'conflict',
      `Booking closed at ${formatDateTime(day.bookingClosesAt)}. Slots can no longer be booked, moved or cancelled here.`,
    )
  return day
}
