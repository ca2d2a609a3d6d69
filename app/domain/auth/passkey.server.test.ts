import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { Role } from '#app/domain/organisations/actor.ts'
import { build } from '#tests/factories/index.ts'
import { halfAgain, shownBy, withPasskey } from '#tests/factories/passkey.ts'
import { codeNow, later, newestMail, recorded, START } from '#tests/factories/second-factor.ts'
import { fakePasskey, type Odd } from '#tests/fakes/passkey.ts'
import { ProofWanted, type Deed } from '../audit/proofs.ts'
import { requireProofBefore, withProofs } from '../audit/require-proof.server.ts'
import { askPasskey } from './ask-passkey.server.ts'
import { makeRecoveryCodes } from './change-factor.server.ts'
import { findSession, findSignedIn } from './find-signed-in.server.ts'
import { checkProof, giveProof } from './proof.server.ts'
import { proveSignIn } from './prove-sign-in.server.ts'
import { makeNewCodes } from './recovery-codes.server.ts'

const signIn = { purpose: 'sign-in', of: '' } as const

test('whoever has a passkey is nobody before it answers, and has a new secret after', async () => {
  const { who, device } = await withPasskey()
  const half = await halfAgain(who)
  expect(await findSignedIn(half)).toBeUndefined()

  const raised = await proveSignIn(half, await shownBy(device, half, signIn))

  expect((await findSignedIn(raised.token))?.actor.personId).toBe(who.personId)
  expect(await findSession(half)).toBeUndefined()
  const { lastUsedAt, counter } = await db.passkey.findFirstOrThrow({
    where: { personId: who.personId },
  })
  expect([lastUsedAt, counter]).toEqual([clock.real(), 1n])
  expect(await recorded(who)).toContain('second-factor-shown')
})

test.each([
  ['finance-approver'],
  ['administrator'],
  ['fund-manager'],
  ['payment-approver'],
  ['operator'],
] as Role[][])('with a passkey the role %s counts as with an authenticator', async (role) => {
  const by = await build.officer({ roles: [role as Role] })
  const { who, device } = await withPasskey(by)
  const half = await halfAgain(who)
  const without = await build.session(await build.officer({ roles: [role as Role] }), {
    isProved: false,
  })

  const raised = await proveSignIn(half, await shownBy(device, half, signIn))

  expect((await findSignedIn(raised.token))?.actor.roles).toEqual([role])
  expect((await findSignedIn(without.token))?.actor.roles).toEqual([])
})

const wrong: [string, Odd][] = [
  ['another site', { origin: 'https://solve-once.example' }],
  ['another relying party', { relyingPartyId: 'solve-once.example' }],
  ['a device that checked nobody', { isVerified: false }],
  ['another ceremony', { type: 'webauthn.create' }],
  ['a copy: its count stands still', { counter: 1 }],
  ['a copy: its count goes back to nothing', { counter: 0 }],
]

test.each(wrong)('an answer of %s is not taken, and is on record', async (_, odd) => {
  const { who, device } = await withPasskey()
  const first = await halfAgain(who)
  await proveSignIn(first, await shownBy(device, first, signIn))
  const half = await halfAgain(who)

  const answer = await shownBy(device, half, { ...signIn, odd })

  await expect(proveSignIn(half, answer)).rejects.toMatchObject({ kind: 'invalid', field: 'code' })
  expect((await findSession(half))?.isHalf).toBe(true)
  expect(await recorded(who)).toContain('second-factor-refused')
})

test('a device that counts nothing is taken each time', async () => {
  const { who, device } = await withPasskey()
  for (let time = 0; time < 2; time++) {
    const half = await halfAgain(who)
    const answer = await shownBy(device, half, { ...signIn, odd: { counter: 0 } })
    await expect(proveSignIn(half, answer)).resolves.toBeDefined()
  }
})

test('neither somebody else’s passkey nor one that nobody has is taken', async () => {
  const mine = await withPasskey()
  const theirs = await withPasskey()
  const half = await halfAgain(mine.who)

  for (const device of [theirs.device, fakePasskey()]) {
    const answer = await shownBy(device, half, signIn)
    await expect(proveSignIn(half, answer)).rejects.toMatchObject({ kind: 'invalid' })
  }
  // Also when it says it were mine: the signature is of another key.
  const posing = {
    ...(await shownBy(theirs.device, half, signIn)),
    id: mine.device.id,
    rawId: mine.device.id,
  }
  await expect(proveSignIn(half, posing)).rejects.toMatchObject({ kind: 'invalid' })
})

