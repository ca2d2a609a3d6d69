import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { stepAt } from '#app/domain/auth/authenticator.ts'
import { findNewKey } from '#app/domain/auth/factor-queries.server.ts'
import { codeOfStep } from '#app/domain/auth/one-time-code.server.ts'
import {
  confirmAuthenticator,
  startAuthenticator,
} from '#app/domain/auth/set-up-authenticator.server.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { authenticator, session } from './auth.ts'
import { officer } from './organisations.ts'

export const START = '2026-06-01T09:00:00Z'

// As on a real site, where nothing shows a code; the clock stands still so that a code is of a known step.
export const begin = () => {
  clock.set(START)
  env.DEMONSTRATION = false
}
export const later = (seconds: number) =>
  clock.set(new Date(Date.parse(START) + seconds * 1000).toISOString())
export const codeNow = (key: string, stepsAway = 0) =>
  codeOfStep(key, stepAt(clock.real()) + stepsAway)

/** Somebody with an authenticator who has just pressed the button in their mail. */
export async function halfSignedIn(options: { roles?: Role[] } = {}) {
  begin()
  const who = await officer(options)
  const key = await authenticator(who)
  const { token } = await session(who, { isProved: false })
  return { who, key, token, code: codeNow(key) }
}

/** Somebody who has set one up just now. */
export async function setUp() {
  begin()
  const who = await officer()
  const first = await session(who, { isProved: false })
  await startAuthenticator({ token: first.token })
  const key = (await findNewKey(first.token))?.letters.replaceAll(' ', '') ?? ''
  const { token, codes } = await confirmAuthenticator(first.token, codeNow(key))
  later(60)
  return { who, key, token, codes, code: codeNow(key), oldToken: first.token }
}

export const wrongOf = (code: string) => (code === '000000' ? '111111' : '000000')
/** What the newest message about their factor tells this person. */
export async function newestMail({ personId }: { personId: string }) {
  const { email } = await db.person.findUniqueOrThrow({ where: { id: personId } })
  const mail = await db.outboxEmail.findFirst({
    where: { template: 'second-factor-changed', toEmail: email },
    orderBy: { id: 'desc' },
    select: { text: true },
  })
  return mail?.text
}
export const recorded = async ({ personId }: { personId: string }) =>
  (await db.auditEntry.findMany({ where: { subjectId: personId }, orderBy: { id: 'asc' } })).map(
    ({ action }) => action,
  )
