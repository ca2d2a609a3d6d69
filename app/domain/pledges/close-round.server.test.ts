import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { closeDueRounds, closeRound } from './close-round.server.ts'

const closesAt = new Date('2027-10-29T17:00:00+01:00')
const stateOf = async (id: string) => (await db.pledge.findUniqueOrThrow({ where: { id } })).state

test('a round that reaches its target calls every pledge and commits every match', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const round = await build.round({ targetPence: pounds(40_000), closesAt })
  const pot = await build.pot({ for: round })
  const pledge = await build.committedPledge({ round, amountPence: pounds(20_000) })
  await build.policy('collection-due-days', 30n)

  clock.set('2027-10-29T16:59:59+01:00')
  await closeDueRounds()
  expect(await stateOf(pledge.id)).toBe('committed')
  clock.set('2027-10-29T17:00:00+01:00')
  await closeDueRounds()

  expect(await stateOf(pledge.id)).toBe('called')
  expect(await db.collection.findUnique({ where: { pledgeId: pledge.id } })).toMatchObject({
    amountPence: pounds(20_000),
    councilId: pledge.by.organisationId,
    leadCouncilId: round.by.organisationId,
    dueOn: new Date('2027-11-28'),
  })
  expect(await db.potBalance.findFirst({ where: { potId: pot.id } })).toMatchObject({
    reservedPence: 0n,
    committedPence: pounds(20_000),
  })
  expect(await build.balance('called', { challengeId: round.challengeId })).toBe(pounds(20_000))
  expect(await closeRound(undefined, round.id)).toEqual({ outcome: 'funded', isNew: false })
})

test('a round that misses its target by a pound lets every pledge lapse and every match go', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const round = await build.round({ targetPence: pounds(40_001), closesAt })
  const pot = await build.pot({ for: round })
  const signed = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const draft = await build.pledge({ round })

  clock.set('2027-10-29T17:00:00+01:00')
  await closeDueRounds()

  expect(await stateOf(signed.id)).toBe('lapsed')
  expect(await stateOf(draft.id)).toBe('lapsed')
  expect(await db.potBalance.findFirst({ where: { potId: pot.id } })).toMatchObject({
    reservedPence: 0n,
    committedPence: 0n,
  })
  expect(await build.balance('pot-available', { potId: pot.id })).toBe(pounds(1_000_000))
  expect(await build.balance('pledged', { challengeId: round.challengeId })).toBe(0n)
  expect(await db.round.findUnique({ where: { id: round.id } })).toMatchObject({
    outcome: 'lapsed',
    closingPledgedPence: pounds(20_000),
    closingMatchedPence: pounds(20_000),
  })
})

test('a round that has its money from one council too few lapses, and with one more it is funded', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const terms = { targetPence: pounds(30_000), minimumCouncils: 2, closesAt }
  const [alone, together] = [await build.round(terms), await build.round(terms)]
  await build.policy('collection-due-days', 30n)
  const lapses = await build.committedPledge({ round: alone, amountPence: pounds(30_000) })
  const called = await build.committedPledge({ round: together, amountPence: pounds(30_000) })
  await build.committedPledge({ round: together, amountPence: pounds(1) })

  clock.set('2027-10-29T17:00:00+01:00')
  await closeDueRounds()

  expect([await stateOf(lapses.id), await stateOf(called.id)]).toEqual(['lapsed', 'called'])
  expect(await db.round.findUnique({ where: { id: alone.id } })).toMatchObject({
    outcome: 'lapsed',
    closingPledgedPence: pounds(30_000),
  })
  expect(await build.balance('pledged', { challengeId: alone.challengeId })).toBe(0n)
})

test('the lead council may close early when the terms are met, and only then', async () => {
  const round = await build.round({ targetPence: pounds(30_000), minimumCouncils: 2 })
  await build.policy('collection-due-days', 30n)
  await build.committedPledge({ round, amountPence: pounds(30_000) })
  const stranger = await build.officer()

  await expect(closeRound(stranger, round.id)).rejects.toThrow('lead council')
  await expect(closeRound(round.by, round.id)).rejects.toThrow('not met yet')
  await build.committedPledge({ round, amountPence: pounds(1) })
  expect(await closeRound(round.by, round.id)).toEqual({ outcome: 'funded', isNew: true })
})

test('a round closed by two at once is closed once', async () => {
  const round = await build.round({ targetPence: pounds(10_000) })
  await build.pot({ for: round })
  await build.policy('collection-due-days', 30n)
  await build.committedPledge({ round, amountPence: pounds(10_000) })

  const answers = await Promise.all([1, 2, 3, 4].map(() => closeRound(round.by, round.id)))

  expect(answers.filter((answer) => answer.isNew)).toHaveLength(1)
  expect(await db.journal.count({ where: { kind: 'round-funded', operationKey: round.id } })).toBe(
    1,
  )
})

test('a pledge whose condition is not met does not count, and falls with its match', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const round = await build.round({ targetPence: pounds(20_000), closesAt })
  await build.policy('collection-due-days', 30n)
  const free = await build.committedPledge({ round, amountPence: pounds(20_000) })
  const conditional = await build.committedPledge({
    round,
    amountPence: pounds(5_000),
    conditions: { minimumOtherCouncilsInRegion: 2 },
  })

  clock.set('2027-10-29T17:00:00+01:00')
  await closeDueRounds()

  expect(await stateOf(free.id)).toBe('called')
  expect(await db.pledge.findUnique({ where: { id: conditional.id } })).toMatchObject({
    state: 'lapsed',
    endedReason:
      'It did not count: it needed 2 other councils in Yorkshire and The Humber, and there was 1.',
  })
})
