import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { hashOf } from './secret.server.ts'

/** What such a link is for: one asked for on one page opens nothing on the other. */
export type Purpose = '/join' | '/suppliers/new'

export type LinkOfNobody = { token: string; browser: string | undefined; purpose: Purpose }

const live = ({ token, browser = '', purpose }: LinkOfNobody) => ({
  tokenHash: hashOf(token),
  browserHash: hashOf(browser),
  nextPath: purpose,
  personId: null,
  invitationId: null,
  usedAt: null,
  expiresAt: { gt: clock.real() },
})

/** The address of whoever opens a link that signs nobody in, in the browser that asked for it. Changes nothing. */
export async function getAddressOf(link: LinkOfNobody, store: Tx = db) {
  const found = await store.signInRequest.findFirst({
    where: live(link),
    select: { email: true },
  })
  if (!found)
    throw new Refusal(
      'not-found',
      'This link no longer works, or was asked for in another browser. Ask for a new one here.',
    )
  return found.email
}

/** Uses the link up, once, and gives its address. */
export async function useUpLink(tx: Tx, link: LinkOfNobody) {
  const email = await getAddressOf(link, tx)
  const { count } = await tx.signInRequest.updateMany({
    where: live(link),
    data: { usedAt: clock.real() },
  })
  if (count === 0) throw new Refusal('conflict', 'You have sent this already.')
  return email
}
