import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { openRound } from './open-round.server.ts'
import type { RoundInput } from './round.ts'

const terms = (changes: Partial<RoundInput> = {}): RoundInput => ({
  operationKey: newId(),
  target: pounds(480_000),
  stretch: undefined,
  minimumCouncils: 10,
  smallestPledge: pounds(1_000),
  closesOn: '2027-10-29',
  isDataKeptInUk: true,
  ...changes,
})

/** A published challenge with this many co-signers, its lead council among them. */
async function shared(coSigners: number) {
  clock.set('2027-06-01T09:00:00Z')
  await build.policy('co-signers-to-open-a-round', 5n)
  const by = await build.officer()
  const challenge = await build.challenge({ by })
  for (let place = 1; place < coSigners; place++)
    await build.coSignature({ challengeId: challenge.id })
  return { by, challenge }
}

test('the lead council opens pledging at the fifth co-signer, until 5pm on a London clock', async () => {
  const { by, challenge } = await shared(4)
  await expect(openRound(by, challenge.id, terms())).rejects.toThrow('So far 4 have')
  await build.coSignature({ challengeId: challenge.id })

  const round = await openRound(by, challenge.id, terms())

  expect(await db.round.findUnique({ where: { id: round.id } })).toMatchObject({
    targetPence: pounds(480_000),
    isDataKeptInUk: true,
    closesAt: new Date('2027-10-29T16:00:00Z'),
  })
  expect(await db.challenge.findUnique({ where: { id: challenge.id } })).toMatchObject({
    stage: 'pooling',
  })
})

test('the same form twice opens one round, and another form a second none', async () => {
  const { by, challenge } = await shared(5)
  const form = terms()

  const answers = await Promise.all([1, 2].map(() => openRound(by, challenge.id, form)))

  expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
  await expect(openRound(by, challenge.id, terms())).rejects.toThrow('cannot open')
})

test('the key of a form sent before is refused with another answer', async () => {
  const { by, challenge } = await shared(5)
  const form = terms()
  const { id } = await openRound(by, challenge.id, form)

  for (const other of [{ target: pounds(1) }, { minimumCouncils: 2 }, { closesOn: '2027-10-30' }])
    await expect(openRound(by, challenge.id, { ...form, ...other })).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('sent before') as string,
    })

  expect(await openRound(by, challenge.id, form)).toEqual({ id })
})

test('nobody else opens it, and never into the past', async () => {
  const { by, challenge } = await shared(5)
  await expect(openRound(await build.officer(), challenge.id, terms())).rejects.toThrow(
    'Only an officer of the lead council',
  )
  await expect(
    openRound(by, challenge.id, terms({ closesOn: '2027-05-31' })),
  ).rejects.toMatchObject({ kind: 'invalid', field: 'closesOn' })
})
