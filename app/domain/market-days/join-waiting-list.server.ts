import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatTime } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import type { WaitingInput } from './booking.ts'
import {
  findLiveBooking,
  listFreeSlots,
  requireChallengeOfDay,
  requireSmallFirm,
} from './check-place.server.ts'
import { passOn } from './lapse-offers.server.ts'
import { lockOpenDay } from './lock-day.server.ts'

/** Puts a firm at the end of a day's waiting list. Joining again keeps its place. */
export async function joinWaitingList(actor: Actor, slug: string, input: WaitingInput) {
  const { challengeId, title } = input
  const minutes = await getPolicyNumber('slot-offer-minutes')
  return transaction(async (tx) => {
    await requireSmallFirm(tx, actor)
    const day = await lockOpenDay(tx, slug)
    await passOn(tx, day, minutes)
    const place = { marketDayId: day.id, supplierId: actor.organisationId }
    const waiting = await tx.waitingListEntry.findFirst({ where: { ...place, leftAt: null } })
    if (waiting) return waiting
    if (await findLiveBooking(tx, day.id, actor.organisationId))
      throw new Refusal('conflict', 'Your firm has a slot on this day already.')
    const [free] = await listFreeSlots(tx, day.id)
    if (free)
      throw new Refusal('conflict', `The ${formatTime(free.startsAt)} slot is free. Book that one.`)
    await requireChallengeOfDay(tx, day.id, challengeId)
    const entry = await tx.waitingListEntry.create({
      data: { ...place, challengeId, title, joinedById: actor.personId, joinedAt: clock.now() },
    })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'waiting-list-joined',
      summary: 'Joined the waiting list',
      detail: { entryId: entry.id },
    })
    return entry
  })
}
