import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { passOn } from './lapse-offers.server.ts'
import { leaveList } from './leave-list.server.ts'
import { lockOpenDay } from './lock-day.server.ts'
import { canBook } from './market-day.ts'
import { offerSlot } from './offer-slot.server.ts'

/** Takes a firm off the waiting list. A slot it was offered goes to the next one. Twice is once. */
export async function leaveWaitingList(actor: Actor, slug: string) {
  if (!canBook(actor)) throw new Refusal('forbidden', 'Only firms are on the waiting list.')
  const minutes = await getPolicyNumber('slot-offer-minutes')
  return transaction(async (tx) => {
    const day = await lockOpenDay(tx, slug)
    await passOn(tx, day, minutes)
    const place = { marketDayId: day.id, supplierId: actor.organisationId }
    const released = await leaveList(tx, { ...place, slotId: null })
    if (!released) return
    for (const id of released) await offerSlot(tx, day, { id, minutes })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'waiting-list-left',
      summary: 'Left the waiting list',
    })
  })
}
