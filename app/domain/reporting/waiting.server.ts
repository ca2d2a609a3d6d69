import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import type { ListPlace } from '#app/core/list-place.ts'
import { canLead } from '../challenges/challenge.ts'
import { countSharers } from '../challenges/queries.server.ts'
import { accountsOf, hasRole, type Actor } from '../organisations/actor.ts'

/** Questions on challenges the actor's council leads that have no answer yet, oldest first. */
export async function listOpenQuestions(actor: Actor) {
  if (!canLead(actor, { leadCouncilId: actor.organisationId })) return []
  const rows = await db.question.findMany({
    where: { answer: null, challenge: { leadCouncilId: actor.organisationId } },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    take: 20,
    select: {
      id: true,
      text: true,
      askedAt: true,
      askedFor: { select: { kind: true } },
      challenge: { select: { slug: true, title: true, shortTitle: true } },
    },
  })
  return rows.map(({ challenge, askedFor, ...question }) => ({
    ...question,
    slug: challenge.slug ?? '',
    title: challenge.shortTitle ?? challenge.title,
    isFromSupplier: askedFor.kind === 'supplier',
  }))
}

/** Slots a market day holds for this supplier until it answers. */
export async function listOpenOffers(actor: Actor) {
  if (actor.organisationKind !== 'supplier') return []
  const rows = await db.slotOffer.findMany({
    where: {
      acceptedAt: null,
      endedAt: null,
      expiresAt: { gt: clock.now() },
      waitingListEntry: { supplierId: actor.organisationId, leftAt: null },
    },
    orderBy: { expiresAt: 'asc' },
    take: 20,
    select: {
      expiresAt: true,
      waitingListEntry: { select: { marketDay: { select: { slug: true, title: true } } } },
    },
  })
  return rows.map(({ expiresAt, waitingListEntry }) => ({
    expiresAt,
    ...waitingListEntry.marketDay,
  }))
}

/** Demo slots this supplier has booked and that are still to come. */
export async function listBookings(actor: Actor) {
  if (actor.organisationKind !== 'supplier') return []
  const rows = await db.booking.findMany({
    where: {
      supplierId: actor.organisationId,
      cancelledAt: null,
      slot: { endsAt: { gt: clock.now() } },
    },
    orderBy: { slot: { startsAt: 'asc' } },
    take: 20,
    select: {
      id: true,
      title: true,
      slot: { select: { startsAt: true, endsAt: true } },
      marketDay: { select: { slug: true, title: true } },
    },
  })
  return rows.map(({ slot, ...booking }) => ({ ...booking, ...slot }))
}

/** How many pledges of the council wait for somebody else to sign them. */
export async function countForColleagues(actor: Actor) {
  if (actor.organisationKind !== 'council') return 0
  const isApprover = hasRole(actor, 'finance-approver')
  return db.pledge.count({
    where: {
      councilId: actor.organisationId,
      state: 'awaiting-approval',
      ...(isApprover && { madeById: { in: accountsOf(actor) } }),
    },
  })
}

type LedChallenges = {
  led: { id: string; slug: string | null; title: string; stage: string; sharers: number }[]
  next: ListPlace | undefined
}
type Page = { after?: ListPlace | undefined; limit?: number }

/** Challenges the council leads, the latest change first. `next` goes in `after` of the next page; past the last is the first. */
export async function listLedChallenges(actor: Actor, page: Page = {}): Promise<LedChallenges> {
  const { after, limit = 25 } = page
  if (actor.organisationKind !== 'council') return { led: [], next: undefined }
  const rows = await db.challenge.findMany({
    where: {
      leadCouncilId: actor.organisationId,
      stage: { not: 'draft' },
      ...(after && {
        changedAt: { lte: after.at },
        OR: [{ changedAt: { lt: after.at } }, { id: { lt: after.id } }],
      }),
    },
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: { id: true, slug: true, title: true, stage: true, changedAt: true },
  })
  if (rows.length === 0 && after) return listLedChallenges(actor, { limit })
  const shown = rows.slice(0, limit)
  const sharers = await countSharers(shown.map(({ id }) => id))
  const last = shown.at(-1)
  return {
    led: shown.map((challenge) => ({ ...challenge, sharers: sharers.get(challenge.id) ?? 0 })),
    next: rows.length > limit && last ? { at: last.changedAt, id: last.id } : undefined,
  }
}
