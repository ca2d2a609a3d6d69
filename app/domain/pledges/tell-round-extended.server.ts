import { db, transaction } from '#app/core/db.server.ts'
import { roundExtended } from '#emails/round-extended.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { pledgeReference } from './pledge.ts'

const person = { select: { id: true, email: true, name: true } } as const

/** Tells those who made or sign a live pledge that the round closes later. The extension asked for it. */
export async function tellRoundExtended(extensionId: string) {
  const { round, reason, ...moved } = await db.roundExtension.findUniqueOrThrow({
    where: { id: extensionId },
    select: {
      fromClosesAt: true,
      toClosesAt: true,
      fromStretchPence: true,
      toStretchPence: true,
      reason: true,
      round: {
        select: {
          challenge: {
            select: {
              title: true,
              leadCouncil: { select: { organisation: { select: { name: true } } } },
            },
          },
          pledges: {
            where: { state: { in: ['awaiting-approval', 'committed'] } },
            select: { number: true, amountPence: true, madeBy: person, signBy: person },
          },
        },
      },
    },
  })
  const { title, leadCouncil } = round.challenge
  const about = {
    challengeTitle: title,
    leadCouncil: leadCouncil.organisation.name,
    ...moved,
    reasonGiven: reason,
  }
  await transaction(async (tx) => {
    for (const { number, amountPence, madeBy, signBy } of round.pledges)
      for (const to of [madeBy, signBy]) {
        if (!to) continue
        const href = siteLink(`/pledges/${pledgeReference(number)}`)
        await queueEmail(tx, {
          key: `round-extended:${extensionId}:${to.id}`,
          to,
          mail: roundExtended({ ...about, amountPence, href }),
        })
      }
  })
}
