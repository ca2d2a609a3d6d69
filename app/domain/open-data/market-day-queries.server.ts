import type { z } from 'zod'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { dayState, type SlotKind } from '../market-days/market-day.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { challengeName, selectName, supplierName } from './api-field.ts'
import type { MarketDay, MarketDayParameters, MarketDaySummary } from './market-day-record.ts'
import { pageOf, readCursor } from './page-request.ts'

const published = { publishedAt: { not: null } } satisfies Prisma.MarketDayWhereInput
const held = { cancelledAt: null } satisfies Prisma.BookingWhereInput

const daySelect = {
  id: true,
  slug: true,
  title: true,
  summary: true,
  startsAt: true,
  endsAt: true,
  timeZone: true,
  bookingClosesAt: true,
  publishedAt: true,
  cancelledAt: true,
  challenges: {
    orderBy: { position: 'asc' },
    take: 100,
    select: { challenge: selectName.challenge },
  },
  slots: {
    where: { kind: 'demo' },
    orderBy: { id: 'asc' },
    take: 500,
    select: { bookings: { where: held, select: { id: true } } },
  },
} satisfies Prisma.MarketDaySelect

type Row = Prisma.MarketDayGetPayload<{ select: typeof daySelect }>

/** Every published market day, in the order they begin. */
export async function listMarketDayRecords({ limit, since, cursor }: MarketDayParameters) {
  const rows = await db.marketDay.findMany({
    where: { AND: [published, afterDay(cursor), since ? { endsAt: { gt: since } } : {}] },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    select: daySelect,
  })
  const page = pageOf(rows, limit, {
    list: 'market-days',
    keyOf: ({ startsAt, id }) => [startsAt.toISOString(), id],
  })
  return { ...page, data: page.data.map(toSummary) }
}

function afterDay(cursor: string | undefined): Prisma.MarketDayWhereInput {
  const key = readCursor('market-days', cursor)
  if (!key) return {}
  const [startsAt, id] = key
  return { OR: [{ startsAt: { gt: startsAt } }, { startsAt, id: { gt: id } }] }
}

function toSummary({ id: _id, challenges, slots, publishedAt, cancelledAt, ...day }: Row) {
  const state = dayState({ ...day, publishedAt, cancelledAt }, clock.now())
  return {
    ...day,
    state: state as z.output<typeof MarketDaySummary>['state'],
    challenges: challenges.map(({ challenge }) => challengeName(challenge)),
    demoSlotCount: slots.length,
    bookedSlotCount: slots.filter(({ bookings }) => bookings.length > 0).length,
    page: siteLink(`/market-days/${day.slug}`),
  } satisfies z.input<typeof MarketDaySummary>
}

/** A published market day with its running order: who shows what. How to join is not public. */
export async function getMarketDayRecord(slug: string): Promise<z.input<typeof MarketDay>> {
  const row = await db.marketDay.findFirst({ where: { ...published, slug }, select: daySelect })
  if (!row) throw new Refusal('not-found', 'There is no published market day with this slug.')
  return { ...toSummary(row), slots: await listSlots(row.id) }
}

async function listSlots(marketDayId: string) {
  const slots = await db.slot.findMany({
    where: { marketDayId },
    orderBy: [{ startsAt: 'asc' }, { stage: 'asc' }, { id: 'asc' }],
    take: 500,
    select: {
      stage: true,
      kind: true,
      title: true,
      description: true,
      startsAt: true,
      endsAt: true,
      bookings: {
        where: held,
        take: 1,
        select: { title: true, supplier: selectName.supplier, challenge: selectName.challenge },
      },
    },
  })
  return slots.map(({ bookings: [booking], kind, ...slot }) => ({
    ...slot,
    kind: kind as SlotKind,
    booking: booking
      ? {
          title: booking.title,
          supplier: supplierName(booking.supplier),
          challenge: booking.challenge && challengeName(booking.challenge),
        }
      : null,
  }))
}
