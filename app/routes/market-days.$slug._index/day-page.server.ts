import { clock } from '#app/core/clock.ts'
import { findOwnPart, getMarketDay } from '#app/domain/market-days/day-queries.server.ts'
import { canBook, canRunMarketDays } from '#app/domain/market-days/market-day.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'

/** A market day as the person looking may see it, at this moment. */
export async function readDayPage(actor: Actor | undefined, slug: string) {
  const day = await getMarketDay(slug)
  const viewer = {
    isSignedIn: actor !== undefined,
    canBook: canBook(actor),
    canRun: canRunMarketDays(actor),
  }
  return { day, viewer, own: await findOwnPart(actor, day.slug), now: clock.now() }
}

export type DayPage = Awaited<ReturnType<typeof readDayPage>>
