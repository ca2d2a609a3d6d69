import { transaction } from '#app/core/db.server.ts'
import { registerSupplier as mailOf } from '#emails/register-supplier.tsx'
import { registerSupplier } from '../joining/register-supplier.server.ts'
import type { RegistrationInput } from '../joining/verification.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { getAddressOf, useUpLink } from './link-of-nobody.server.ts'
import { makeLink, type Asking } from './make-link.server.ts'
import { LINK_LIFE_MS } from './sign-in-request.ts'
import { startSession } from './start-session.server.ts'

const purpose = '/suppliers/new'

/**
 * Mails a link for registering a firm to this address, whoever has it: known and unknown get the same message. By itself
 * it signs nobody in.
 */
export async function requestRegistering(email: string, from: Asking) {
  return transaction(async (tx) => {
    const link = await makeLink(tx, { ...from, email, next: purpose, personId: null })
    const mail = mailOf({
      href: siteLink(`/suppliers/new/${link.token}`),
      minutes: LINK_LIFE_MS / 60_000,
    })
    await queueEmail(tx, { key: `register-supplier:${link.id}`, to: { email, name: email }, mail })
    return { browser: link.browser }
  })
}

type Link = { token: string; browser: string | undefined }
type Seen = { userAgent?: string | undefined; knownBrowser?: string | undefined }

/** Whoever opens their link in the browser that asked. Changes nothing: mail scanners open every link. */
export const getRegistering = async (link: Link) => ({
  email: await getAddressOf({ ...link, purpose }),
})

/**
 * Uses the link up, brings the firm and signs its first administrator in: whoever reads mail at the address is that person,
 * as in any sign-in by mail (decision 037). Who has a second factor shows it next.
 */
export async function finishRegistering(link: Link, seen: Seen, input: RegistrationInput) {
  return transaction(async (tx) => {
    const email = await useUpLink(tx, { ...link, purpose })
    const { personId, organisationId } = await registerSupplier(tx, email, input)
    const how = 'Signed in by registering a firm'
    return startSession(tx, { personId, actingForId: organisationId, how, ...seen })
  })
}
