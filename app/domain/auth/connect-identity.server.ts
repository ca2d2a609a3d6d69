import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { signedOut } from './factor-refusals.ts'
import { findSignedIn } from './find-signed-in.server.ts'
import { nameOfIssuer } from './identity-providers.server.ts'
import { isSameMailbox } from './identity-request.ts'
import { hashOf } from './secret.server.ts'
import { tellOfIdentity } from './tell-of-identity.server.ts'

/** What this browser came back with and nobody has connected yet, with whom it would be connected to. */
export async function findWaitingIdentity(browser: string | undefined) {
  if (!browser) return undefined
  const waiting = await db.identityRequest.findFirst({
    where: { browserHash: hashOf(browser), ...isWaiting() },
    orderBy: { createdAt: 'desc' },
    select: { id: true, issuer: true, email: true, nextPath: true },
  })
  if (!waiting?.issuer || !waiting.email) return undefined
  const person = await db.person.findUnique({
    where: { email: waiting.email },
    select: {
      name: true,
      memberships: {
        where: { endedAt: null },
        orderBy: { organisation: { name: 'asc' } },
        take: 10,
        select: { organisation: { select: { name: true } } },
      },
    },
  })
  if (!person) return undefined
  const { id, issuer, email, nextPath } = waiting
  return {
    ...{ id, email, next: nextPath, provider: nameOfIssuer(issuer), personName: person.name },
    organisations: person.memberships.map(({ organisation }) => organisation.name),
  }
}

const isWaiting = () => ({
  subject: { not: null },
  connectedAt: null,
  expiresAt: { gt: clock.real() },
})

export type Connecting = {
  /** The secret of the session of whoever it is to be connected to. */
  token: string | undefined
  /** The secret of the browser that came back with it. */
  browser: string | undefined
  /** The request whose answer the page showed. */
  request: string
}

/**
 * Connects an account elsewhere to whoever is signed in, on their word, when both have the same address. From then on it
 * signs them in; their second factor is still asked for. They are told by mail.
 */
export async function connectIdentity({ token, browser, request: id }: Connecting) {
  return transaction(async (tx) => {
    const signedIn = await findSignedIn(token, tx)
    if (!signedIn) throw signedOut()
    const { actor } = signedIn
    const { issuer, subject, email, nextPath } = await takeUp(tx, { id, browser })
    const person = await tx.person.findUniqueOrThrow({ where: { id: actor.personId } })
    const name = nameOfIssuer(issuer)
    if (!isSameMailbox(email, person))
      throw new Refusal(
        'forbidden',
        `${name} knows you by another address than this site does, so they cannot be connected.`,
      )
    const { personId } = actor
    const added = await tx.identity.createMany({
      data: { personId, issuer, subject, email, connectedAt: clock.real() },
      skipDuplicates: true,
    })
    if (added.count === 0) throw alreadyThere(name)
    await record(tx, actor, {
      subjectKind: 'person',
      subjectId: personId,
      action: 'identity-connected',
      summary: `Connected ${name} for signing in`,
    })
    await tellOfIdentity(tx, personId, `${name} now signs you in to Solve Once.`)
    return { next: nextPath }
  })
}

const alreadyThere = (name: string) =>
  new Refusal(
    'conflict',
    `One account at ${name} is connected already. Disconnect it before you connect another.`,
  )

/** Of two at once one finds it. */
async function takeUp(tx: Tx, { id, browser }: { id: string; browser: string | undefined }) {
  const [taken] = await tx.identityRequest.updateManyAndReturn({
    where: { id, browserHash: hashOf(browser ?? ''), ...isWaiting() },
    data: { connectedAt: clock.real() },
    select: { issuer: true, subject: true, email: true, nextPath: true },
  })
  const { issuer, subject, email } = taken ?? {}
  if (!taken || !issuer || !subject || !email)
    throw new Refusal('conflict', 'This took too long, or is done already. Start again.')
  return { issuer, subject, email, nextPath: taken.nextPath }
}
