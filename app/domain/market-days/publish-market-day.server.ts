import { clock } from '#app/core/clock.ts'
import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockDay } from './lock-day.server.ts'
import { canRunMarketDays } from './market-day.ts'

/** Shows a draft day to everyone and opens booking. Publishing it again changes nothing. */
export async function publishMarketDay(actor: Actor, slug: string) {
  if (!canRunMarketDays(actor)) throw new Refusal('not-found', 'Page not found')
  return transaction(async (tx) => {
    const day = await lockDay(tx, slug)
    if (day.publishedAt) return
    if (day.cancelledAt) throw new Refusal('conflict', 'This draft was given up. Make another day.')
    if (day.bookingClosesAt <= clock.now())
      throw new Refusal('conflict', 'Booking would be closed already. Make another day.')
    await tx.marketDay.update({ where: { id: day.id }, data: { publishedAt: clock.now() } })
    await record(tx, actor, {
      subjectKind: 'market-day',
      subjectId: day.id,
      action: 'market-day-published',
      summary: `Published the market day ${day.title}`,
    })
  })
}
