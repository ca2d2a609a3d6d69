import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDate, formatTime, formatTimeRange } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { requireBeginning } from '../organisations/former-organisation.ts'
import { requireVerified } from '../organisations/require-verified.server.ts'
import type { LockedDay } from './lock-day.server.ts'
import { canBook, isSmallFirm, type Period } from './market-day.ts'

/** A person who may act for a small firm that is verified. */
export async function requireSmallFirm(tx: Tx, actor: Actor) {
  if (!canBook(actor))
    throw new Refusal('forbidden', 'Demo slots are for suppliers. Act for your firm to book one.')
  requireBeginning(actor)
  await requireVerified(tx, actor.organisationId)
  const firm = await tx.supplier.findUniqueOrThrow({
    where: { id: actor.organisationId },
    select: { isSmeDeclaredAt: true },
  })
  if (!isSmallFirm(firm))
    throw new Refusal(
      'forbidden',
      'Demo slots are for firms with fewer than 250 staff. If yours is one, say so on your firm’s page first.',
    )
}

export const findLiveBooking = (tx: Tx, marketDayId: string, supplierId: string) =>
  tx.booking.findFirst({
    where: { marketDayId, supplierId, cancelledAt: null },
    include: { slot: { select: { startsAt: true, endsAt: true } } },
  })

/** The slot, if this firm may have it now; otherwise a refusal that names what is left. */
export async function requireFreeSlot(
  tx: Tx,
  day: LockedDay,
  { slotId, supplierId }: { slotId: string; supplierId: string },
) {
  const slot = await tx.slot.findFirst({
    where: { id: slotId, marketDayId: day.id, kind: 'demo' },
    include: {
      bookings: { where: { cancelledAt: null }, select: { id: true } },
      offers: {
        where: { acceptedAt: null, endedAt: null },
        select: { id: true, waitingListEntry: { select: { supplierId: true } } },
      },
    },
  })
  if (!slot) throw new Refusal('invalid', 'Choose a demo slot of this day', { field: 'slotId' })
  const time = formatTime(slot.startsAt)
  if (slot.bookings.length > 0) throw await taken(tx, day, `${time} has just been taken.`)
  const offer = slot.offers[0]
  if (offer && offer.waitingListEntry.supplierId !== supplierId)
    throw await taken(tx, day, `${time} is held for a firm on the waiting list.`)
  return slot
}

async function taken(tx: Tx, day: LockedDay, what: string) {
  const free = await listFreeSlots(tx, day.id)
  const times = free.map((slot) => formatTime(slot.startsAt)).join(', ')
  const next = times ? `Still free: ${times}.` : 'No slot is free. Join the waiting list instead.'
  return new Refusal('conflict', `${what} ${next}`, { field: 'slotId' })
}

/** Demo slots anybody may book: neither taken nor offered to a firm that waits. */
export const listFreeSlots = (tx: Tx, marketDayId: string) =>
  tx.slot.findMany({
    where: {
      marketDayId,
      kind: 'demo',
      bookings: { none: { cancelledAt: null } },
      offers: { none: { acceptedAt: null, endedAt: null } },
    },
    orderBy: { startsAt: 'asc' },
    select: { id: true, startsAt: true, endsAt: true },
    take: 100,
  })

/** Nobody is in two demos at once. */
export async function refuseClash(tx: Tx, supplierId: string, slot: SlotOfDay) {
  const clash = await findClash(tx, supplierId, slot)
  if (!clash) return
  const { startsAt, endsAt } = clash.slot
  const when = `${formatTimeRange(startsAt, endsAt)}, ${formatDate(startsAt)}`
  throw new Refusal(
    'conflict',
    `Your firm shows a demo then, at ${clash.marketDay.title} (${when}). Choose another slot.`,
    { field: 'slotId' },
  )
}

type SlotOfDay = Period & { dayId: string }

/** Another day's booking at the same time. The firm is locked: its bookings of other days wait for this one. */
export async function findClash(tx: Tx, supplierId: string, slot: SlotOfDay) {
  await tx.$queryRaw`select id from suppliers where id = ${supplierId}::uuid for no key update`
  return tx.booking.findFirst({
    where: {
      supplierId,
      cancelledAt: null,
      marketDayId: { not: slot.dayId },
      slot: { startsAt: { lt: slot.endsAt }, endsAt: { gt: slot.startsAt } },
    },
    select: {
      marketDay: { select: { title: true } },
      slot: { select: { startsAt: true, endsAt: true } },
    },
  })
}

export async function requireChallengeOfDay(tx: Tx, marketDayId: string, challengeId: string) {
  const found = await tx.marketDayChallenge.findUnique({
    where: { marketDayId_challengeId: { marketDayId, challengeId } },
    select: { challengeId: true },
  })
  if (!found) throw new Refusal('invalid', 'Choose a problem of this day', { field: 'challengeId' })
}
