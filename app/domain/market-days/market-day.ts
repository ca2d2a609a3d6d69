import { Refusal } from '#app/core/refusal.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'

/** A day keeps its own zone beside its instants; ours are all in the United Kingdom. */
export const DAY_TIME_ZONE = 'Europe/London'

/** Set up with one; the database keeps two things from happening on it at the same moment. */
export const MAIN_STAGE = 'Main stage'

export const slotKinds = ['welcome', 'problem', 'demo', 'break', 'questions'] as const
export type SlotKind = (typeof slotKinds)[number]

export type DayFacts = {
  startsAt: Date
  endsAt: Date
  bookingClosesAt: Date
  publishedAt: Date | null
  cancelledAt: Date | null
}

export type DayState = 'draft' | 'coming' | 'on' | 'past' | 'cancelled'

/** Where a day stands. It is on from its first minute until its last is over. */
export function dayState(day: DayFacts, now: Date): DayState {
  if (day.cancelledAt) return 'cancelled'
  if (!day.publishedAt) return 'draft'
  if (now < day.startsAt) return 'coming'
  return now < day.endsAt ? 'on' : 'past'
}

/** Slots are booked, moved and given back until the closing instant, which itself is too late. */
export const isBookingOpen = (day: DayFacts, now: Date) =>
  dayState(day, now) === 'coming' && now < day.bookingClosesAt

export const canRunMarketDays = (actor: Actor | undefined) =>
  actor !== undefined && hasRole(actor, 'operator')

/** Pages for operators do not exist for anybody else. */
export function requireOperator(actor: Actor | undefined) {
  if (!canRunMarketDays(actor)) throw new Refusal('not-found', 'Page not found')
}

/** Somebody who may act for a firm. Whether the firm is a small one is `isSmallFirm`. */
export const canBook = (actor: Actor | undefined): actor is Actor =>
  actor?.organisationKind === 'supplier' && hasRole(actor, 'member')

/** A firm says itself that it has fewer than 250 staff; its record keeps when it said so. */
export const isSmallFirm = (supplier: { isSmeDeclaredAt: Date | null }) =>
  supplier.isSmeDeclaredAt !== null

/** Councils say "we are interested" in a demo. */
export const canShowInterest = (actor: Actor | undefined): actor is Actor =>
  actor?.organisationKind === 'council'

export type Period = { startsAt: Date; endsAt: Date }

export const minutesOf = ({ startsAt, endsAt }: Period) =>
  Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000)
