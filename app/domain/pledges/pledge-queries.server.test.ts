import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { closeRound } from './close-round.server.ts'
import { findTypicalPledge, listOthersInRegion } from './other-pledge-queries.server.ts'
import { findPledgeCalled, findPublicPledge } from './pledge-queries.server.ts'
import { pledgeReference } from './pledge.ts'

async function referenceOf({ id }: { id: string }) {
  const { number } = await db.pledge.findUniqueOrThrow({ where: { id }, select: { number: true } })
  return pledgeReference(number)
}

const hideName = ({ id }: { id: string }) =>
  db.pledge.update({ where: { id }, data: { isNameShown: false } })

test('a pledge is public once it is signed, and not before', async () => {
  const round = await build.round()
  const draft = await build.pledge({ round })
  const waiting = await build.pledge({ round, state: 'awaiting-approval' })
  const signed = await build.committedPledge({ round, amountPence: pounds(4_000) })

  expect(await findPublicPledge(await referenceOf(draft))).toBeUndefined()
  expect(await findPublicPledge(await referenceOf(waiting))).toBeUndefined()
  expect(await findPublicPledge(await referenceOf(signed))).toMatchObject({
    amountPence: pounds(4_000),
    council: { name: signed.by.organisationName },
  })
})

test('a council that hides its name stays hidden, and nothing private comes along', async () => {
  const round = await build.round()
  const signed = await build.committedPledge({ round })
  const hidden = await db.pledge.update({
    where: { id: signed.id },
    data: { isNameShown: false, budgetCode: 'ADS-7714' },
  })

  const found = await findPublicPledge(await referenceOf(hidden))

  expect(found?.council).toBeUndefined()
  const text = JSON.stringify(found, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  for (const secret of ['ADS-7714', signed.by.organisationName, signed.by.organisationId])
    expect(text).not.toContain(secret)
})

test('a pledge that is called is named, whatever it asked before', async () => {
  await build.policy('collection-due-days', 30n)
  const round = await build.round({ targetPence: pounds(4_000) })
  const signed = await build.committedPledge({ round, amountPence: pounds(4_000) })
  await hideName(signed)
  await closeRound(round.by, round.id)

  const found = await findPublicPledge(await referenceOf(signed))

  expect(found).toMatchObject({ state: 'called', council: { name: signed.by.organisationName } })
})

test('a council finds its own pledge by its reference, and no other council does', async () => {
  const round = await build.round()
  const draft = await build.pledge({ round })
  const reference = await referenceOf(draft)
  const colleague = await build.financeApprover({
    organisation: await db.organisation.findUniqueOrThrow({
      where: { id: draft.by.organisationId },
    }),
  })

  expect((await findPledgeCalled(draft.by, reference))?.id).toBe(draft.id)
  expect((await findPledgeCalled(colleague, reference))?.id).toBe(draft.id)
  expect(await findPledgeCalled(await build.officer(), reference)).toBeUndefined()
  expect(await findPledgeCalled(await build.member(), reference)).toBeUndefined()
})

test.each(['', 'PL-', 'PL-0', 'PL-x', 'SO-1', 'PL-99999999999999999999', "PL-1' or 1=1"])(
  'the reference “%s” finds nothing and breaks nothing',
  async (reference) => {
    expect(await findPublicPledge(reference)).toBeUndefined()
    expect(await findPledgeCalled(await build.officer(), reference)).toBeUndefined()
  },
)

test('the typical pledge is the middle one of those signed', async () => {
  const round = await build.round()
  expect(await findTypicalPledge(round.id)).toBeUndefined()
  for (const sum of [9_000, 1_000, 4_000])
    await build.committedPledge({ round, amountPence: pounds(sum) })
  await build.pledge({ round, amountPence: pounds(90_000) })
  await build.pledge({ round, amountPence: pounds(80_000), state: 'awaiting-approval' })

  expect(await findTypicalPledge(round.id)).toBe(pounds(4_000))
})

test('others of the region are counted, and hidden names are counted without a name', async () => {
  const round = await build.round()
  const of = async (region: string) =>
    build.officer({
      organisation: await build.council({ region }),
      limitPence: pounds(100_000),
    })
  const by = await of('Wales')
  await build.committedPledge({ round, by })
  const named = await build.committedPledge({ round, by: await of('Wales') })
  await hideName(await build.committedPledge({ round, by: await of('Wales') }))
  await build.committedPledge({ round, by: await of('London') })
  await build.pledge({ round, by: await of('Wales') })

  const others = await listOthersInRegion(by, round.id)

  expect(others).toEqual({ count: 2, names: [named.by.organisationName] })
})
