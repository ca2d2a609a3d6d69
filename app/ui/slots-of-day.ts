import type { SlotChoice } from './slot-choices.tsx'

type DemoSlot = {
  id: string
  kind: string
  startsAt: Date
  endsAt: Date
  booking?: { supplierName: string; supplierId: string } | undefined
  offer?: { supplierName: string } | undefined
}

type Own = { offeredId?: string | undefined; slotId?: string | undefined }

/** The demo slots of a day as a firm chooses among them. */
export const slotChoicesOf = (slots: readonly DemoSlot[], own: Own): SlotChoice[] =>
  slots.filter((slot) => slot.kind === 'demo').map((slot) => ({ ...slot, ...describe(slot, own) }))

function describe(slot: DemoSlot, own: Own): Pick<SlotChoice, 'detail' | 'state'> {
  if (slot.id === own.slotId) return { state: 'yours', detail: 'Your slot now' }
  if (slot.booking) return { state: 'booked', detail: slot.booking.supplierName }
  if (slot.id === own.offeredId) return { state: 'free', detail: 'Held for your firm' }
  if (slot.offer) return { state: 'held', detail: 'Held for a firm on the waiting list' }
  return { state: 'free', detail: 'No firm has booked this yet' }
}
