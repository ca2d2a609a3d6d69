import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { findLiveBooking } from './check-place.server.ts'
import { canBook } from './market-day.ts'

/** The live booking of the firm somebody acts for. Another firm's booking is not there for them. */
export async function requireOwnBooking(tx: Tx, actor: Actor, marketDayId: string) {
  const booking = canBook(actor)
    ? await findLiveBooking(tx, marketDayId, actor.organisationId)
    : undefined
  if (!booking)
    throw new Refusal('not-found', 'Your firm has no booking on this market day any more.')
  return booking
}
