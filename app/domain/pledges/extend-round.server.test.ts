import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { closeDueRounds } from './close-round.server.ts'
import { extendRound } from './extend-round.server.ts'
import { listPublicExtensions } from './extension-queries.server.ts'
import type { ExtensionInput } from './extension.ts'
import { tellRoundExtended } from './tell-round-extended.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const closesAt = new Date('2027-10-29T17:00:00+01:00')
const later = (changes: Partial<ExtensionInput> = {}): ExtensionInput => ({
  operationKey: newId(),
  closesOn: '2027-11-26',
  stretch: undefined,
  reason: 'Two more cabinets meet in November.',
  ...changes,
})

async function openRound() {
  clock.set('2027-09-01T09:00:00Z')
  await build.policy('round-extensions-at-most', 2n)
  await build.policy('round-extension-days-at-most', 60n)
  await build.policy('collection-due-days', 30n)
  return build.round({ targetPence: pounds(20_000), closesAt })
}

test('a round that is extended takes pledges and withdrawals until the new day, and keeps the old one', async () => {
  const round = await openRound()
  const early = await build.committedPledge({ round, amountPence: pounds(5_000) })

  const { id, isNew } = await extendRound(round.by, round.id, later())

  expect(isNew).toBe(true)
  clock.set('2027-11-10T09:00:00Z')
  await closeDueRounds()
  await build.committedPledge({ round, amountPence: pounds(20_000) })
  await withdrawPledge(early.by, early.id, { reason: 'We cannot wait.' })
  expect(await listPublicExtensions(round.id)).toEqual([
    {
      id,
      fromClosesAt: closesAt,
      toClosesAt: new Date('2027-11-26T17:00:00Z'),
      fromStretchPence: null,
      toStretchPence: null,
      reason: 'Two more cabinets meet in November.',
      extendedAt: new Date('2027-09-01T09:00:00Z'),
    },
  ])
  clock.set('2027-11-26T17:00:00Z')
  await closeDueRounds()
  expect(await db.round.findUnique({ where: { id: round.id } })).toMatchObject({
    outcome: 'funded',
  })
})

test('everybody who made or signs a live pledge is told once, and nobody else', async () => {
  const round = await openRound()
  const signed = await build.committedPledge({ round, amountPence: pounds(5_000) })
  const waiting = await build.pledge({ round, state: 'awaiting-approval' })
  const draft = await build.pledge({ round })
  const { id } = await extendRound(round.by, round.id, later())

  await tellRoundExtended(id)
  await tellRoundExtended(id)

  const told = await db.outboxEmail.findMany({
    where: { idempotencyKey: { startsWith: `round-extended:${id}:` } },
    select: { idempotencyKey: true, text: true },
  })
  const personIds = told.map(({ idempotencyKey }) => idempotencyKey.split(':')[2])
  expect(personIds.sort()).toEqual([signed.by.personId, waiting.by.personId].sort())
  expect(personIds).not.toContain(draft.by.personId)
  expect(told[0]?.text).toContain('5pm on Friday 26 November 2027')
})

test('the same form twice extends once, and its key with another answer is refused', async () => {
  const round = await openRound()
  const form = later()

  const answers = await Promise.all([1, 2].map(() => extendRound(round.by, round.id, form)))

  expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1)
  for (const other of [
    { reason: 'Another' },
    { closesOn: '2027-11-27' },
    { stretch: pounds(50_000) },
  ])
    await expect(extendRound(round.by, round.id, { ...form, ...other })).rejects.toMatchObject({
      kind: 'conflict',
    })
  expect(await listPublicExtensions(round.id)).toHaveLength(1)
})

test('only the lead council extends, before the closing second, so often and so long', async () => {
  const round = await openRound()
  await expect(extendRound(await build.officer(), round.id, later())).rejects.toMatchObject({
    kind: 'forbidden',
  })
  for (const closesOn of ['2027-10-29', '2027-12-29'])
    await expect(extendRound(round.by, round.id, later({ closesOn }))).rejects.toMatchObject({
      kind: 'invalid',
      field: 'closesOn',
    })
  await extendRound(round.by, round.id, later({ closesOn: '2027-10-30' }))
  await extendRound(round.by, round.id, later({ closesOn: '2027-10-31' }))
  await expect(extendRound(round.by, round.id, later())).rejects.toThrow('2 times')

  const other = await openRound()
  clock.set('2027-10-29T17:00:00+01:00')
  await expect(extendRound(other.by, other.id, later())).rejects.toThrow('Pledging closed')
})

test('a full round takes pledges again once its stretch target is raised, and who pledged reads of it', async () => {
  const { by, id, challengeId } = await openRound()
  await db.round.update({ where: { id }, data: { stretchPence: pounds(30_000) } })
  const round = { id, challengeId }
  const first = await build.committedPledge({ round, amountPence: pounds(30_000) })
  await expect(build.committedPledge({ round })).rejects.toThrow('stretch target is reached')
  await expect(extendRound(by, id, later({ stretch: pounds(30_000) }))).rejects.toMatchObject({
    kind: 'invalid',
    field: 'stretch',
  })

  const extension = await extendRound(by, id, later({ stretch: pounds(35_000) }))

  await build.committedPledge({ round, amountPence: pounds(5_000) })
  await tellRoundExtended(extension.id)
  expect(
    await db.outboxEmail.findUnique({
      where: { idempotencyKey: `round-extended:${extension.id}:${first.by.personId}` },
    }),
  ).toMatchObject({ text: expect.stringContaining('rises from £30,000 to £35,000') })
})
