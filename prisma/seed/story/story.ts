import { db } from '#app/core/db.server.ts'
import { gatherCast } from './cast.ts'
import { challengeHappenings, nameIds } from './challenges.ts'
import { deliveryHappenings } from './delivery.ts'
import { holdHappenings } from './holds.ts'
import { marketDayHappenings } from './market-days.ts'
import { pitchHappenings } from './pitches.ts'
import { potHappenings } from './pots.ts'
import { roundHappenings } from './rounds.ts'
import { schemeHappenings } from './scheme.ts'
import { tellInOrder } from './timeline.ts'

/** Tells the whole story once. A database that has a pot has heard it, and is left as people made it. */
export async function tellStory() {
  if ((await db.pot.count()) > 0) return 0
  const cast = await gatherCast()
  const ids = nameIds()
  const told = { cast, ids }
  return tellInOrder([
    ...schemeHappenings(cast),
    ...potHappenings(cast),
    ...challengeHappenings(cast, ids),
    ...roundHappenings(cast, ids),
    ...marketDayHappenings(told),
    ...pitchHappenings(cast, ids),
    ...deliveryHappenings(told),
    ...holdHappenings(cast),
  ])
}
