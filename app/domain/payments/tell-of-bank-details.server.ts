import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { bankDetailsChanged } from '#emails/bank-details-changed.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'

type News = { text: string; more: string; stop?: string }

/** Mails everybody who acts for an organisation today what happens to its account. */
export async function tellOfBankDetails(tx: Tx, organisationId: string, news: News) {
  const { text, more, stop } = news
  const people = await tx.person.findMany({
    where: { memberships: { some: { organisationId, endedAt: null } } },
    select: { name: true, email: true },
    orderBy: { id: 'asc' },
    take: 500,
  })
  const link = stop
    ? { href: siteLink(`/bank-details/${stop}`), linkName: 'Stop it' }
    : { href: siteLink('/bank-details'), linkName: 'See the change' }
  for (const to of people) {
    const mail = bankDetailsChanged({ name: to.name, text, more, ...link })
    await queueEmail(tx, { key: `bank-details:${newId()}`, to, mail })
  }
}
