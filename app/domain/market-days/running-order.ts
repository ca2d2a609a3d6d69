import type { Period, SlotKind } from './market-day.ts'

export type OrderSlot = Period & {
  id: string
  kind: SlotKind
  booking?: unknown
  offer?: unknown
}

export type SlotState =
  'done' | 'on-now' | 'next' | 'booked' | 'held' | 'free' | 'not-taken' | 'planned'

/** A demo slot nobody has booked: there is nothing to watch in it. */
const isEmpty = (slot: OrderSlot) => slot.kind === 'demo' && !slot.booking

const isOn = (slot: Period, now: Date) => slot.startsAt <= now && now < slot.endsAt

/** What there is to watch at this moment, and after it. A slot begins at its first instant. */
export function nowAndNext<Slot extends OrderSlot>(slots: readonly Slot[], now: Date) {
  const inOrder = slots
    .filter((slot) => !isEmpty(slot))
    .sort((one, other) => one.startsAt.getTime() - other.startsAt.getTime())
  return {
    now: inOrder.find((slot) => isOn(slot, now)),
    next: inOrder.find((slot) => slot.startsAt > now),
  }
}

type Moment = { now: Date; bookingIsOpen: boolean; nextId: string | undefined }

/** What the running order says beside a slot. */
export function slotState(slot: OrderSlot, { now, bookingIsOpen, nextId }: Moment): SlotState {
  if (slot.endsAt <= now) return 'done'
  if (isOn(slot, now) && !isEmpty(slot)) return 'on-now'
  if (slot.id === nextId) return 'next'
  if (slot.kind !== 'demo') return 'planned'
  if (slot.booking) return 'booked'
  if (!bookingIsOpen) return 'not-taken'
  return slot.offer ? 'held' : 'free'
}

/** Whole minutes gone; the page moves on once a minute. */
export const minutesGone = (slot: Period, now: Date) =>
  Math.max(0, Math.floor((now.getTime() - slot.startsAt.getTime()) / 60_000))

export const isBookable = (slot: OrderSlot) => slot.kind === 'demo' && !slot.booking && !slot.offer
