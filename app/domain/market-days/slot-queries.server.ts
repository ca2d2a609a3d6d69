import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { getMarketDay } from './day-queries.server.ts'
import { canBook } from './market-day.ts'

const firm = { select: { id: true, organisation: { select: { name: true } } } } as const

/** Questions about a slot: those of its demo, and those asked while nobody had it. Firms that ask are not named. Public. */
export async function listSlotQuestions(slotId: string, bookingId: string | undefined) {
  const rows = await db.slotQuestion.findMany({
    where: {
      OR: [{ slotId, bookingId: null }, ...(bookingId ? [{ bookingId }] : [])],
    },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      text: true,
      askedAt: true,
      askedFor: { select: { name: true, kind: true } },
      answer: true,
      answeredAt: true,
      booking: { select: { supplier: firm } },
    },
    take: 200,
  })
  return rows.map(({ booking, askedFor, ...question }) => ({
    ...question,
    askedBy: askedFor.kind === 'supplier' ? 'a supplier' : askedFor.name,
    firm: booking && { id: booking.supplier.id, name: booking.supplier.organisation.name },
  }))
}

export type SlotQuestionView = Awaited<ReturnType<typeof listSlotQuestions>>[number]

/** Whether this council has said "we are interested" in a demo. */
export async function hasShownInterest(actor: Actor | undefined, bookingId: string | undefined) {
  if (!actor || !bookingId) return false
  const found = await db.interest.findUnique({
    where: { bookingId_councilId: { bookingId, councilId: actor.organisationId } },
    select: { shownAt: true },
  })
  return found !== null
}

/** A firm's latest booking on a day, cancelled or not, with what its calendar file needs. */
export async function getOwnBooking(actor: Actor, slug: string) {
  const booking = canBook(actor)
    ? await db.booking.findFirst({
        where: { supplierId: actor.organisationId, marketDay: { slug } },
        orderBy: [{ bookedAt: 'desc' }, { id: 'desc' }],
        include: {
          slot: { select: { id: true, startsAt: true, endsAt: true } },
          marketDay: { select: { slug: true, title: true, joinUrl: true, bookingClosesAt: true } },
          challenge: { select: { title: true, slug: true } },
          bookedBy: { select: { name: true } },
          interests: {
            orderBy: { shownAt: 'asc' },
            select: { council: { select: { organisation: { select: { name: true } } } } },
            take: 500,
          },
        },
      })
    : null
  if (!booking) throw new Refusal('not-found', 'Your firm has no booking on this market day.')
  const { interests, cancelledAt, ...rest } = booking
  return {
    ...rest,
    isCancelled: cancelledAt !== null,
    interestedCouncils: interests.map(({ council }) => council.organisation.name),
  }
}

/** One slot of a published day with its questions. Public. */
export async function getSlotPage(slug: string, slotId: string) {
  const { slots, ...day } = await getMarketDay(slug)
  const slot = slots.find(({ id }) => id === slotId)
  if (!slot) throw new Refusal('not-found', 'Page not found')
  return { day, slot, questions: await listSlotQuestions(slotId, slot.booking?.id) }
}
