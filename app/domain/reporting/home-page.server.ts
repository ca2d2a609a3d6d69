import { clock } from '#app/core/clock.ts'
import { canBook } from '../market-days/market-day.ts'
import { findNextMarketDay } from '../market-days/queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listPots } from '../pots/queries.server.ts'
import { liveStandings, noFilters } from './challenge-filters.ts'
import { getHomeFigures, listActivity, listSolutions } from './home.server.ts'
import { listFirstChallenges } from './list-public-challenges.server.ts'
import { getTileMap } from './tile-map.server.ts'

const FEATURED = 4
const ACTIVITY = 4
const SOLUTIONS = 3

/** The front page, all of it read now. Featured are the live challenges closest to their targets. */
export async function getHomePage(actor: Actor | undefined) {
  const live = { ...noFilters, stage: liveStandings, sort: 'target' as const }
  const [figures, map, challenges, activity, marketDay, pots, solutions] = await Promise.all([
    getHomeFigures(),
    getTileMap(),
    listFirstChallenges(live, FEATURED),
    listActivity(ACTIVITY),
    findNextMarketDay(),
    listPots(),
    listSolutions(SOLUTIONS),
  ])
  const isOfferedSlots = !actor || canBook(actor)
  const now = clock.now()
  return { figures, map, challenges, activity, marketDay, isOfferedSlots, pots, solutions, now }
}

export type HomePage = Awaited<ReturnType<typeof getHomePage>>