test('an answer is taken once, in its session, for its purpose, and for five minutes', async () => {
  const { who, device, token } = await withPasskey()
  const [half, other] = [await halfAgain(who), await halfAgain(who)]
  const refused = { kind: 'invalid', field: 'code' }

  const answer = await shownBy(device, half, signIn)
  await expect(proveSignIn(other, answer)).rejects.toMatchObject(refused)
  await expect(makeRecoveryCodes({ token, shown: answer })).rejects.toMatchObject(refused)
  later(300)
  await expect(proveSignIn(half, answer)).rejects.toMatchObject(refused)
  clock.set(START)
  const fresh = await shownBy(device, half, signIn)
  later(299.999)
  await proveSignIn(half, fresh)
  await expect(proveSignIn(other, fresh)).rejects.toMatchObject(refused)
})

test('a refused answer uses its challenge up', async () => {
  const { who, device } = await withPasskey()
  const half = await halfAgain(who)
  const { challenge } = await askPasskey(half, signIn)

  await expect(
    proveSignIn(half, device.answer(challenge, { origin: 'https://x.example' })),
  ).rejects.toMatchObject({ kind: 'invalid' })

  await expect(proveSignIn(half, device.answer(challenge))).rejects.toMatchObject({
    kind: 'invalid',
  })
})

test('twenty at once with one answer: one is taken', async () => {
  const { device, token } = await withPasskey()
  const shown = await shownBy(device, token, { purpose: 'change', of: 'recovery-codes' })

  const tries = Array.from({ length: 20 }, () => makeRecoveryCodes({ token, shown }))
  const results = await Promise.allSettled(tries)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test('half a session asks a passkey for signing in alone, and nobody for anything', async () => {
  const { who, token } = await withPasskey()
  const half = await halfAgain(who)
  const stranger = await build.session(await build.officer())

  for (const purpose of ['change', 'proof'] as const)
    await expect(askPasskey(half, { purpose, of: '' })).rejects.toMatchObject({ kind: 'conflict' })
  await expect(askPasskey(token, signIn)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(askPasskey(undefined, signIn)).rejects.toMatchObject({ kind: 'conflict' })
  await expect(askPasskey(stranger.token, { purpose: 'proof', of: '' })).rejects.toThrow(
    'no passkey',
  )
})

test('wrong codes hold codes, and no passkey; a recovery code signs in whoever has passkeys alone', async () => {
  const { who, device } = await withPasskey()
  const codes = await transaction((tx) => makeNewCodes(tx, who.personId))
  const half = await halfAgain(who)
  await expect(proveSignIn(half, '123456')).rejects.toThrow('you have no authenticator')
  for (let number = 0; number < 5; number++)
    await expect(proveSignIn(half, 'aaaaaaaaaaaa')).rejects.toMatchObject({ field: 'code' })
  await expect(proveSignIn(half, codes[0] ?? '')).rejects.toThrow('Too many wrong codes')

  await expect(proveSignIn(half, await shownBy(device, half, signIn))).resolves.toBeDefined()

  const next = await halfAgain(who)
  later(900)
  await expect(proveSignIn(next, codes[0] ?? '')).resolves.toBeDefined()
  expect(await newestMail(who)).toContain('You have 9 recovery codes left')
})

const deedOf = (amount: bigint): Deed => ({
  verb: 'fund-pot',
  key: newId(),
  body: { amount },
  says: [{ name: 'Amount', value: String(amount) }],
})

async function wanted(who: { personId: string }, deed: Deed) {
  const doIt = () => requireProofBefore(who, { ...deed, says: () => deed.says })
  const thrown: unknown = await withProofs(checkProof, doIt).catch((error: unknown) => error)
  if (thrown instanceof ProofWanted) return thrown
  return undefined
}

test('a passkey signs exactly what it was asked for', async () => {
  const { who, device, token } = await withPasskey(await build.fundManager())
  const deed = deedOf(500_00n)
  const [asked, other] = [await wanted(who, deed), await wanted(who, deedOf(500_01n))]
  if (!asked || !other) throw new Error('A proof is wanted')
  const ask = { purpose: 'proof', of: asked.fingerprint } as const

  const shown = await shownBy(device, token, ask)
  await expect(giveProof(other, shown, token)).rejects.toMatchObject({ field: 'code' })
  expect(await wanted(who, other.deed)).toBeDefined()
  await expect(giveProof(asked, shown)).rejects.toMatchObject({ field: 'code' })
  await giveProof(asked, shown, token)

  expect(await wanted(who, deed)).toBeUndefined()
  await expect(giveProof(asked, shown, token)).rejects.toMatchObject({ field: 'code' })
})

test('whoever has both kinds shows either', async () => {
  const { who, device } = await withPasskey()
  const key = await build.authenticator(who)
  const [one, other] = [await halfAgain(who), await halfAgain(who)]

  await expect(proveSignIn(one, codeNow(key))).resolves.toBeDefined()
  await expect(proveSignIn(other, await shownBy(device, other, signIn))).resolves.toBeDefined()
})
