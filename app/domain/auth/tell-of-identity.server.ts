import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { identityChanged } from '#emails/identity-changed.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'

/** Mails somebody what signs them in now, or no more: whoever did it, its owner hears (ASVS 5.0, 6.3.7). */
export async function tellOfIdentity(tx: Tx, personId: string, text: string) {
  const to = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, name: true },
  })
  const mail = identityChanged({ name: to.name, text, href: siteLink('/identities') })
  await queueEmail(tx, { key: `identity:${newId()}`, to, mail })
}
