import { newId } from '#app/core/id.ts'
import { db } from '#app/core/db.server.ts'
import { saveListing } from '#app/domain/directory/save-listing.server.ts'
import { sendMessage } from '#app/domain/directory/send-message.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { listings } from '../demonstration/directory.ts'
import type { Cast } from './cast.ts'
import { on, type Happening } from './timeline.ts'

/** People put themselves in the directory over the last ten months; one writes to another. */
export function directoryHappenings(cast: Cast): Happening[] {
  const joined = listings.map(({ who, services, about, takesNone }, place) => ({
    at: on(300 - place * 6, '11:00'),
    what: 'somebody joins the directory',
    tell() {
      const actor =
        'person' in who
          ? cast.named(who.person, who.organisation)
          : cast.holder(who.officerOf, 'officer')
      return saveListing(actor, { services, about, takesMessages: !takesNone })
    },
  }))
  const written: Happening = {
    at: on(3, '09:30'),
    what: 'a founder writes to the head of a service',
    async tell() {
      const listingId = await listingOf(cast.named('helen-marsh'))
      await sendMessage(cast.named('huw-bevan'), listingId, {
        operationKey: newId(),
        subject: 'Bin crews and paper maps',
        words: 'We met two crews who draw their own maps. May I show you what they drew?',
      })
    },
  }
  return [...joined, written]
}

async function listingOf({ personId }: Actor) {
  const where = { membership: { personId } }
  return (await db.listing.findFirstOrThrow({ where, select: { id: true } })).id
}
