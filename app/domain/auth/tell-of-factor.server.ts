import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { secondFactorChanged } from '#emails/second-factor-changed.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'

/** Mails somebody what happened to their second factor: whoever did it, its owner hears (ASVS 5.0, 6.3.7). */
export async function tellOfFactor(tx: Tx, personId: string, text: string) {
  const to = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, name: true },
  })
  const mail = secondFactorChanged({ name: to.name, text, href: siteLink('/sessions') })
  await queueEmail(tx, { key: `second-factor:${newId()}`, to, mail })
}
