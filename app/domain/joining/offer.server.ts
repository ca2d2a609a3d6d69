import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { hashOf, newSecret } from '#app/core/secret.server.ts'
import { dateOf, formatDateTime, londonDay } from '#app/core/time.ts'
import { invitation } from '#emails/invitation.tsx'
import { record } from '../audit/record.server.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Actor, Role } from '../organisations/actor.ts'
import { describeDuties, listRoleNames } from '../organisations/role-words.ts'
import { INVITATION_LIFE_MS, INVITATIONS_A_DAY } from './invitation.ts'

export type Offer = {
  organisationId: string
  organisationName: string
  email: string
  roles: Role[]
  isFirst: boolean
}

/** Keeps an invitation and mails its link. The callers have decided that the actor may offer these roles. */
export async function offer(tx: Tx, actor: Actor, offered: Offer) {
  const { organisationId, organisationName, email, roles, isFirst } = offered
  if (await isMember(tx, organisationId, email))
    throw new Refusal('conflict', `Somebody with this address belongs to ${organisationName}`, {
      field: 'email',
    })
  const link = newLink()
  const id = newId()
  const by = { invitedById: actor.personId, invitedAt: link.dates.sentAt }
  const kept = { ...by, ...link.dates, id, organisationId, email, roles, isFirst }
  const { count } = await tx.invitation.createMany({
    data: [{ ...kept, tokenHash: link.tokenHash }],
    skipDuplicates: true,
  })
  if (count === 0)
    throw new Refusal('conflict', 'This address has an invitation. Send that one again', {
      field: 'email',
    })
  await mailLink(tx, { ...offered, id, by: actor, link })
  await record(tx, actor, {
    subjectKind: 'invitation',
    subjectId: id,
    action: 'person-invited',
    summary: `Invited somebody to ${organisationName}: ${listRoleNames(roles)}`,
    detail: { roles: roles.join(' '), organisationId },
  })
  return { id }
}

/** A secret of its own each time, so that a link that was sent before is dead. */
export function newLink() {
  const token = newSecret()
  const sentAt = clock.real()
  const expiresAt = new Date(sentAt.getTime() + INVITATION_LIFE_MS)
  return { token, tokenHash: hashOf(token), dates: { sentAt, expiresAt } }
}

type Mailed = Omit<Offer, 'isFirst'> & {
  id: string
  by: Pick<Actor, 'personName'>
  link: ReturnType<typeof newLink>
}

export async function mailLink(tx: Tx, mailed: Mailed) {
  const { id, by, organisationId, organisationName, email, roles } = mailed
  const { token, dates } = mailed.link
  await countSending(tx, organisationId)
  await queueEmail(tx, {
    key: `invitation:${id}:${dates.sentAt.toISOString()}`,
    to: { email, name: email },
    mail: invitation({
      organisationName,
      invitedBy: by.personName,
      duties: describeDuties(roles),
      worksUntil: formatDateTime(dates.expiresAt),
      href: siteLink(`/invitations/${token}`),
    }),
  })
}

/** The count itself holds the limit: of several at once each waits for the row of the day. */
async function countSending(tx: Tx, organisationId: string) {
  const day = dateOf(londonDay(clock.real()))
  const counted = await tx.$queryRaw<unknown[]>`
    insert into invitation_days (organisation_id, day, sent) values (${organisationId}::uuid, ${day}::date, 1)
    on conflict (organisation_id, day) do update set sent = invitation_days.sent + 1
      where invitation_days.sent < ${INVITATIONS_A_DAY}
    returning sent`
  if (counted.length === 0)
    throw new Refusal(
      'conflict',
      `Your organisation has sent ${INVITATIONS_A_DAY} invitations today. Send the others tomorrow.`,
      { field: 'email', retryAfterSeconds: 60 * 60 },
    )
}

/** Only whether they are a colleague: whether they have an account elsewhere is nobody's business. */
async function isMember(tx: Tx, organisationId: string, email: string) {
  const [found] = await tx.$queryRaw<unknown[]>`
    select memberships.id from memberships join people on people.id = person_id
    where organisation_id = ${organisationId}::uuid and ended_at is null
      and mailbox_of(email) = mailbox_of(${email})`
  return found !== undefined
}
