import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { invariant, Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { placeBooking } from './book-slot.server.ts'
import { findLiveBooking, requireSmallFirm } from './check-place.server.ts'
import { passOn } from './lapse-offers.server.ts'
import { lockOpenDay } from './lock-day.server.ts'
import { canBook } from './market-day.ts'
import { offerSlot } from './offer-slot.server.ts'

/** Books the slot a firm was offered, with what it said when it joined. Sent twice, it happens once. */
export async function acceptOffer(actor: Actor, slug: string) {
  const minutes = await getPolicyNumber('slot-offer-minutes')
  return transaction(async (tx) => {
    await requireSmallFirm(tx, actor)
    const day = await lockOpenDay(tx, slug)
    await passOn(tx, day, minutes)
    const held = await findLiveBooking(tx, day.id, actor.organisationId)
    if (held) return
    const { slotId, waitingListEntry } = await requireOffer(tx, actor, day.id)
    const { title, challengeId } = waitingListEntry
    invariant(challengeId, 'a firm on the waiting list has said which problem it shows')
    const operationKey = newId()
    await placeBooking(tx, actor, { day, slotId, title, challengeId, operationKey, minutes })
  })
}

/** Lets the slot go to the next firm. The firm keeps its place on the list for other slots. */
export async function declineOffer(actor: Actor, slug: string) {
  const minutes = await getPolicyNumber('slot-offer-minutes')
  return transaction(async (tx) => {
    const day = await lockOpenDay(tx, slug)
    await passOn(tx, day, minutes)
    const offer = await requireOffer(tx, actor, day.id)
    await tx.slotOffer.update({ where: { id: offer.id }, data: { endedAt: clock.now() } })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'offer-declined',
      summary: 'Turned down a slot it was offered',
      detail: { offerId: offer.id, slotId: offer.slotId },
    })
    await offerSlot(tx, day, { id: offer.slotId, minutes })
  })
}

/** After `passOn`, an offer not ended is one still in time. */
async function requireOffer(tx: Tx, actor: Actor, marketDayId: string) {
  if (!canBook(actor)) throw new Refusal('forbidden', 'Only firms are offered slots.')
  const offer = await tx.slotOffer.findFirst({
    where: {
      acceptedAt: null,
      endedAt: null,
      waitingListEntry: { marketDayId, supplierId: actor.organisationId, leftAt: null },
    },
    include: { waitingListEntry: { select: { title: true, challengeId: true } } },
  })
  if (!offer)
    throw new Refusal(
      'conflict',
      'The time to accept has run out and the slot went to the next firm. You keep your place for other slots.',
    )
  return offer
}
