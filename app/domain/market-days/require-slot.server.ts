import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'

export type SlotWithBooking = Awaited<ReturnType<typeof requireSlot>>

export type SlotOfDay = { slug: string; slotId: string }

/** One slot of a published day, with its live booking. */
export async function requireSlot(tx: Tx, { slug, slotId }: SlotOfDay) {
  const slot = await tx.slot.findFirst({
    where: { id: slotId, marketDay: { slug, publishedAt: { not: null } } },
    include: {
      marketDay: true,
      bookings: {
        where: { cancelledAt: null },
        include: {
          bookedBy: { select: { name: true, email: true } },
          supplier: { select: { organisation: { select: { name: true } } } },
        },
      },
    },
  })
  if (!slot) throw new Refusal('not-found', 'Page not found')
  if (slot.marketDay.cancelledAt) throw new Refusal('conflict', 'This market day is cancelled.')
  return { ...slot, booking: slot.bookings[0] }
}
