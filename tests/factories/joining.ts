import { db } from '#app/core/db.server.ts'
import { invitePerson } from '#app/domain/joining/invite-person.server.ts'
import type { Actor, Role } from '#app/domain/organisations/actor.ts'

/** An open invitation by this administrator, with the secret of the link that was mailed. */
export async function invitation(by: Actor, email: string, roles: Role[] = []) {
  const { id } = await invitePerson(by, { email, roles })
  return { id, email, token: await invitationLink(email) }
}

/** The secret in the newest invitation that this address was sent. */
export async function invitationLink(toEmail: string) {
  const mail = await db.outboxEmail.findFirstOrThrow({
    where: { toEmail, template: 'invitation' },
    orderBy: { id: 'desc' },
    select: { text: true },
  })
  return /\/invitations\/([0-9a-f]{64})/.exec(mail.text)?.[1] ?? ''
}
