import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { coSignChallenge } from './co-sign-challenge.server.ts'
import { getNationalCost, listPublicCoSignatures } from './queries.server.ts'
import { withdrawCoSignature } from './withdraw-co-signature.server.ts'

const figures = (cost: number | null = null) => ({
  volumePerYear: 2_900,
  yearlyCostPence: cost === null ? null : pounds(cost),
  note: null,
})
const names = async (id: string) => (await listPublicCoSignatures(id)).map(({ name }) => name)

test('a council says it has the problem too, beside the lead council', async () => {
  const challenge = await build.challenge()
  const kent = await build.officer({ organisation: await build.council({ name: 'Kent' }) })

  await coSignChallenge(kent, challenge.id, figures(20_000))

  expect(await names(challenge.id)).toHaveLength(2)
  expect(await names(challenge.id)).toContain('Kent')
})

test('said by two officers of one council at once, it counts once', async () => {
  const challenge = await build.challenge()
  const council = await build.council({ name: 'Fife' })
  const officers = [
    await build.officer({ organisation: council }),
    await build.officer({ organisation: council }),
  ]

  const signed = await Promise.all(
    [...officers, ...officers].map((officer) => coSignChallenge(officer, challenge.id, figures())),
  )

  expect(signed.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(await db.coSignature.count({ where: { challengeId: challenge.id } })).toBe(2)
})

test('said again, the figures are brought up to date and the day stays', async () => {
  const challenge = await build.challenge()
  const kent = await build.officer()
  clock.set('2026-05-31T10:00:00Z')
  await coSignChallenge(kent, challenge.id, figures(20_000))
  clock.set('2026-06-30T10:00:00Z')

  await coSignChallenge(kent, challenge.id, figures(25_000))

  expect(await listPublicCoSignatures(challenge.id)).toContainEqual(
    expect.objectContaining({
      councilId: kent.organisationId,
      yearlyCostPence: pounds(25_000),
      signedAt: new Date('2026-05-31T10:00:00Z'),
    }),
  )
})

test('taken back, a council no longer counts, and may say it again', async () => {
  const challenge = await build.challenge()
  const kent = await build.officer()
  await coSignChallenge(kent, challenge.id, figures(20_000))

  await withdrawCoSignature(kent, challenge.id)
  await withdrawCoSignature(kent, challenge.id)
  const without = await names(challenge.id)
  const { isNew } = await coSignChallenge(kent, challenge.id, figures(20_000))

  expect(without).toHaveLength(1)
  expect(isNew).toBe(true)
  expect(await names(challenge.id)).toHaveLength(2)
  expect(
    await db.auditEntry.count({
      where: { subjectId: challenge.id, action: 'co-signature-withdrawn' },
    }),
  ).toBe(1)
})

test('the lead council cannot take its own back', async () => {
  const lead = await build.officer()
  const challenge = await build.challenge({ by: lead })

  await expect(withdrawCoSignature(lead, challenge.id)).rejects.toMatchObject({ kind: 'conflict' })
})

test('only officers of councils may say it, and are told so', async () => {
  const challenge = await build.challenge()

  for (const actor of [
    await build.member(),
    await build.financeApprover(),
    await build.fundManager(),
  ])
    await expect(coSignChallenge(actor, challenge.id, figures())).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('officer'),
    })
})

test('nobody co-signs a draft or a challenge that is not there', async () => {
  const kent = await build.officer()
  const draft = await build.challenge({ stage: 'draft' })

  for (const id of [draft.id, newId()])
    await expect(coSignChallenge(kent, id, figures())).rejects.toMatchObject({ kind: 'not-found' })
})

test('the national cost is scaled by the residents of every council of the same type', async () => {
  const council = async (population: number) => {
    const made = await build.council({ type: 'metropolitan-district' })
    await db.council.update({ where: { id: made.id }, data: { population } })
    return build.officer({ organisation: made })
  }
  const [lead, other] = [await council(100_000), await council(300_000)]
  await council(600_000)
  const challenge = await build.challenge({ by: lead, yearlyCostPence: pounds(10_000) })
  await coSignChallenge(other, challenge.id, figures())

  const cost = await getNationalCost(await listPublicCoSignatures(challenge.id))

  expect(cost).toEqual({
    coSigners: 2,
    stated: 1,
    statedPence: pounds(10_000),
    range: { lowPence: pounds(40_000), highPence: pounds(100_000) },
  })
})
