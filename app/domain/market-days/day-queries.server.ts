import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Actor } from '../organisations/actor.ts'
import { countSharers } from '../challenges/queries.server.ts'
import { listFunding } from '../pledges/queries.server.ts'
import { lapseOffersOf } from './lapse-offers.server.ts'
import { canBook, canRunMarketDays, dayState, isBookingOpen, type SlotKind } from './market-day.ts'

const firm = { select: { organisation: { select: { name: true, slug: true } } } } as const

const slotSelect = {
  id: true,
  stage: true,
  kind: true,
  title: true,
  description: true,
  startsAt: true,
  endsAt: true,
  bookings: {
    where: { cancelledAt: null },
    select: {
      id: true,
      title: true,
      supplierId: true,
      supplier: firm,
      challenge: { select: { id: true, slug: true, title: true, shortTitle: true } },
    },
  },
  offers: {
    where: { acceptedAt: null, endedAt: null },
    select: { expiresAt: true, waitingListEntry: { select: { supplierId: true, supplier: firm } } },
  },
} satisfies Prisma.SlotSelect

const daySelect = {
  id: true,
  slug: true,
  title: true,
  summary: true,
  timeZone: true,
  startsAt: true,
  endsAt: true,
  bookingClosesAt: true,
  publishedAt: true,
  cancelledAt: true,
  sequence: true,
  phoneNumber: true,
  accessNotes: true,
  challenges: {
    orderBy: { position: 'asc' },
    select: {
      challenge: {
        select: {
          id: true,
          slug: true,
          title: true,
          shortTitle: true,
          stage: true,
        },
      },
    },
  },
  slots: { orderBy: [{ startsAt: 'asc' }, { stage: 'asc' }], select: slotSelect },
} satisfies Prisma.MarketDaySelect

type DayRow = Prisma.MarketDayGetPayload<{ select: typeof daySelect }>
type SlotRow = DayRow['slots'][number]

function toSlot({ bookings, offers, kind, ...slot }: SlotRow, { interests, questions }: Counts) {
  const [booking] = bookings
  const [offer] = offers
  return {
    ...slot,
    kind: kind as SlotKind,
    booking: booking && {
      id: booking.id,
      title: booking.title,
      supplierId: booking.supplierId,
      supplierName: booking.supplier.organisation.name,
      challenge: booking.challenge,
      interestCount: interests.get(booking.id) ?? 0,
      questionCount: questions.get(booking.id) ?? 0,
    },
    offer: offer && {
      expiresAt: offer.expiresAt,
      supplierId: offer.waitingListEntry.supplierId,
      supplierName: offer.waitingListEntry.supplier.organisation.name,
    },
  }
}

/**
 * Who is on a day, counted for this day alone: a count of Prisma's own beside a row adds up the whole
 * table first.
 */
async function countOnDay({ id, slots }: DayRow) {
  const ofDay = { where: { bookingId: { in: slots.flatMap(bookingIds) } }, _count: true } as const
  const [waiting, people, interests, questions] = await Promise.all([
    db.waitingListEntry.count({ where: { marketDayId: id, leftAt: null } }),
    db.registration.count({ where: { marketDayId: id } }),
    db.interest.groupBy({ by: ['bookingId'], ...ofDay }),
    db.slotQuestion.groupBy({ by: ['bookingId'], ...ofDay }),
  ])
  return { waiting, people, interests: byBooking(interests), questions: byBooking(questions) }
}
type Counts = Awaited<ReturnType<typeof countOnDay>>

const bookingIds = ({ bookings }: SlotRow) => bookings.map(({ id }) => id)
const byBooking = (rows: { bookingId: string | null; _count: number }[]) =>
  new Map(rows.map(({ bookingId, _count }) => [bookingId, _count]))

/** A day for its page. The join link and who is registered are not in it. */
function toDay({ publishedAt, cancelledAt, challenges, slots, ...day }: DayRow, counts: Counts) {
  const facts = { ...day, publishedAt, cancelledAt }
  const now = clock.now()
  return {
    ...day,
    state: dayState(facts, now),
    isCancelled: cancelledAt !== null,
    bookingIsOpen: isBookingOpen(facts, now),
    challenges: challenges.map(({ challenge }) => challenge),
    slots: slots.map((slot) => toSlot(slot, counts)),
    waitingCount: counts.waiting,
    personCount: counts.people,
  }
}

