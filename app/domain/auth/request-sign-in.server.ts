import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { signIn } from '#emails/sign-in.tsx'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
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

export type SignInWanted = {
  email: string
  next: string
  /** The secret this browser was given when it asked before, if it did. */
  browser: string | undefined
  /** The address the request came from. */
  address: string
}

/**
 * Sends a link and a code to whoever has this address, and gives the secret that ties them to the
 * browser that asked. Somebody unknown gets no mail, and the one who asks cannot tell.
 */
export async function requestSignIn({ email, next, browser, address }: SignInWanted) {
  const secret = browser && isSecret(browser) ? browser : newSecret()
  const fromNetwork = networkOf(address)
  await transaction(async (tx) => {
    await assertRoom(tx, { email, fromNetwork })
    const person = await findPerson(tx, email)
    const [id, token, code] = [newId(), newSecret(), newCode()]
    const now = clock.real()
    const browserHash = hashOf(secret)
    // The newest link of a browser is the only one. Nobody can end a link asked for in another.
    await tx.signInRequest.updateMany({
      where: { email, browserHash, usedAt: null, expiresAt: { gt: now } },
      data: { expiresAt: now },
    })
    await tx.signInRequest.create({
      data: {
        id,
        email,
        personId: person?.id ?? null,
        tokenHash: hashOf(token),
        codeHash: codeHash(secret, code),
        browserHash,
        fromNetwork,
        nextPath: next,
        createdAt: now,
        expiresAt: new Date(now.getTime() + LINK_LIFE_MS),
      },
    })
    if (!person) return
    const href = siteLink(`/sign-in/${token}`)
    const mail = signIn({ name: person.name, href, code, minutes: LINK_LIFE_MS / 60_000 })
    await queueEmail(tx, { key: `sign-in:${id}`, to: { email, name: person.name }, mail })
  })
  return { browser: secret }
}

const findPerson = (tx: Tx, email: string) =>
  tx.person.findFirst({
    where: { email, memberships: { some: { endedAt: null } } },
    select: { id: true, name: true },
  })

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
