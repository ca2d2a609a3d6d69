import { afterEach, expect, test } from 'vitest'
import { db, transaction } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { begin, codeNow, later } from '#tests/factories/second-factor.ts'
import { ProofWanted, type Deed } from '../audit/proofs.ts'
import { requireProof, requireProofBefore, withProofs } from '../audit/require-proof.server.ts'
import { checkProof, giveProof } from './proof.server.ts'

const isDemonstration = env.DEMONSTRATION
afterEach(() => {
  env.DEMONSTRATION = isDemonstration
})

type Signer = { personId: string }

/** Somebody with an authenticator, about to put money into a pot. */
async function signer() {
  begin()
  const who = await build.fundManager()
  const key = await build.authenticator(who)
  const deed: Deed = {
    verb: 'fund-pot',
    key: newId(),
    body: { amount: 500_00n, potId: 'one' },
    says: [{ name: 'Amount', value: '£500' }],
  }
  return { who, key, deed }
}

const perform = (who: Signer, deed: Deed) =>
  withProofs(checkProof, () =>
    transaction((tx) => requireProof(tx, who, { ...deed, says: () => deed.says })),
  )

/** What the deed says it waits for. */
async function wanted(who: Signer, deed: Deed) {
  const thrown: unknown = await perform(who, deed).catch((error: unknown) => error)
  if (thrown instanceof ProofWanted) return thrown
  throw new Error('No proof is wanted')
}

test('a deed waits for its proof, is done with it, and is asked of nobody outside a page', async () => {
  const { who, key, deed } = await signer()
  const asked = await wanted(who, deed)
  expect(asked.deed.says).toEqual(deed.says)

  await giveProof(asked, codeNow(key))

  await expect(perform(who, deed)).resolves.toBeUndefined()
  const other = { ...deed, key: newId(), says: () => deed.says }
  await transaction((tx) => requireProof(tx, who, other))
  await requireProofBefore(who, other)
})

test.each([
  ['verb', { verb: 'take-back-funding' }],
  ['key', { key: newId() }],
  ['sum', { body: { amount: 500_01n, potId: 'one' } }],
  ['pot', { body: { amount: 500_00n, potId: 'two' } }],
  ['words', { says: [{ name: 'Amount', value: '£5,000' }] }],
] as [string, Partial<Deed>][])('a proof is of its %s and no other', async (_, change) => {
  const { who, key, deed } = await signer()
  await giveProof(await wanted(who, deed), codeNow(key))

  await expect(perform(who, { ...deed, ...change })).rejects.toBeInstanceOf(ProofWanted)
  await expect(perform(who, deed)).resolves.toBeUndefined()
})

test('a proof is of its person alone', async () => {
  const { who, key, deed } = await signer()
  const other = await build.fundManager()
  await giveProof(await wanted(who, deed), codeNow(key))

  await expect(perform(other, deed)).rejects.toBeInstanceOf(ProofWanted)
})

test('a proof is good for five minutes and not a moment longer', async () => {
  const { who, key, deed } = await signer()
  await giveProof(await wanted(who, deed), codeNow(key))

  later(299.999)
  await expect(perform(who, deed)).resolves.toBeUndefined()
  later(300)
  await expect(perform(who, deed)).rejects.toBeInstanceOf(ProofWanted)
})

test('what has no key is signed for once, also when twenty try at once', async () => {
  const { who, key, deed } = await signer()
  const keyless: Deed = { verb: 'change-roles', body: deed.body, says: deed.says }
  await giveProof(await wanted(who, keyless), codeNow(key))

  const tries = Array.from({ length: 20 }, () => perform(who, keyless))
  const results = await Promise.allSettled(tries)

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(perform(who, keyless)).rejects.toBeInstanceOf(ProofWanted)
})

test('the same deed sent again within the five minutes is no second use of its proof', async () => {
  const { who, key, deed } = await signer()
  await giveProof(await wanted(who, deed), codeNow(key))
  await perform(who, deed)

  await expect(perform(who, deed)).resolves.toBeUndefined()
})

test('a deed that fails uses no proof up', async () => {
  const { who, key, deed } = await signer()
  const keyless: Deed = { verb: deed.verb, body: deed.body, says: deed.says }
  await giveProof(await wanted(who, keyless), codeNow(key))

  const failing = withProofs(checkProof, () =>
    transaction(async (tx) => {
      await requireProof(tx, who, { ...keyless, says: () => keyless.says })
      throw new Error('The rules say no')
    }),
  )

  await expect(failing).rejects.toThrow('The rules say no')
  await expect(perform(who, keyless)).resolves.toBeUndefined()
})

test('a wrong code proves nothing, is counted, and a code proves one deed only', async () => {
  const { who, key, deed } = await signer()
  const asked = await wanted(who, deed)
  const code = codeNow(key)
  const wrong = code === '000000' ? '111111' : '000000'

  await expect(giveProof(asked, wrong)).rejects.toMatchObject({ field: 'code' })
  await expect(perform(who, deed)).rejects.toBeInstanceOf(ProofWanted)
  const { personId } = who
  const kept = await db.factorHold.findUniqueOrThrow({ where: { personId } })
  expect(kept.wrongCodes).toBe(1)
  await giveProof(asked, code)
  const second = await wanted(who, { ...deed, key: newId() })
  await expect(giveProof(second, code)).rejects.toThrow('was used before')
})

test('one code shown for two deeds at once proves one of them', async () => {
  const { who, key, deed } = await signer()
  const other: Deed = { ...deed, key: newId() }
  const [one, two] = [await wanted(who, deed), await wanted(who, other)]
  const code = codeNow(key)

  const given = await Promise.allSettled([giveProof(one, code), giveProof(two, code)])
  const done = await Promise.allSettled([perform(who, deed), perform(who, other)])

  expect(given.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(done.map(({ status }) => status)).toEqual(given.map(({ status }) => status))
})
