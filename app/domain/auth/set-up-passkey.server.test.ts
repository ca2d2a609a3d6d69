import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { addPasskey, halfAgain, shownBy, toMake, withPasskey } from '#tests/factories/passkey.ts'
import {
  begin,
  codeNow,
  later,
  newestMail,
  recorded,
  wrongOf,
} from '#tests/factories/second-factor.ts'
import { fakePasskey, type Odd } from '#tests/fakes/passkey.ts'
import { removeAuthenticator } from './change-factor.server.ts'
import { removePasskey, renamePasskey } from './change-passkey.server.ts'
import { findNewKey, findOwnFactor } from './factor-queries.server.ts'
import { removalOf } from './factor-shown.ts'
import { findSession, findSignedIn } from './find-signed-in.server.ts'
import { PASSKEYS_AT_MOST } from './passkey.ts'
import { confirmAuthenticator, startAuthenticator } from './set-up-authenticator.server.ts'
import { confirmPasskey, findNewPasskey, startPasskey } from './set-up-passkey.server.ts'

const name = 'Laptop at work'

/** Somebody without a factor, signed in twice. */
async function beginner() {
  begin()
  const who = await build.officer()
  const [here, elsewhere] = [await build.session(who), await build.session(who)]
  return { who, token: here.token, elsewhere: elsewhere.token }
}

const passkeysOf = ({ personId }: { personId: string }) =>
  db.passkey.findMany({ where: { personId } })

test('a first passkey counts at once, comes with recovery codes, and is told and on record', async () => {
  const { who, token: before, elsewhere } = await beginner()

  const { token, codes } = await addPasskey(before)

  expect(new Set(codes).size).toBe(10)
  expect(await findSession(before)).toBeUndefined()
  expect(await findSession(elsewhere)).toBeUndefined()
  const own = await findOwnFactor(token)
  expect(own?.passkeys).toMatchObject([{ name, lastUsedAt: null }])
  expect(own?.codesLeft).toBe(10)
  expect(await recorded(who)).toContain('passkey-added')
  expect(await newestMail(who)).toContain('A passkey was added: Laptop at work.')
})

const wrong: [string, Odd][] = [
  ['on another site', { origin: 'https://solve-once.example' }],
  ['for another relying party', { relyingPartyId: 'solve-once.example' }],
  ['by a device that checked nobody', { isVerified: false }],
  ['in another ceremony', { type: 'webauthn.get' }],
]

test.each(wrong)('one made %s is not kept, and has to be begun anew', async (_, odd) => {
  const { who, token } = await beginner()
  await startPasskey({ token })
  const challenge = await toMake(token)
  const device = fakePasskey()

  await expect(
    confirmPasskey(token, { name, answer: device.make(challenge, odd) }),
  ).rejects.toMatchObject({ kind: 'invalid' })

  await expect(confirmPasskey(token, { name, answer: device.make(challenge) })).rejects.toThrow(
    'Start again',
  )
  expect(await passkeysOf(who)).toEqual([])
})

test('a set-up is for one session and five minutes', async () => {
  const { token, elsewhere } = await beginner()
  await startPasskey({ token })
  const answer = fakePasskey().make(await toMake(token))
  expect(await findNewPasskey(elsewhere)).toBeUndefined()
  await expect(confirmPasskey(elsewhere, { name, answer })).rejects.toThrow('Start again')

  later(300)
  expect(await findNewPasskey(token)).toBeUndefined()
  await expect(confirmPasskey(token, { name, answer })).rejects.toThrow('Start again')
  later(299.999)
  await expect(confirmPasskey(token, { name, answer })).resolves.toBeDefined()
})

test('twenty at once finish one set-up: one does', async () => {
  const { who, token } = await beginner()
  await startPasskey({ token })
  const answer = fakePasskey().make(await toMake(token))

  const tries = Array.from({ length: 20 }, () => confirmPasskey(token, { name, answer }))
  const results = await Promise.allSettled(tries)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await passkeysOf(who)).toHaveLength(1)
})

test('whoever has a factor of either kind shows it before another is added, and keeps their codes', async () => {
  const { who, device, token } = await withPasskey()
  const change = { purpose: 'change', of: 'passkey' } as const
  const forCodes = await shownBy(device, token, { ...change, of: 'recovery-codes' })
  for (const shown of [undefined, forCodes, 'aaaaaaaaaaaa'])
    await expect(startPasskey({ token, shown })).rejects.toMatchObject({ field: 'code' })

  const second = await addPasskey(token, await shownBy(device, token, change))
  expect(second.codes).toEqual([])
  const key = await build.authenticator(who)
  const third = await addPasskey(second.token, codeNow(key))

  expect(third.codes).toEqual([])
  expect(await passkeysOf(who)).toHaveLength(3)
})

test('an authenticator is set up beside a passkey by showing it, and not without', async () => {
  const { device, token } = await withPasskey()
  await expect(startAuthenticator({ token })).rejects.toMatchObject({ field: 'code' })
  const ask = { purpose: 'change', of: 'authenticator' } as const

  await startAuthenticator({ token, shown: await shownBy(device, token, ask) })
  const key = (await findNewKey(token))?.letters.replaceAll(' ', '') ?? ''
  const raised = await confirmAuthenticator(token, codeNow(key))

  expect(raised.codes).toEqual([])
  expect((await findOwnFactor(raised.token))?.passkeys).toHaveLength(1)
})

