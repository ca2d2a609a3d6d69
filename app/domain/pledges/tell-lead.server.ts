import { transaction } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { pledgeChanged } from '#emails/pledge-changed.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'

type Change = {
  /** What makes it itself: the form's operation key, or the pledge that ended. */
  key: string
  pledgeId: string
  fromPence: Pence
  toPence: Pence
}

/** The job that tells the lead council of a change, as `ask_if_new` takes it. */
export const tellingOf = ({ key, pledgeId, fromPence, toPence }: Change) =>
  JSON.stringify({
    task: 'tell-lead-of-change',
    payload: { key, pledgeId, fromPence: String(fromPence), toPence: String(toPence) },
    key: `tell-lead-of-change:${key}`,
  })

/**
 * Tells the officers of the lead council that a signed pledge was withdrawn, lowered or topped up, and where the
 * round stands. The change asked for it. What was never signed counted for nothing and tells nobody.
 */
export async function tellLeadOfChange({ key, pledgeId, fromPence, toPence }: Change) {
  await transaction(async (tx) => {
    const pledge = await tx.pledge.findUniqueOrThrow({
      where: { id: pledgeId },
      select: {
        committedAt: true,
        isNameShown: true,
        councilId: true,
        roundId: true,
        council: { select: { organisation: { select: { name: true } } } },
        challenge: { select: { title: true, slug: true, leadCouncilId: true } },
        round: { select: { targetPence: true } },
      },
    })
    const { challenge, round, councilId } = pledge
    if (!pledge.committedAt) return
    const totals = await tx.roundTotals.findUniqueOrThrow({ where: { roundId: pledge.roundId } })
    const { pledgedPence, matchedPence, councilCount } = totals
    const isOwn = councilId === challenge.leadCouncilId
    const people = await listPeopleInRoles(tx, {
      organisationIds: [challenge.leadCouncilId],
      roles: ['officer'],
    })
    const mail = pledgeChanged({
      challengeTitle: challenge.title,
      councilName: pledge.isNameShown || isOwn ? pledge.council.organisation.name : undefined,
      fromPence,
      toPence,
      reachedPence: pledgedPence + matchedPence,
      targetPence: round.targetPence,
      councilCount,
      href: siteLink(`/challenges/${challenge.slug}/round`),
    })
    await queueEmailToEach(tx, { key: `pledge-changed:${key}`, people, mail })
  })
}
