import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatTime } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import type { BookingInput } from './booking.ts'
import {
  findLiveBooking,
  refuseClash,
  requireChallengeOfDay,
  requireFreeSlot,
  requireSmallFirm,
} from './check-place.server.ts'
import { passOn } from './lapse-offers.server.ts'
import { leaveList } from './leave-list.server.ts'
import { lockOpenDay, type LockedDay } from './lock-day.server.ts'
import { offerSlot } from './offer-slot.server.ts'
import { tellBooked } from './tell-firm.server.ts'

/**
 * Books a demo slot for a small firm. The same operation key again answers the same booking.
 * A slot held for this firm counts as its offer accepted.
 */
export async function bookSlot(actor: Actor, slug: string, input: BookingInput) {
  const minutes = await getPolicyNumber('slot-offer-minutes')
  return transaction(async (tx) => {
    await requireSmallFirm(tx, actor)
    const before = await findSame(tx, actor, input.operationKey)
    if (before) return before
    const day = await lockOpenDay(tx, slug)
    await passOn(tx, day, minutes)
    return (
      (await findSame(tx, actor, input.operationKey)) ??
      (await placeBooking(tx, actor, { ...input, day, minutes }))
    )
  })
}

const findSame = (tx: Tx, actor: Actor, operationKey: string) =>
  tx.booking.findFirst({ where: { operationKey, supplierId: actor.organisationId } })

type Placing = BookingInput & { day: LockedDay; minutes: bigint }

/** The booking itself, inside a transaction that holds the day. */
export async function placeBooking(tx: Tx, actor: Actor, placing: Placing) {
  const { day, slotId, challengeId, title, operationKey, minutes } = placing
  const supplierId = actor.organisationId
  const held = await findLiveBooking(tx, day.id, supplierId)
  if (held)
    throw new Refusal(
      'conflict',
      `Your firm has the ${formatTime(held.slot.startsAt)} slot. Move that booking instead of making another.`,
    )
  await requireChallengeOfDay(tx, day.id, challengeId)
  const slot = await requireFreeSlot(tx, day, { slotId, supplierId })
  await refuseClash(tx, supplierId, { ...slot, dayId: day.id })
  const booking = await tx.booking.create({
    data: {
      slotId,
      marketDayId: day.id,
      supplierId,
      challengeId,
      title,
      operationKey,
      bookedById: actor.personId,
      bookedAt: clock.now(),
    },
  })
  const released = await leaveList(tx, { marketDayId: day.id, supplierId, slotId })
  for (const id of released ?? []) await offerSlot(tx, day, { id, minutes })
  await record(tx, actor, {
    subjectKind: 'market-day',
    subjectId: day.id,
    action: 'slot-booked',
    summary: `Booked the ${formatTime(slot.startsAt)} slot`,
    detail: { bookingId: booking.id, slotId },
  })
  await tellBooked(tx, booking.id)
  return booking
}
