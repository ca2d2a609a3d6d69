import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockDay } from './lock-day.server.ts'
import { dayState } from './market-day.ts'

/** Signs a person up for a day, until it is over; from then they see its join link. Twice is once. */
export async function registerForDay(actor: Actor, slug: string) {
  return transaction(async (tx) => {
    const day = await lockDay(tx, slug)
    const state = dayState(day, clock.now())
    if (state === 'draft') throw new Refusal('not-found', 'Page not found')
    if (state === 'cancelled') throw new Refusal('conflict', 'This market day is cancelled.')
    if (state === 'past') throw new Refusal('conflict', 'This market day is over.')
    const key = { marketDayId: day.id, personId: actor.personId }
    const before = await tx.registration.findUnique({ where: { marketDayId_personId: key } })
    if (before) return
    await tx.registration.create({
      data: { ...key, organisationId: actor.organisationId, registeredAt: clock.now() },
    })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'registered',
      summary: 'Registered for the market day',
    })
  })
}

/** Takes a person's name off again. Twice is once. */
export async function giveUpRegistration(actor: Actor, slug: string) {
  return transaction(async (tx) => {
    const day = await lockDay(tx, slug)
    const { count } = await tx.registration.deleteMany({
      where: { marketDayId: day.id, personId: actor.personId },
    })
    if (count === 0) return
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'registration-given-up',
      summary: 'Gave up a registration for the market day',
    })
  })
}
