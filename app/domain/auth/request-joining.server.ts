import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { join } from '#emails/join.tsx'
import { askToJoin } from '../joining/ask-to-join.server.ts'
import { listCouncilsAt } from '../joining/join-queries.server.ts'
import type { JoinRequestInput } from '../joining/join-request.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { getAddressOf, useUpLink } from './link-of-nobody.server.ts'
import { makeLink, type Asking } from './make-link.server.ts'
import { LINK_LIFE_MS } from './sign-in-request.ts'

const purpose = '/join'

/**
 * Mails a link for asking to join to this address, whoever has it: known and unknown get the same message, so the
 * page tells nobody who has an account. It signs nobody in.
 */
export async function requestJoining(email: string, from: Asking) {
  return transaction(async (tx) => {
    const link = await makeLink(tx, { ...from, email, next: purpose, personId: null })
    const href = siteLink(`/join/${link.token}`)
    const mail = join({ href, minutes: LINK_LIFE_MS / 60_000 })
    await queueEmail(tx, { key: `join:${link.id}`, to: { email, name: email }, mail })
    return { browser: link.browser }
  })
}

type Link = { token: string; browser: string | undefined }

/** Whoever opens their link in the browser that asked, and which councils they may ask to join. Changes nothing. */
export async function getJoining(link: Link, store: Tx = db) {
  const email = await getAddressOf({ ...link, purpose }, store)
  return { email, councils: await listCouncilsAt(email, store) }
}

/** Uses the link up, and asks the council. */
export async function sendJoinRequest(link: Link, input: JoinRequestInput) {
  return transaction(async (tx) => askToJoin(tx, await useUpLink(tx, { ...link, purpose }), input))
}
