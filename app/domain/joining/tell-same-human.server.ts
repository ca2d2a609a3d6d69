import { transaction } from '#app/core/db.server.ts'
import { sameHumanEnded } from '#emails/same-human-ended.tsx'
import { sameHumanRecorded } from '#emails/same-human-recorded.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'

/**
 * Tells both accounts that they are on record as one human's (`recorded`), or no more (`ended`): why, and how to object. Neither
 * is told the other's name or address, since an operator may be wrong. Done twice it tells once.
 */
export async function tellSameHuman(id: string, news: string) {
  await transaction(async (tx) => {
    const columns = { select: { id: true, name: true, email: true } }
    const { person, other, reason, endedReason } = await tx.sameHuman.findUniqueOrThrow({
      where: { id },
      select: { reason: true, endedReason: true, person: columns, other: columns },
    })
    const href = siteLink('/contact')
    await queueEmailToEach(tx, {
      key: `same-human-${news}:${id}`,
      people: [person, other].map(({ id: personId, ...to }) => ({ personId, ...to })),
      mail:
        news === 'ended'
          ? sameHumanEnded({ reason: endedReason ?? '', href })
          : sameHumanRecorded({ reason, href }),
    })
  })
}
