import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatTime } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { canShowInterest } from './market-day.ts'
import { introduce } from './introduce.server.ts'
import { requireSlot, type SlotOfDay } from './require-slot.server.ts'

/**
 * Says that a council is interested in a demo it has seen, and introduces both sides by email.
 * It promises nothing. A council says it once; a colleague who says it again is told who did.
 */
export async function showInterest(actor: Actor, where: SlotOfDay) {
  if (!canShowInterest(actor))
    throw new Refusal('forbidden', 'Only councils say they are interested in a demo.')
  return transaction(async (tx) => {
    const slot = await requireSlot(tx, where)
    if (!slot.booking) throw new Refusal('conflict', 'No firm shows a demo in this slot.')
    if (clock.now() < slot.startsAt)
      throw new Refusal(
        'conflict',
        `Watch the demo first. It starts at ${formatTime(slot.startsAt)}.`,
      )
    const registered = await tx.registration.findUnique({
      where: {
        marketDayId_personId: { marketDayId: slot.marketDayId, personId: actor.personId },
      },
    })
    if (!registered)
      throw new Refusal('forbidden', 'Register for the market day first, then say so again.')
    const { count } = await tx.interest.createMany({
      data: {
        bookingId: slot.booking.id,
        councilId: actor.organisationId,
        personId: actor.personId,
        shownAt: clock.now(),
      },
      skipDuplicates: true,
    })
    if (count === 0) return
    await introduce(tx, actor, slot)
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: slot.marketDayId,
      action: 'interest-shown',
      summary: 'Said “we are interested” in a demo',
      about: [slot.booking.supplierId],
      detail: { bookingId: slot.booking.id },
    })
  })
}
