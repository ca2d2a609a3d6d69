import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { newBrowser } from '#emails/new-browser.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { nameBrowser } from './browser-name.ts'
import { hashOf } from './secret.server.ts'

export type SeenBrowser = {
  personId: string
  /** The secret of the browser's long-lived cookie; none where it keeps no cookies. */
  knownBrowser: string | undefined
  userAgent: string | undefined
}

/**
 * Notes the browser that somebody signs in with, and mails them when they have not used it before (ASVS 5.0, 6.3.5). A
 * browser that keeps no cookies is new each time.
 */
export async function noteBrowser(tx: Tx, { personId, knownBrowser, userAgent }: SeenBrowser) {
  const now = clock.real()
  if (knownBrowser) {
    const at = { personId, browserHash: hashOf(knownBrowser) }
    const seen = await tx.knownBrowser.updateMany({ where: at, data: { lastSeenAt: now } })
    if (seen.count > 0) return
    const data = { ...at, firstSeenAt: now, lastSeenAt: now }
    const added = await tx.knownBrowser.createMany({ data, skipDuplicates: true })
    if (added.count === 0) return
  }
  const to = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, name: true },
  })
  const browser = nameBrowser(userAgent ?? null)
  const mail = newBrowser({ name: to.name, browser, at: now, href: siteLink('/sessions') })
  await queueEmail(tx, { key: `new-browser:${newId()}`, to, mail })
}
