import type { Tx } from '#app/core/db.server.ts'
import { documentSentBack } from '#emails/document-sent-back.tsx'
import type { Mail } from '#emails/mail.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'

type Firm = { name: string; supplierName: string }
type News = { key: string; supplierId: string; mailFor: (to: Firm) => Mail }

/** Writes to all people of a firm that work on its profile, each once for the same key. */
export async function tellPeopleOfFirm(tx: Tx, { key, supplierId, mailFor }: News) {
  const { name: supplierName } = await tx.organisation.findUniqueOrThrow({
    where: { id: supplierId },
    select: { name: true },
  })
  const people = await listPeopleInRoles(tx, {
    organisationIds: [supplierId],
    roles: ['member', 'administrator'],
  })
  for (const { personId, name, email } of people)
    await queueEmail(tx, {
      key: `${key}:${personId}`,
      to: { name, email },
      mail: mailFor({ name, supplierName }),
    })
}

type SentBack = { id: string; supplierId: string; name: string; reason: string }

/** Tells a firm what does not fit about a document. */
export const tellSentBack = (tx: Tx, { id, supplierId, name: credential, reason }: SentBack) =>
  tellPeopleOfFirm(tx, {
    key: `document-sent-back:${id}`,
    supplierId,
    mailFor: (firm) =>
      documentSentBack({
        ...{ ...firm, credential, reason },
        href: siteLink(`/suppliers/profile/credentials/${id}/correction`),
      }),
  })
