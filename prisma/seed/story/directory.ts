import { newId } from '#app/core/id.ts'
import { db } from '#app/core/db.server.ts'
import { reportMessage } from '#app/domain/directory/answer-message.server.ts'
import { closeReport } from '#app/domain/directory/close-report.server.ts'
import { endSenderStop } from '#app/domain/directory/end-sender-stop.server.ts'
import { saveListing } from '#app/domain/directory/save-listing.server.ts'
import { sendMessage } from '#app/domain/directory/send-message.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { listings, reports, type DemonstrationReport } from '../demonstration/directory.ts'
import type { Cast } from './cast.ts'
import { on, type Happening } from './timeline.ts'

/** People put themselves in the directory over the last ten months; some write to others, and some of that is reported. */
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
  return [...joined, written, ...reports.flatMap((report) => reportHappenings(cast, report))]
}

function reportHappenings(cast: Cast, report: DemonstrationReport): Happening[] {
  const { from, to, daysAgo, subject, words, complaint: reason, closed, mayWriteAgain } = report
  const operationKey = newId()
  const sender = cast.named(from)
  const happenings: Happening[] = [
    {
      at: on(daysAgo, '09:40'),
      what: 'somebody writes what is reported',
      async tell() {
        const listingId = await listingOf(cast.named(to))
        await sendMessage(sender, listingId, { operationKey, subject, words })
      },
    },
    {
      at: on(daysAgo, '11:20'),
      what: 'a message is reported',
      tell: () => reportMessage(cast.named(to), operationKey, { reason }),
    },
  ]
  if (closed)
    happenings.push({
      at: on(daysAgo, '14:00'),
      what: 'an operator closes a report',
      tell: () => closeReport(cast.named('marcus-hale'), operationKey, closed),
    })
  if (mayWriteAgain)
    happenings.push({
      at: on(daysAgo - 9, '10:10'),
      what: 'another operator lets a sender write again',
      async tell() {
        const stop = await db.senderStop.findFirstOrThrow({
          where: { personId: sender.personId, endedAt: null },
        })
        await endSenderStop(cast.named('sunita-rao'), stop.id, { reason: mayWriteAgain })
      },
    })
  return happenings
}

async function listingOf({ personId }: Actor) {
  const where = { membership: { personId } }
  return (await db.listing.findFirstOrThrow({ where, select: { id: true } })).id
}
