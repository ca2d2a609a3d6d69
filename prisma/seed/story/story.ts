import { db } from '#app/core/db.server.ts'
import { accountHappenings } from './accounts.ts'
import { gatherCast } from './cast.ts'
import { challengeHappenings, nameIds } from './challenges.ts'
import { deliveryHappenings } from './delivery.ts'
import { directoryHappenings } from './directory.ts'
import { firmHappenings } from './firms.ts'
import { funderHappenings } from './funders.ts'
import { holdHappenings } from './holds.ts'
import { marketDayHappenings } from './market-days.ts'
import { pitchHappenings } from './pitches.ts'
import { potHappenings } from './pots.ts'
import { profileHappenings } from './profiles.ts'
import { roundHappenings } from './rounds.ts'
import { schemeHappenings } from './scheme.ts'
import { successionHappenings } from './successions.ts'
import { tellInOrder } from './timeline.ts'

/** Tells the whole story once. A database that has a pot has heard it, and is left as people made it. */
export async function tellStory() {
  if ((await db.pot.count()) > 0) return 0
  const cast = await gatherCast()
  const ids = nameIds()
  const told = { cast, ids }
  return tellInOrder([
    ...schemeHappenings(cast),
    ...accountHappenings(cast),
    ...firmHappenings(cast),
    ...funderHappenings(cast),
    ...potHappenings(cast),
    ...challengeHappenings(cast, ids),
    ...roundHappenings(cast, ids),
    ...marketDayHappenings(told),
    ...pitchHappenings(cast, ids),
    ...profileHappenings(cast),
    ...deliveryHappenings(told),
    ...directoryHappenings(cast),
    ...successionHappenings(cast),
    ...holdHappenings(cast),
  ])
}
