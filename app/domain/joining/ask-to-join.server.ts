import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { joinAsked } from '#emails/join-asked.tsx'
import { record } from '../audit/record.server.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { listCouncilsAt } from './join-queries.server.ts'
import type { JoinRequestInput } from './join-request.ts'

/** Keeps that somebody who has shown that they read mail at this address asks to act for a council at its domain. */
export async function askToJoin(tx: Tx, email: string, input: JoinRequestInput) {
  const { organisationId, name, jobTitle } = input
  const councils = await listCouncilsAt(email, tx)
  const council = councils.find(({ id }) => id === organisationId)
  if (!council) throw new Refusal('invalid', 'Choose your council', { field: 'organisationId' })
  const belongs = await tx.membership.count({
    where: { organisationId, endedAt: null, person: { email } },
  })
  if (belongs > 0) throw new Refusal('conflict', `You belong to ${council.name} already. Sign in.`)
  const id = newId()
  const { count } = await tx.joinRequest.createMany({
    data: [{ id, organisationId, email, name, jobTitle, askedAt: clock.now() }],
    skipDuplicates: true,
  })
  if (count === 0)
    throw new Refusal(
      'conflict',
      `You have asked ${council.name} already. It will answer by email.`,
    )
  await tell(tx, { id, organisationId, name, councilName: council.name })
  await record(tx, undefined, {
    subjectKind: 'join-request',
    subjectId: id,
    action: 'join-asked',
    summary: `Somebody asked to join ${council.name}`,
    detail: { organisationId },
  })
  return { councilName: council.name }
}

type Asked = { id: string; organisationId: string; name: string; councilName: string }

/** Its administrators; where it has none, the operators. */
async function tell(tx: Tx, { id, organisationId, name, councilName }: Asked) {
  const own = await listPeopleInRoles(tx, {
    organisationIds: [organisationId],
    roles: ['administrator'],
  })
  const people = own.length > 0 ? own : await listPeopleInRoles(tx, { roles: ['operator'] })
  const href = siteLink(`/workspace/people/requests/${id}`)
  for (const to of people)
    await queueEmail(tx, {
      key: `join-asked:${id}:${to.personId}`,
      to,
      mail: joinAsked({ name: to.name, otherName: name, councilName, href }),
    })
}
