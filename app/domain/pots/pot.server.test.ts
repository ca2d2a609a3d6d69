import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { createPot } from './create-pot.server.ts'
import { fundPot } from './fund-pot.server.ts'
import { proposeRule } from './propose-rule.server.ts'
import { publishRule } from './publish-rule.server.ts'
import { getPot, listAllocations } from './queries.server.ts'
import { getRule, listRuleProposals, listRuleVersions } from './rule-queries.server.ts'
import { RuleTerms } from './rule-terms.ts'

const nowhere = { serviceFunctionId: 0 }
const proposal = (basisPoints: number) => ({
  operationKey: newId(),
  terms: RuleTerms.parse({ basisPoints }),
  reason: 'More challenges would reach their target',
})

test('the key of a funding sent before is refused with another sum or another pot', async () => {
  const { serviceFunctionId } = await build.round()
  const pot = await build.pot({ for: { serviceFunctionId }, holds: 0n })
  const other = await build.pot({ for: { serviceFunctionId }, holds: 0n, by: pot.by })
  const form = { operationKey: newId(), amount: pounds(5_000) }
  await fundPot(pot.by, pot.id, form)

  await expect(fundPot(pot.by, pot.id, { ...form, amount: pounds(6_000) })).rejects.toMatchObject({
    kind: 'conflict',
  })
  await expect(fundPot(pot.by, other.id, form)).rejects.toMatchObject({ kind: 'conflict' })
  await fundPot(pot.by, pot.id, form)

  expect(await build.balance('pot-available', { potId: pot.id })).toBe(pounds(5_000))
  expect(await build.balance('pot-available', { potId: other.id })).toBe(0n)
})

test('money put in twice with one form goes in once', async () => {
  const pot = await build.pot({ for: nowhere, holds: 0n })
  const form = { operationKey: newId(), amount: pounds(5_000) }

  await Promise.all([1, 2, 3].map(() => fundPot(pot.by, pot.id, form)))

  expect(await db.potBalance.findFirst({ where: { potId: pot.id } })).toMatchObject({
    allocatedPence: pounds(5_000),
  })
  expect(await build.balance('pot-available', { potId: pot.id })).toBe(pounds(5_000))
  await expect(
    fundPot(await build.fundManager(), pot.id, { ...form, operationKey: newId() }),
  ).rejects.toMatchObject({ kind: 'forbidden' })
})

test('a rule takes two people of the funder, and a published version never changes', async () => {
  const pot = await build.pot({ for: nowhere })
  const { id } = await proposeRule(pot.by, pot.id, proposal(5_000))
  expect(await listRuleProposals(pot.by, pot.id)).toHaveLength(1)

  await expect(publishRule(pot.by, id)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(publishRule(await build.fundManager(), id)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  const funder = await db.organisation.findUniqueOrThrow({ where: { id: pot.by.organisationId } })
  const second = await build.paymentApprover({ organisation: funder })
  const first = await publishRule(second, id)
  expect(await publishRule(second, id)).toEqual(first)

  const versions = await listRuleVersions(pot.id)
  expect(versions.map((rule) => [rule.version, rule.terms.basisPoints])).toEqual([
    [2, 5_000],
    [1, 10_000],
  ])
  await expect(
    db.$executeRaw`update pot_rules set reason = 'x' where id = ${first.id}::uuid`,
  ).rejects.toThrow()
})

test('the rule on a day is the version that was in force on it', async () => {
  clock.set('2027-07-01T09:00:00Z')
  const pot = await build.pot({ for: nowhere })
  clock.set('2027-08-01T09:00:00Z')
  await build.rule({ potId: pot.id, by: pot.by, terms: { basisPoints: 5_000 } })

  const versionAt = async (at: string) => (await getRule(pot.id, new Date(at))).version
  expect(await versionAt('2027-08-01T08:59:59Z')).toBe(1)
  expect(await versionAt('2027-08-01T09:00:00Z')).toBe(2)
  await expect(versionAt('2027-06-30T09:00:00Z')).rejects.toMatchObject({ kind: 'not-found' })
})

test('a pot’s page adds up, says the ledger agrees, and lists every challenge once over its pages', async () => {
  const rounds = [await build.round(), await build.round(), await build.round()]
  const serviceFunctionIds = rounds.map((round) => round.serviceFunctionId ?? 0)
  const pot = await build.pot({ for: nowhere, terms: { what: { serviceFunctionIds } } })
  for (const round of rounds)
    for (const amountPence of [pounds(100), pounds(50)])
      await build.committedPledge({ round, amountPence })
  const { slug } = await db.pot.findUniqueOrThrow({ where: { id: pot.id } })

  expect(await getPot(slug)).toMatchObject({
    allocatedPence: pounds(1_000_000),
    reservedPence: pounds(450),
    reservedChallenges: 3,
    isEqualToLedger: true,
    rule: { version: 1, words: { headline: 'For every £1 pledged by a council, add £1.' } },
  })
  const first = await listAllocations(pot.id, { limit: 2 })
  const second = await listAllocations(pot.id, { limit: 2, after: first.next ?? '' })
  const all = [...first.allocations, ...second.allocations]
  expect(all.map((one) => one.challengeId)).toEqual(
    rounds.map((round) => round.challengeId).reverse(),
  )
  expect(all).toMatchObject(Array(3).fill({ matchPence: pounds(150), status: 'reserved' }))
  expect(second.next).toBeUndefined()
  await expect(listAllocations(pot.id, { after: 'nonsense' })).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('only a fund manager sets up a pot, at its own address and place', async () => {
  const by = await build.fundManager()
  const input = {
    operationKey: newId(),
    slug: 'a-new-pot',
    name: 'A new pot',
    purpose: 'A test',
    askOrder: 900,
    opensOn: '2027-01-01',
    closesOn: undefined,
  }
  await expect(createPot(await build.officer(), input)).rejects.toMatchObject({ kind: 'forbidden' })
  const first = await createPot(by, input)
  expect(await createPot(by, input)).toEqual(first)
  await expect(createPot(by, { ...input, operationKey: newId() })).rejects.toMatchObject({
    kind: 'conflict',
  })
})
