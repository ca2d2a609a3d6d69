import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { verificationNews } from '#emails/verification-news.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'

type News = { id: string; organisationId: string; what: string; heading: string; text: string }

/** Tells the administrators of a firm how its verification stands. */
export async function tellFirm(tx: Tx, { id, organisationId, what, heading, text }: News) {
  const { name: supplierName } = await tx.organisation.findUniqueOrThrow({
    where: { id: organisationId },
    select: { name: true },
  })
  const roles = ['administrator' as const]
  const people = await listPeopleInRoles(tx, { organisationIds: [organisationId], roles })
  const href = siteLink('/suppliers/registration')
  for (const { personId, name, email } of people)
    await queueEmail(tx, {
      // A firm may be asked for more several times.
      key: `verification-${what}:${id}:${clock.now().getTime()}:${personId}`,
      to: { name, email },
      mail: verificationNews({ name, supplierName, heading, text, href }),
    })
}
