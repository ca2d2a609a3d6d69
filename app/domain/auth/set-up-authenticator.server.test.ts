import { afterEach, expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { build } from '#tests/factories/index.ts'
import {
  begin,
  codeNow,
  later,
  newestMail,
  recorded,
  setUp,
  START,
  wrongOf,
} from '#tests/factories/second-factor.ts'
import { makeRecoveryCodes, removeAuthenticator } from './change-factor.server.ts'
import { findNewKey, findOwnFactor } from './factor-queries.server.ts'
import { findSession, findSignedIn } from './find-signed-in.server.ts'
import { proveSignIn } from './prove-sign-in.server.ts'
import { confirmAuthenticator, startAuthenticator } from './set-up-authenticator.server.ts'

const isDemonstration = env.DEMONSTRATION
afterEach(() => {
  env.DEMONSTRATION = isDemonstration
})

test('a new authenticator counts from its first right code, which then is used', async () => {
  const { who, key, token, oldToken } = await setUp()

  expect(await findSession(oldToken)).toBeUndefined()
  expect((await findOwnFactor(token))?.codesLeft).toBe(10)
  expect(await recorded(who)).toContain('second-factor-set-up')
  expect(await newestMail(who)).toContain('Your second factor was set up')
  const next = await build.session(who, { isProved: false })
  clock.set(START)
  await expect(proveSignIn(next.token, codeNow(key))).rejects.toThrow('was used before')
})

test('a set-up is for one session and ten minutes, and a wrong first code leaves nothing', async () => {
  begin()
  const who = await build.officer()
  const [here, elsewhere] = [await build.session(who), await build.session(who)]
  await startAuthenticator({ token: here.token })
  const key = (await findNewKey(here.token))?.letters.replaceAll(' ', '') ?? ''
  expect(await findNewKey(elsewhere.token)).toBeUndefined()
  const confirm = (token: string) => confirmAuthenticator(token, codeNow(key))

  await expect(confirmAuthenticator(here.token, wrongOf(codeNow(key)))).rejects.toMatchObject({
    field: 'code',
  })
  await expect(confirm(elsewhere.token)).rejects.toThrow('Start again')
  later(600)
  await expect(confirm(here.token)).rejects.toThrow('Start again')
  expect(await db.authenticator.count({ where: { personId: who.personId } })).toBe(0)
  later(599)
  await expect(confirm(here.token)).resolves.toBeDefined()
  expect(await findSession(elsewhere.token)).toBeUndefined()
})

test('twenty at once finish one set-up: one does', async () => {
  begin()
  const { token } = await build.session(await build.officer())
  await startAuthenticator({ token })
  const key = (await findNewKey(token))?.letters.replaceAll(' ', '') ?? ''

  const tries = Array.from({ length: 20 }, () => confirmAuthenticator(token, codeNow(key)))
  const results = await Promise.allSettled(tries)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('whoever has one replaces it with a code of it, and not without', async () => {
  const { who, key, token, code } = await setUp()
  for (const wrong of [undefined, '', wrongOf(code)])
    await expect(startAuthenticator({ token, shown: wrong })).rejects.toMatchObject({
      field: 'code',
    })
  expect(await findNewKey(token)).toBeUndefined()

  await startAuthenticator({ token, shown: code })
  const newKey = (await findNewKey(token))?.letters.replaceAll(' ', '') ?? ''
  const raised = await confirmAuthenticator(token, codeNow(newKey))

  expect(newKey).not.toBe(key)
  expect(await recorded(who)).toContain('second-factor-replaced')
  const next = await build.session(who, { isProved: false })
  later(120)
  await expect(proveSignIn(next.token, codeNow(key))).rejects.toMatchObject({ kind: 'invalid' })
  await expect(proveSignIn(next.token, codeNow(newKey))).resolves.toBeDefined()
  expect(await findSignedIn(raised.token)).toBeDefined()
})

test('a set-up begun before there was a factor replaces none', async () => {
  begin()
  const who = await build.officer()
  const { token } = await build.session(who)
  await startAuthenticator({ token })
  const key = (await findNewKey(token))?.letters.replaceAll(' ', '') ?? ''
  const first = await build.authenticator(who)

  await expect(confirmAuthenticator(token, codeNow(key))).rejects.toThrow('Start again')

  const next = await build.session(who, { isProved: false })
  await expect(proveSignIn(next.token, codeNow(first))).resolves.toBeDefined()
})

test('a recovery code signs in once, also when twenty try at once', async () => {
  const { who, token, codes } = await setUp()
  expect(new Set(codes).size).toBe(10)
  const [first = '', second = ''] = codes
  const sessions = await Promise.all(
    Array.from({ length: 20 }, () => build.session(who, { isProved: false })),
  )

  const results = await Promise.allSettled(
    sessions.map((session) => proveSignIn(session.token, first)),
  )

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await findOwnFactor(token))?.codesLeft).toBe(9)
  expect(await newestMail(who)).toBeDefined()
  const { token: last = '' } = sessions.at(-1) ?? {}
  later(60 + 900)
  await expect(proveSignIn(last, second)).resolves.toBeDefined()
})

test('new recovery codes end the old ones, and nothing that is kept is one', async () => {
  const { who, key, token, codes, code } = await setUp()
  const made = await makeRecoveryCodes({ token, shown: code })

  const { token: half } = await build.session(who, { isProved: false })
  await expect(proveSignIn(half, codes[0] ?? '')).rejects.toMatchObject({ kind: 'invalid' })
  const rows = await db.recoveryCode.findMany({ where: { personId: who.personId } })
  const kept = await db.authenticator.findUniqueOrThrow({ where: { personId: who.personId } })
  const stored = JSON.stringify([rows, kept])
  for (const secret of [...made.codes, key]) expect(stored).not.toContain(secret)
  expect(await newestMail(who)).toContain('New recovery codes were made')
  await expect(proveSignIn(half, made.codes[0] ?? '')).resolves.toBeDefined()
})

test('a factor is not removed, nor are codes made, without a code of it', async () => {
  const { token, code } = await setUp()
  const wrong = { token, shown: wrongOf(code) }

  await expect(removeAuthenticator(wrong)).rejects.toMatchObject({ field: 'code' })
  await expect(makeRecoveryCodes(wrong)).rejects.toMatchObject({ field: 'code' })
  expect((await findOwnFactor(token))?.setUpAt).toBeDefined()
})
