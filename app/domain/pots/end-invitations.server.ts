import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { potInvitationEnded } from '#emails/pot-invitation-ended.tsx'
import { record } from '../audit/record.server.ts'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'

/**
 * Ends every invitation to a pot that these funders have not answered, since they are part of another now, and tells
 * the fund managers of each pot. Whoever took them over is invited in its own name.
 */
export async function endInvitationsOf(tx: Tx, ending: { funderIds: string[]; became: string }) {
  const { funderIds, became } = ending
  const open = await tx.potInvitation.findMany({
    where: { funderId: { in: funderIds }, answer: null },
    orderBy: { id: 'asc' },
    take: 1_000,
    select: {
      id: true,
      pot: { select: { id: true, slug: true, name: true, funderId: true } },
      funder: { select: { organisation: { select: { name: true } } } },
    },
  })
  for (const { id, pot, funder } of open) {
    const { count } = await tx.potInvitation.updateMany({
      where: { id, answer: null },
      data: { answer: 'ended', answeredAt: clock.now() },
    })
    if (count === 0) continue
    const { name } = funder.organisation
    await record(tx, undefined, {
      subjectKind: 'pot',
      subjectId: pot.id,
      action: 'invitation-ended',
      summary: `Ended the invitation of ${name} to ${pot.name}: it ${became}`,
      detail: { invitationId: id },
    })
    await queueEmailToEach(tx, {
      key: `pot-invitation-ended:${id}`,
      people: await listPeopleInRoles(tx, {
        organisationIds: [pot.funderId],
        roles: ['fund-manager'],
      }),
      mail: potInvitationEnded({
        ...{ funderName: name, potName: pot.name, became },
        href: siteLink(`/pots/${pot.slug}/funders/${id}`),
      }),
    })
  }
}
