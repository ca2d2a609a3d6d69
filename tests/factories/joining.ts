import { db, transaction } from '#app/core/db.server.ts'
import { invitePerson } from '#app/domain/joining/invite-person.server.ts'
import { registerSupplier } from '#app/domain/joining/register-supplier.server.ts'
import type { Actor, Role } from '#app/domain/organisations/actor.ts'

/** An open invitation by this administrator, with the secret of the link that was mailed. */
export async function invitation(by: Actor, email: string, roles: Role[] = []) {
  const { id } = await invitePerson(by, { email, roles })
  return { id, email, token: await invitationLink(email) }
}

/** A firm that has registered and waits to be verified, with its administrator. */
export async function waitingFirm(wanted: { name?: string; email?: string } = {}) {
  const place = ++firms
  const legalName = wanted.name ?? `Waiting Firm ${place}`
  const companyNumber = String(98_000_000 + place)
  const identity = { legalName, legalForm: 'company' as const, companyNumber, charityNumber: null }
  const email = wanted.email ?? `founder@waiting-${place}.example`
  const who = { name: `Founder ${place}`, jobTitle: 'Founder' }
  const made = await transaction((tx) =>
    registerSupplier(tx, email, { identity, town: 'Leeds', who }),
  )
  const { organisationId, personId } = made
  const firm = await db.organisation.findUniqueOrThrow({ where: { id: organisationId } })
  const { id } = await db.verification.findFirstOrThrow({ where: { organisationId } })
  const by: Actor = {
    ...{ personId, personName: who.name, organisationId, organisationName: firm.name },
    ...{ organisationSlug: firm.slug, organisationKind: 'supplier' },
    roles: ['member', 'administrator'],
  }
  return { id, by, identity, email, firm: { ...firm, companyNumber } }
}
let firms = 0

/** The secret in the newest invitation that this address was sent. */
export async function invitationLink(toEmail: string) {
  const mail = await db.outboxEmail.findFirstOrThrow({
    where: { toEmail, template: 'invitation' },
    orderBy: { id: 'desc' },
    select: { text: true },
  })
  return /\/invitations\/([0-9a-f]{64})/.exec(mail.text)?.[1] ?? ''
}