type Day = ReturnType<typeof toDay>
type Raised = { raisedPence: bigint; targetPence: bigint; closesAt: Date } | undefined
type WithFunding = Day['challenges'][number] & { funding: Raised; councilCount: number }

export type MarketDayView = Omit<Day, 'challenges'> & {
  councilCount: number
  challenges: WithFunding[]
}

/** A published day with its running order, offers that have run out passed on first. Public. */
export async function getMarketDay(slug: string): Promise<MarketDayView> {
  await lapseOffersOf(slug)
  return readDay({ slug, publishedAt: { not: null } })
}

/** The same for its operators, drafts included; to anybody else a draft does not exist. */
export async function getMarketDayToRun(actor: Actor, slug: string): Promise<MarketDayView> {
  if (!canRunMarketDays(actor)) throw new Refusal('not-found', 'Page not found')
  return readDay({ slug })
}

async function readDay(where: Prisma.MarketDayWhereUniqueInput): Promise<MarketDayView> {
  const row = await db.marketDay.findUnique({ where, select: daySelect })
  if (!row) throw new Refusal('not-found', 'Page not found')
  const councils = await db.registration.findMany({
    where: { marketDayId: row.id, organisation: { kind: 'council' } },
    distinct: ['organisationId'],
    select: { organisationId: true },
    take: 1000,
  })
  const day = toDay(row, await countOnDay(row))
  const challenges = await withFunding(day.challenges)
  return { ...day, challenges, councilCount: councils.length }
}

/** What councils and pots have put in so far; nothing before a round has opened. */
async function withFunding(challenges: Day['challenges']): Promise<WithFunding[]> {
  const ids = challenges.map(({ id }) => id)
  const [rounds, sharers] = await Promise.all([listFunding(ids), countSharers(ids)])
  return challenges.map((challenge) => {
    const round = rounds.find(({ challengeId }) => challengeId === challenge.id)
    const funding = round && {
      raisedPence: round.pledgedPence + round.matchedPence,
      targetPence: round.targetPence,
      closesAt: round.closesAt,
    }
    return { ...challenge, funding, councilCount: sharers.get(challenge.id) ?? 0 }
  })
}

/** What a signed-in person has to do with a day: their registration, and their firm's place in it. */
export async function findOwnPart(actor: Actor | undefined, slug: string) {
  if (!actor) return undefined
  const day = await db.marketDay.findUnique({
    where: { slug },
    select: { id: true, joinUrl: true },
  })
  if (!day) return undefined
  const [registration, firmPart] = await Promise.all([
    db.registration.findUnique({
      where: { marketDayId_personId: { marketDayId: day.id, personId: actor.personId } },
      select: { registeredAt: true },
    }),
    canBook(actor) ? findFirmPart(actor.organisationId, day.id) : undefined,
  ])
  const mayJoin = registration !== null || firmPart?.booking !== undefined
  return {
    isRegistered: registration !== null,
    joinUrl: mayJoin ? day.joinUrl : null,
    firm: firmPart,
  }
}

async function findFirmPart(supplierId: string, marketDayId: string) {
  const place = { supplierId, marketDayId }
  const [supplier, booking, entry] = await Promise.all([
    db.supplier.findUniqueOrThrow({
      where: { id: supplierId },
      select: { isSmeDeclaredAt: true },
    }),
    db.booking.findFirst({
      where: { ...place, cancelledAt: null },
      include: { slot: true, challenge: { select: { title: true } } },
    }),
    db.waitingListEntry.findFirst({
      where: { ...place, leftAt: null },
      include: {
        challenge: { select: { title: true } },
        offers: { where: { acceptedAt: null, endedAt: null }, include: { slot: true } },
      },
    }),
  ])
  return {
    isSmall: supplier.isSmeDeclaredAt !== null,
    booking: booking ?? undefined,
    waiting: entry
      ? { ...entry, ahead: await countAhead(entry), offer: entry.offers[0] }
      : undefined,
  }
}

const countAhead = (entry: { id: string; marketDayId: string; joinedAt: Date }) =>
  db.waitingListEntry.count({
    where: {
      marketDayId: entry.marketDayId,
      leftAt: null,
      OR: [
        { joinedAt: { lt: entry.joinedAt } },
        { joinedAt: entry.joinedAt, id: { lt: entry.id } },
      ],
    },
  })
