import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { codeHash, hashOf, isSecret, newCode, newSecret } from './secret.server.ts'
import {
  inMinutes,
  LINK_LIFE_MS,
  networkOf,
  REQUEST_WINDOW_MS,
  REQUESTS_FOR_ADDRESS,
  REQUESTS_FROM_NETWORK,
  secondsUntil,
} from './sign-in-request.ts'

/** Where a request came from. */
export type Asking = {
  /** The secret this browser was given when it asked before, if it did. */
  browser: string | undefined
  /** The address the request came from. */
  address: string
}

export type LinkWanted = Asking & {
  email: string
  next: string
  personId: string | null
  /** What it accepts, and who they say they are. */
  accepting?: { invitationId: string; givenName: string; givenJobTitle: string }
}

/** A link and a code for whoever reads mail at an address, tied to the browser that asked. Within the limits of asking. */
export async function makeLink(tx: Tx, wanted: LinkWanted) {
  const { email, next, personId, accepting } = wanted
  const browser = wanted.browser && isSecret(wanted.browser) ? wanted.browser : newSecret()
  const fromNetwork = networkOf(wanted.address)
  await assertRoom(tx, { email, fromNetwork })
  const [id, token, code] = [newId(), newSecret(), newCode()]
  const now = clock.real()
  const browserHash = hashOf(browser)
  // The newest link of a browser is the only one. Nobody can end a link asked for in another.
  await tx.signInRequest.updateMany({
    where: { email, browserHash, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
  await tx.signInRequest.create({
    data: {
      ...{ id, email, personId, browserHash, fromNetwork, nextPath: next, ...accepting },
      tokenHash: hashOf(token),
      codeHash: codeHash(browser, code),
      createdAt: now,
      expiresAt: new Date(now.getTime() + LINK_LIFE_MS),
    },
  })
  return { id, token, code, browser }
}

type Source = { email: string; fromNetwork: string }

/** Counted one request at a time. A limit stops new mails only: sessions and links at hand go on. */
async function assertRoom(tx: Tx, { email, fromNetwork }: Source) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${email}, 2))`
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${fromNetwork}, 3))`
  const now = clock.real()
  const createdAt = { gt: new Date(now.getTime() - REQUEST_WINDOW_MS) }
  const recent = (where: Partial<Source>, take: number) =>
    tx.signInRequest.findMany({
      where: { ...where, createdAt },
      orderBy: { createdAt: 'desc' },
      take,
      select: { createdAt: true },
    })
  const forAddress = await recent({ email }, REQUESTS_FOR_ADDRESS)
  const fromHere = await recent({ fromNetwork }, REQUESTS_FROM_NETWORK)
  const full = [
    forAddress.length === REQUESTS_FOR_ADDRESS ? forAddress.at(-1) : undefined,
    fromHere.length === REQUESTS_FROM_NETWORK ? fromHere.at(-1) : undefined,
  ].filter((each) => each !== undefined)
  if (full.length === 0) return
  const seconds = Math.max(...full.map((each) => secondsUntil(each.createdAt, now)))
  throw new Refusal(
    'conflict',
    `Too many emails were asked for. Use the newest one, or ask again ${inMinutes(seconds)}.`,
    { field: 'email', retryAfterSeconds: seconds },
  )
}
