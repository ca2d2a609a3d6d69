import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { recordRefusedSignIn } from './record-refused-sign-in.server.ts'
import { accepting, personOf } from './person-of-request.server.ts'
import { codeHash, hashOf } from './secret.server.ts'
import { WRONG_CODES_A_DAY, WRONG_CODES_AT_MOST } from './sign-in-request.ts'
import { startSession } from './start-session.server.ts'

export type CodeTried = {
  code: string
  /** The secret of the browser that asked; the code means nothing in any other. */
  browser: string | undefined
  userAgent?: string | undefined
  /** The secret of the browser's long-lived cookie. */
  knownBrowser?: string | undefined
}

type Request = {
  id: string
  email: string
  personId: string | null
  invitationId: string | null
  givenName: string | null
  givenJobTitle: string | null
  codeHash: string
  nextPath: string | null
  wrongCodes: number
}

const askAgain = () =>
  new Refusal('conflict', 'This code no longer works. Ask for a new email.', { field: 'code' })

/** Signs in with the code of the newest email this browser asked for. Five wrong ones end it, link and all. */
export async function signInByCode({ code, browser, ...seen }: CodeTried) {
  if (!browser) throw askAgain()
  const result = await accepting(async (tx) => {
    const request = await lockNewest(tx, browser)
    if (!request || (await hasGuessedTooOften(tx, request.email))) return askAgain()
    const isKnown = request.personId ?? request.invitationId
    if (!isKnown || request.codeHash !== codeHash(browser, code)) return miss(tx, request)
    await tx.signInRequest.updateMany({
      where: { id: request.id },
      data: { usedAt: clock.real() },
    })
    const how = 'Signed in with an emailed code'
    const who = await personOf(tx, request)
    const session = await startSession(tx, { ...who, how, ...seen })
    return { ...session, next: request.nextPath }
  })
  if (result instanceof Refusal) throw result
  return result
}

/** Locked, so that guesses made side by side are counted one by one. */
async function lockNewest(tx: Tx, browser: string) {
  const [request] = await tx.$queryRaw<Request[]>`
    select id, email, person_id as "personId", code_hash as "codeHash",
      next_path as "nextPath", wrong_codes as "wrongCodes", invitation_id as "invitationId",
      given_name as "givenName", given_job_title as "givenJobTitle"
    from sign_in_requests
    where browser_hash = ${hashOf(browser)} and used_at is null
      and expires_at > ${clock.real()} and wrong_codes < ${WRONG_CODES_AT_MOST}
    order by created_at desc limit 1 for update`
  return request
}

async function hasGuessedTooOften(tx: Tx, email: string) {
  const aDayAgo = new Date(clock.real().getTime() - 24 * 60 * 60_000)
  const { _sum } = await tx.signInRequest.aggregate({
    where: { email, createdAt: { gt: aDayAgo } },
    _sum: { wrongCodes: true },
  })
  return (_sum.wrongCodes ?? 0) >= WRONG_CODES_A_DAY
}

/** Given back, not thrown, so that the count of wrong codes stays. */
async function miss(tx: Tx, { id, personId, wrongCodes }: Request) {
  await tx.signInRequest.updateMany({ where: { id }, data: { wrongCodes: wrongCodes + 1 } })
  await recordRefusedSignIn(tx, personId, 'A wrong sign-in code was typed')
  if (wrongCodes + 1 >= WRONG_CODES_AT_MOST)
    return new Refusal('conflict', 'That was the fifth wrong code. Ask for a new email.', {
      field: 'code',
    })
  return new Refusal('invalid', 'That is not the code in the newest email. Check it.', {
    field: 'code',
  })
}

/**
 * What this browser asked for last, to show it what it typed. Of an invitation nobody typed the address, and whoever has
 * only its link does not learn it.
 */
export async function findAsked(browser: string | undefined) {
  if (!browser) return undefined
  const request = await db.signInRequest.findFirst({
    where: { browserHash: hashOf(browser), usedAt: null, expiresAt: { gt: clock.real() } },
    orderBy: { createdAt: 'desc' },
    select: { email: true, invitationId: true },
  })
  if (!request) return undefined
  return request.invitationId ? { isInvited: true } : { isInvited: false, email: request.email }
}
