import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'

type Place = { marketDayId: string; supplierId: string; slotId: string | null }

/**
 * Takes a firm off the waiting list: with the slot it has just booked, or without one.
 * Answers the slots it was still deciding about, for the caller to offer to the next firm;
 * undefined when it was not waiting.
 */
export async function leaveList(tx: Tx, { marketDayId, supplierId, slotId }: Place) {
  const now = clock.now()
  const entry = await tx.waitingListEntry.findFirst({
    where: { marketDayId, supplierId, leftAt: null },
    select: { id: true },
  })
  if (!entry) return undefined
  const live = { waitingListEntryId: entry.id, acceptedAt: null, endedAt: null }
  if (slotId)
    await tx.slotOffer.updateMany({ where: { ...live, slotId }, data: { acceptedAt: now } })
  const others = await tx.slotOffer.findMany({ where: live, select: { slotId: true } })
  await tx.slotOffer.updateMany({ where: live, data: { endedAt: now } })
  await tx.waitingListEntry.update({ where: { id: entry.id }, data: { leftAt: now } })
  return others.map((other) => other.slotId)
}