test('what was begun before there was a factor adds none, whichever kind came first', async () => {
  const one = await beginner()
  await startPasskey({ token: one.token })
  const answer = fakePasskey().make(await toMake(one.token))
  await startAuthenticator({ token: one.token })
  const key = (await findNewKey(one.token))?.letters.replaceAll(' ', '') ?? ''

  const tries = [
    confirmPasskey(one.token, { name, answer }),
    confirmAuthenticator(one.token, codeNow(key)),
  ]
  const results = await Promise.allSettled(tries)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const kept = await db.authenticator.count({ where: { personId: one.who.personId } })
  expect(kept + (await passkeysOf(one.who)).length).toBe(1)
})

test('somebody has ten passkeys at most', async () => {
  const { who, device, token } = await withPasskey()
  const [{ publicKey, ...row } = await db.passkey.findFirstOrThrow()] = await passkeysOf(who)
  const more = (count: number) =>
    db.passkey.createMany({
      data: Array.from({ length: count }, () => ({
        ...row,
        ...{ publicKey: Uint8Array.from(publicKey), id: crypto.randomUUID() },
        credentialId: crypto.randomUUID(),
      })),
    })
  const change = { purpose: 'change', of: 'passkey' } as const

  await more(PASSKEYS_AT_MOST - 2)
  const { token: raised } = await addPasskey(token, await shownBy(device, token, change))
  const shown = await shownBy(device, raised, change)
  await expect(startPasskey({ token: raised, shown })).rejects.toThrow('You have 10 passkeys')
})

test('a passkey that is here already, of whomever, is not added again', async () => {
  const { device } = await withPasskey()
  const { who, token } = await beginner()
  await startPasskey({ token })

  const answer = device.make(await toMake(token))

  await expect(confirmPasskey(token, { name, answer })).rejects.toThrow('here already')
  expect(await passkeysOf(who)).toEqual([])
})

test('a person renames their own passkeys and nobody else’s, and is told', async () => {
  const { who, token } = await withPasskey()
  const stranger = await build.session(await build.officer())
  const [{ id: which } = { id: '' }] = await passkeysOf(who)

  await expect(renamePasskey(stranger.token, { which, name: 'Mine' })).rejects.toMatchObject({
    kind: 'not-found',
  })
  await expect(renamePasskey(await halfAgain(who), { which, name: 'Mine' })).rejects.toThrow(
    'signed out',
  )
  await renamePasskey(token, { which, name: 'Phone' })

  expect(await passkeysOf(who)).toMatchObject([{ name: 'Phone' }])
  expect(await newestMail(who)).toContain('Your passkey Laptop at work is now called Phone.')
})

test('a passkey goes when any factor is shown for that, and with the last one goes everything', async () => {
  const by = await build.officer({ roles: ['officer', 'finance-approver'] })
  const { who, device, token } = await withPasskey(by)
  const key = await build.authenticator(who)
  const [{ id: which } = { id: '' }] = await passkeysOf(who)
  const ofAnother = await shownBy(device, token, { purpose: 'change', of: removalOf(by.personId) })
  for (const shown of [ofAnother, wrongOf(codeNow(key))])
    await expect(removePasskey({ token, shown, which })).rejects.toMatchObject({ field: 'code' })
  expect(await passkeysOf(who)).toHaveLength(1)

  const first = await removePasskey({ token, shown: codeNow(key), which })
  expect(first.isLast).toBe(false)
  expect((await findSignedIn(first.token))?.actor.roles).toContain('finance-approver')
  expect(await newestMail(who)).toContain('Your passkey Laptop at work was removed.')
  later(60)
  const last = await removeAuthenticator({ token: first.token, shown: codeNow(key) })

  expect(last.isLast).toBe(true)
  expect((await findSignedIn(last.token))?.actor.roles).toEqual(['officer'])
})

test('the last passkey takes the recovery codes along; nobody removes one of somebody else', async () => {
  const theirs = await withPasskey()
  const { who, token, device, codes } = await addedFirst()
  const [{ id: other } = { id: '' }] = await passkeysOf(theirs.who)
  const [{ id: which } = { id: '' }] = await passkeysOf(who)
  await expect(removePasskey({ token, shown: codes[0] ?? '', which: other })).rejects.toMatchObject(
    { kind: 'not-found' },
  )

  const shown = await shownBy(device, token, { purpose: 'change', of: removalOf(which) })
  const rest = await removePasskey({ token, shown, which })

  expect(rest.isLast).toBe(true)
  expect(await findOwnFactor(rest.token)).toMatchObject({ codesLeft: 0, passkeys: [] })
  expect(await newestMail(who)).toContain('It was your last second factor.')
  expect(await passkeysOf(theirs.who)).toHaveLength(1)
})

async function addedFirst() {
  const { who, token } = await beginner()
  return { who, ...(await addPasskey(token)) }
}
