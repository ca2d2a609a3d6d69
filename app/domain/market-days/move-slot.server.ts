import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { sqlState } from '#app/core/sql-error.ts'
import { endOfDay, formatTime, londonDay, londonInstant } from '#app/core/time.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { findClash } from './check-place.server.ts'
import { problemWithClock } from './day-template.ts'
import { lockDay, type LockedDay } from './lock-day.server.ts'
import { canRunMarketDays, dayState, minutesOf, type Period } from './market-day.ts'
import { tellBooked } from './tell-firm.server.ts'

const EXCLUSION_VIOLATION = '23P01'

/**
 * Moves one slot to another time of its day, as long as it was. The database refuses two things at
 * once on a stage. A firm booked into it goes along, and its calendar entry with it.
 */
export async function moveSlot(actor: Actor, slug: string, { slotId, starts }: Wanted) {
  if (!canRunMarketDays(actor)) throw new Refusal('not-found', 'Page not found')
  try {
    return await transaction(async (tx) => {
      const day = await lockDay(tx, slug)
      const slot = await tx.slot.findFirst({ where: { id: slotId, marketDayId: day.id } })
      if (!slot) throw new Refusal('not-found', 'Page not found')
      const startsAt = newStart(day, starts)
      if (startsAt.getTime() === slot.startsAt.getTime()) return
      const endsAt = new Date(startsAt.getTime() + minutesOf(slot) * 60_000)
      if (endsAt > endOfDay(londonDay(day.startsAt)))
        throw wrong('Choose an earlier time, so that it ends by midnight')
      await refuseClashOfFirm(tx, day, { slotId, startsAt, endsAt })
      await tx.slot.update({ where: { id: slotId }, data: { startsAt, endsAt } })
      const [booking] = await tx.booking.updateManyAndReturn({
        where: { slotId, cancelledAt: null },
        data: { sequence: { increment: 1 } },
        select: { id: true, supplierId: true },
      })
      if (booking) await tellBooked(tx, booking.id)
      await stretchDay(tx, day)
      await record(tx, actor, {
        subjectKind: 'market-day',
        subjectId: day.id,
        action: 'slot-moved',
        summary: `Moved the ${formatTime(slot.startsAt)} slot to ${formatTime(startsAt)}`,
        about: booking ? [booking.supplierId] : [],
        detail: { slotId },
      })
    })
  } catch (error) {
    if (sqlState(error) !== EXCLUSION_VIOLATION) throw error
    throw new Refusal('conflict', 'Something else is on the stage then. Choose another time.', {
      field: 'starts',
    })
  }
}

type Wanted = { slotId: string; starts: string }

const wrong = (message: string) => new Refusal('invalid', message, { field: 'starts' })

function newStart(day: LockedDay, starts: string) {
  const state = dayState(day, clock.now())
  if (state === 'past' || state === 'cancelled')
    throw new Refusal(
      'conflict',
      'This market day is over or cancelled. Its slots stay as they are.',
    )
  const date = londonDay(day.startsAt)
  const doubt = problemWithClock(date, starts)
  if (doubt) throw wrong(doubt)
  const startsAt = londonInstant(date, starts)
  if (startsAt < day.bookingClosesAt) throw wrong('Choose a time after booking has closed')
  if (startsAt <= clock.now()) throw wrong('Choose a time that has not passed')
  return startsAt
}

async function refuseClashOfFirm(tx: Tx, day: LockedDay, slot: Period & { slotId: string }) {
  const booking = await tx.booking.findFirst({ where: { slotId: slot.slotId, cancelledAt: null } })
  if (!booking) return
  const clash = await findClash(tx, booking.supplierId, { ...slot, dayId: day.id })
  if (clash) throw wrong(`The firm in this slot is then at ${clash.marketDay.title}`)
}

/** The day begins with its first slot and ends with its last; everybody's diary follows. */
async function stretchDay(tx: Tx, day: LockedDay) {
  const { _min, _max } = await tx.slot.aggregate({
    where: { marketDayId: day.id },
    _min: { startsAt: true },
    _max: { endsAt: true },
  })
  const startsAt = _min.startsAt ?? day.startsAt
  const endsAt = _max.endsAt ?? day.endsAt
  const isSame =
    startsAt.getTime() === day.startsAt.getTime() && endsAt.getTime() === day.endsAt.getTime()
  if (isSame) return
  await tx.marketDay.update({
    where: { id: day.id },
    data: { startsAt, endsAt, sequence: { increment: 1 } },
  })
}
