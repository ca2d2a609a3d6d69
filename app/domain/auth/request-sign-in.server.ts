import { transaction, type Tx } from '#app/core/db.server.ts'
import { signIn } from '#emails/sign-in.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { makeLink, type Asking } from './make-link.server.ts'
import { LINK_LIFE_MS } from './sign-in-request.ts'

export type SignInWanted = { email: string; next: string } & Asking

/**
 * Sends a link and a code to whoever has this address, and gives the secret that ties them to the
 * browser that asked. Somebody unknown gets no mail, and the one who asks cannot tell.
 */
export async function requestSignIn(wanted: SignInWanted) {
  return transaction(async (tx) => {
    const person = await findPerson(tx, wanted.email)
    const link = await makeLink(tx, { ...wanted, personId: person?.id ?? null })
    if (person) await mailLink(tx, link, { email: wanted.email, name: person.name })
    return { browser: link.browser }
  })
}

type Link = { id: string; token: string; code: string }

/** Writes the message with a link and its code. */
export async function mailLink(
  tx: Tx,
  { id, token, code }: Link,
  to: { email: string; name: string },
) {
  const href = siteLink(`/sign-in/${token}`)
  const mail = signIn({ name: to.name, href, code, minutes: LINK_LIFE_MS / 60_000 })
  await queueEmail(tx, { key: `sign-in:${id}`, to, mail })
}

const findPerson = (tx: Tx, email: string) =>
  tx.person.findFirst({
    where: { email, memberships: { some: { endedAt: null } } },
    select: { id: true, name: true },
  })
