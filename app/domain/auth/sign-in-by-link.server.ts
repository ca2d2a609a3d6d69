import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { recordRefusedSignIn } from './record-refused-sign-in.server.ts'
import { accepting, personOf, saidWho } from './person-of-request.server.ts'
import { hashOf } from './secret.server.ts'
import { WRONG_CODES_AT_MOST } from './sign-in-request.ts'
import { startSession } from './start-session.server.ts'

export type LinkTried = {
  token: string
  /** The secret of the browser that presses the button. */
  browser: string | undefined
  userAgent?: string | undefined
  /** The secret of the browser's long-lived cookie. */
  knownBrowser?: string | undefined
}

/**
 * Signs in with an emailed link: once, in time, and only in the browser that asked for it, so that
 * neither a scanner that opens links nor whoever is forwarded one can use it up.
 */
export async function signInByLink({ token, browser, ...seen }: LinkTried) {
  const result = await accepting(async (tx) => {
    const used = await useUp(tx, token, browser)
    if (!used) return refuse(tx, token, browser)
    const who = await personOf(tx, used)
    const how = 'Signed in with an emailed link'
    return { ...(await startSession(tx, { ...who, how, ...seen })), next: used.nextPath }
  })
  if (result instanceof Refusal) throw result
  return result
}

async function useUp(tx: Tx, token: string, browser = '') {
  const now = clock.real()
  const [used] = await tx.signInRequest.updateManyAndReturn({
    where: {
      tokenHash: hashOf(token),
      browserHash: hashOf(browser),
      OR: [{ personId: { not: null } }, { invitationId: { not: null } }],
      usedAt: null,
      expiresAt: { gt: now },
      wrongCodes: { lt: WRONG_CODES_AT_MOST },
    },
    data: { usedAt: now },
    select: { email: true, personId: true, nextPath: true, ...saidWho },
  })
  return used
}

/** Given back, not thrown, so that the note of it stays. */
async function refuse(tx: Tx, token: string, browser = '') {
  const request = await tx.signInRequest.findUnique({
    where: { tokenHash: hashOf(token) },
    select: { personId: true, browserHash: true, usedAt: true, expiresAt: true },
  })
  await recordRefusedSignIn(tx, request?.personId, 'A sign-in link was tried and refused')
  const isLive = request && !request.usedAt && request.expiresAt > clock.real()
  return isLive && request.browserHash !== hashOf(browser)
    ? new Refusal(
        'forbidden',
        'You asked for this link in another browser. Go back to it and type the code from the email, or ask for a new link here.',
      )
    : new Refusal('conflict', 'This link no longer works. Ask for a new one.')
}
