import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { join } from '#emails/join.tsx'
import { askToJoin } from '../joining/ask-to-join.server.ts'
import { listCouncilsAt } from '../joining/join-queries.server.ts'
import type { JoinRequestInput } from '../joining/join-request.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { makeLink, type Asking } from './make-link.server.ts'
import { hashOf } from './secret.server.ts'
import { LINK_LIFE_MS } from './sign-in-request.ts'

/**
 * Mails a link for asking to join to this address, whoever has it: known and unknown get the same message, so the
 * page tells nobody who has an account. It signs nobody in.
 */
export async function requestJoining(email: string, from: Asking) {
  return transaction(async (tx) => {
    const link = await makeLink(tx, { ...from, email, next: '/join', personId: null })
    const href = siteLink(`/join/${link.token}`)
    const mail = join({ href, minutes: LINK_LIFE_MS / 60_000 })
    await queueEmail(tx, { key: `join:${link.id}`, to: { email, name: email }, mail })
    return { browser: link.browser }
  })
}

type Link = { token: string; browser: string | undefined }

const liveLink = ({ token, browser = '' }: Link) => ({
  tokenHash: hashOf(token),
  browserHash: hashOf(browser),
  personId: null,
  invitationId: null,
  usedAt: null,
  expiresAt: { gt: clock.real() },
})

/** Whoever opens their link in the browser that asked, and which councils they may ask to join. Changes nothing. */
export async function getJoining(link: Link, store: Tx = db) {
  const found = await store.signInRequest.findFirst({
    where: liveLink(link),
    select: { email: true },
  })
  if (!found)
    throw new Refusal(
      'not-found',
      'This link no longer works, or was asked for in another browser. Ask for a new one here.',
    )
  return { email: found.email, councils: await listCouncilsAt(found.email, store) }
}

/** Uses the link up, and asks the council. */
export async function sendJoinRequest(link: Link, input: JoinRequestInput) {
  return transaction(async (tx) => {
    const { email } = await getJoining(link, tx)
    const { count } = await tx.signInRequest.updateMany({
      where: liveLink(link),
      data: { usedAt: clock.real() },
    })
    if (count === 0) throw new Refusal('conflict', 'You have sent this already.')
    return askToJoin(tx, email, input)
  })
}
