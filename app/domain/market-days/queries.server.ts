import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { isBookingOpen } from './market-day.ts'

const challenge = { select: { id: true, slug: true, title: true, shortTitle: true } } as const

const summarySelect = {
  id: true,
  slug: true,
  title: true,
  summary: true,
  startsAt: true,
  endsAt: true,
  bookingClosesAt: true,
  publishedAt: true,
  cancelledAt: true,
  sequence: true,
  challenges: { orderBy: { position: 'asc' }, select: { challenge } },
  slots: {
    where: { kind: 'demo' },
    select: {
      bookings: { where: { cancelledAt: null }, select: { id: true } },
      offers: { where: { acceptedAt: null, endedAt: null }, select: { id: true } },
    },
  },
} satisfies Prisma.MarketDaySelect

type SummaryRow = Prisma.MarketDayGetPayload<{ select: typeof summarySelect }>

const published = { publishedAt: { not: null } } satisfies Prisma.MarketDayWhereInput

/** A day as lists show it. `freeSlots` counts those anybody may book now. */
function toSummary({ slots, challenges, publishedAt, cancelledAt, ...day }: SummaryRow) {
  const isOpen = isBookingOpen({ ...day, publishedAt, cancelledAt }, clock.now())
  const free = slots.filter((slot) => slot.bookings.length === 0 && slot.offers.length === 0)
  return {
    ...day,
    isCancelled: cancelledAt !== null,
    demoSlots: slots.length,
    bookedSlots: slots.filter((slot) => slot.bookings.length > 0).length,
    freeSlots: isOpen ? free.length : 0,
    challenges: challenges.map((row) => row.challenge),
  }
}

export type MarketDaySummary = ReturnType<typeof toSummary>

/** The first day that is not over, for the home page. Public. */
export async function findNextMarketDay(): Promise<MarketDaySummary | undefined> {
  const day = await db.marketDay.findFirst({
    where: { ...published, cancelledAt: null, endsAt: { gt: clock.now() } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: summarySelect,
  })
  return day ? toSummary(day) : undefined
}

/** Every published day: those to come, soonest first, and those over, latest first. Public. */
export async function listMarketDays() {
  const now = clock.now()
  const [coming, past] = await Promise.all([
    db.marketDay.findMany({
      where: { ...published, endsAt: { gt: now } },
      orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
      select: summarySelect,
      take: 100,
    }),
    db.marketDay.findMany({
      where: { ...published, endsAt: { lte: now } },
      orderBy: [{ startsAt: 'desc' }, { id: 'asc' }],
      select: summarySelect,
      take: 100,
    }),
  ])
  return { coming: coming.map(toSummary), past: past.map(toSummary) }
}

/** The days a challenge is on, soonest first. Public. */
export async function listMarketDaysFor(challengeId: string): Promise<MarketDaySummary[]> {
  const days = await db.marketDay.findMany({
    where: { ...published, challenges: { some: { challengeId } } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: summarySelect,
    take: 20,
  })
  return days.map(toSummary)
}

/** Drafts, for the operators' list. The route asks whether the person is one. */
export async function listDraftMarketDays() {
  const days = await db.marketDay.findMany({
    where: { publishedAt: null, cancelledAt: null },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    select: summarySelect,
    take: 50,
  })
  return days.map(toSummary)
}

/** Published challenges a day may be about, newest first. */
export const listChallengesToShow = () =>
  db.challenge.findMany({
    where: { stage: { in: ['gathering', 'pooling', 'funded', 'lapsed'] } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'asc' }],
    select: { id: true, title: true },
    take: 100,
  })
