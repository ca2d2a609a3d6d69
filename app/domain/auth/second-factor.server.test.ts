import { afterEach, expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { build } from '#tests/factories/index.ts'
import {
  begin,
  codeNow,
  halfSignedIn,
  later,
  newestMail,
  recorded,
  START,
  wrongOf,
} from '#tests/factories/second-factor.ts'
import { removeAuthenticator } from './change-factor.server.ts'
import { endSession } from './end-session.server.ts'
import { findNewKey, findOwnFactor } from './factor-queries.server.ts'
import { findSession, findSignedIn } from './find-signed-in.server.ts'
import { proveSignIn } from './prove-sign-in.server.ts'
import { hashOf } from './secret.server.ts'
import { confirmAuthenticator, startAuthenticator } from './set-up-authenticator.server.ts'

const isDemonstration = env.DEMONSTRATION
afterEach(() => {
  env.DEMONSTRATION = isDemonstration
})

test('whoever has a second factor is nobody before they show it, and has a new secret after', async () => {
  const { who, token, code } = await halfSignedIn()
  expect(await findSignedIn(token)).toBeUndefined()
  expect((await findSession(token))?.isHalf).toBe(true)

  const raised = await proveSignIn(token, code)

  expect((await findSignedIn(raised.token))?.actor.personId).toBe(who.personId)
  expect(await findSession(token)).toBeUndefined()
  expect(await recorded(who)).toEqual(['signed-in', 'second-factor-shown'])
})

test('half a session can be ended, and ends when it would have', async () => {
  const { token } = await halfSignedIn()
  await endSession(token)
  expect(await findSession(token)).toBeUndefined()

  const other = await halfSignedIn()
  later(10)
  const raised = await proveSignIn(other.token, codeNow(other.key))
  const { absoluteExpiresAt, createdAt } = await db.session.findUniqueOrThrow({
    where: { id: hashOf(raised.token) },
  })
  expect(createdAt).toEqual(new Date(START))
  expect(absoluteExpiresAt).toEqual(new Date('2026-06-01T21:00:00Z'))
})

test('a code counts once, and none before it does', async () => {
  const { who, key, token, code } = await halfSignedIn()
  const again = await build.session(who, { isProved: false })
  await proveSignIn(token, code)

  await expect(proveSignIn(again.token, code)).rejects.toThrow('was used before')
  await expect(proveSignIn(again.token, codeNow(key, -1))).rejects.toThrow('was used before')
  expect((await findSession(again.token))?.isHalf).toBe(true)
  await expect(proveSignIn(again.token, codeNow(key, 1))).resolves.toBeDefined()
})

test('twenty at once with one code: one session rises', async () => {
  for (let round = 0; round < 3; round++) {
    const { who, code } = await halfSignedIn()
    const sessions = await Promise.all(
      Array.from({ length: 20 }, () => build.session(who, { isProved: false })),
    )

    const results = await Promise.allSettled(sessions.map(({ token }) => proveSignIn(token, code)))

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { wrongCodes } = await db.factorHold.findUniqueOrThrow({
      where: { personId: who.personId },
    })
    expect(wrongCodes).toBe(0)
  }
})

test.each([
  [-2, false],
  [-1, true],
  [0, true],
  [1, true],
  [2, false],
])('a code %i steps from now is taken: %s', async (stepsAway, isTaken) => {
  const { key, token } = await halfSignedIn()

  const [result] = await Promise.allSettled([proveSignIn(token, codeNow(key, stepsAway))])

  expect(result.status).toBe(isTaken ? 'fulfilled' : 'rejected')
})

test('four wrong codes are forgiven; the fifth holds the factor for a quarter of an hour, and nobody’s open session', async () => {
  const { who, key, token, code } = await halfSignedIn()
  const open = await build.session(who)
  const miss = () => expect(proveSignIn(token, wrongOf(code))).rejects
  for (let number = 0; number < 4; number++)
    await miss().toMatchObject({ kind: 'invalid', field: 'code' })
  await expect(proveSignIn(token, code)).resolves.toBeDefined()

  const next = await build.session(who, { isProved: false })
  const guesses = Array.from({ length: 5 }, () => proveSignIn(next.token, wrongOf(code)))
  const results = await Promise.allSettled(guesses)
  expect(results.every(({ status }) => status === 'rejected')).toBe(true)
  later(899)
  const held = proveSignIn(next.token, codeNow(key))
  await expect(held).rejects.toMatchObject({ field: 'code', retryAfterSeconds: 1 })
  expect(await findSignedIn(open.token)).toBeDefined()
  expect(await newestMail(who)).toContain('Five wrong codes in a row')
  later(900)
  await expect(proveSignIn(next.token, codeNow(key))).resolves.toBeDefined()
})

test('roles that move money count only in a session that has shown a second factor', async () => {
  begin()
  const council = await build.council()
  const roles: Role[] = ['officer', 'finance-approver', 'administrator']
  const who = await build.officer({ roles, organisation: council })
  const { token, heldBack } = await build.session(who, { isProved: false })
  expect(heldBack).toEqual(['administrator', 'finance-approver'])
  expect((await findSignedIn(token))?.actor.roles).toEqual(['officer'])

  await startAuthenticator({ token })
  const key = (await findNewKey(token))?.letters.replaceAll(' ', '') ?? ''
  const raised = await confirmAuthenticator(token, codeNow(key))

  const signedIn = await findSignedIn(raised.token)
  expect(signedIn?.actor.roles).toEqual(['administrator', 'finance-approver', 'officer'])
  expect(signedIn?.heldBack).toEqual([])
  later(60)
  const lowered = await removeAuthenticator({ token: raised.token, shown: codeNow(key) })
  expect((await findSignedIn(lowered.token))?.actor.roles).toEqual(['officer'])
  expect(await findSession(raised.token)).toBeUndefined()
})

test.each([
  ['finance-approver', false],
  ['administrator', false],
  ['fund-manager', false],
  ['payment-approver', false],
  ['operator', false],
  ['officer', true],
  ['member', true],
] as [Role, boolean][])('without a second factor the role %s counts: %s', async (role, counts) => {
  begin()
  const { token } = await build.session(await build.officer({ roles: [role] }), { isProved: false })

  expect((await findSignedIn(token))?.actor.roles).toEqual(counts ? [role] : [])
})

test('only the demonstration says what an authenticator would show', async () => {
  const { key, token } = await halfSignedIn()
  expect((await findOwnFactor(token))?.demonstrationCode).toBeUndefined()
  await expect(proveSignIn(token, codeNow(key, 5))).rejects.toMatchObject({ kind: 'invalid' })

  env.DEMONSTRATION = true

  const shown = (await findOwnFactor(token))?.demonstrationCode ?? ''
  const raised = await proveSignIn(token, shown)
  const next = (await findOwnFactor(raised.token))?.demonstrationCode
  expect(shown).toBe(codeNow(key))
  expect(next).toBe(codeNow(key, 1))
})
