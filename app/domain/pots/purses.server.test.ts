import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import type { Actor } from '../organisations/actor.ts'
import { build } from '#tests/factories/index.ts'
import { checks } from './checks.server.ts'
import { fundPot } from './fund-pot.server.ts'
import { proposeRule } from './propose-rule.server.ts'
import { publishRule } from './publish-rule.server.ts'
import type { Purse, RingFence } from './purse.ts'
import { RuleTerms } from './rule-terms.ts'

const form = (sum: number, purse?: Purse) => ({ operationKey: newId(), amount: pounds(sum), purse })

const holds = (potId: string, purse: Purse) =>
  db.potBalance.findUniqueOrThrow({ where: { potId_purse: { potId, purse } } })

const matchesOf = ({ id }: { id: string }) => db.match.findMany({ where: { pledgeId: id } })

async function expectAllToAgree() {
  for (const check of checks) expect(await check.rows(db), check.name).toEqual([])
}

type Open = Awaited<ReturnType<typeof build.round>>
/** A council's own money, small enough for its officer to sign. */
const pledged = async (round: Open, sum: number, fundingType: RingFence) =>
  build.committedPledge({
    round,
    by: await build.officer({ limitPence: pounds(1_000_000) }),
    amountPence: pounds(sum),
    fundingType,
  })

const quadratic = RuleTerms.parse({ quadratic: {}, closesOn: '2099-12-31' })

/** A second person of the pot's funder. */
const second = ({ by }: { by: Actor }) =>
  build.fundManager({
    organisation: {
      id: by.organisationId,
      name: by.organisationName,
      slug: by.organisationSlug,
      kind: by.organisationKind,
    },
  })

const proposal = async (pot: { id: string; by: Actor }) =>
  proposeRule(pot.by, pot.id, { operationKey: newId(), terms: quadratic, reason: 'Share it out' })

test('revenue is never matched from capital money, however little else is left', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(100) })
  await fundPot(pot.by, pot.id, form(1_000, 'capital'))

  const revenue = await pledged(round, 250, 'revenue')
  const more = await pledged(round, 250, 'revenue')

  expect(await matchesOf(revenue)).toMatchObject([
    { purse: 'unrestricted', amountPence: pounds(100), boundBy: 'pot' },
  ])
  expect(await matchesOf(more)).toEqual([])
  expect(await holds(pot.id, 'capital')).toMatchObject({ reservedPence: 0n })
  await expectAllToAgree()
})

test('capital stops at the last pound of the capital money, though the pot has more', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(1_000) })
  await fundPot(pot.by, pot.id, form(100, 'capital'))

  const first = await pledged(round, 99, 'capital')
  const last = await pledged(round, 2, 'capital')
  const late = await pledged(round, 1, 'capital')

  expect(await matchesOf(first)).toMatchObject([{ amountPence: pounds(99), boundBy: null }])
  expect(await matchesOf(last)).toMatchObject([{ amountPence: pounds(1), boundBy: 'pot' }])
  expect(await matchesOf(late)).toEqual([])
  await expectAllToAgree()
})

test('two at once on the last pounds of a purse share them, and nobody waits for the other purse', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(1_000) })
  await fundPot(pot.by, pot.id, form(100, 'grant'))

  await Promise.all([
    pledged(round, 80, 'grant'),
    pledged(round, 80, 'grant'),
    pledged(round, 80, 'revenue'),
  ])

  expect(await holds(pot.id, 'grant')).toMatchObject({ reservedPence: pounds(100) })
  expect(await holds(pot.id, 'unrestricted')).toMatchObject({ reservedPence: pounds(80) })
  await expectAllToAgree()
})

test('a pot that is shared out as one sum takes no ring-fenced money, and the other way round', async () => {
  const round = await build.round()
  const terms = { basisPoints: undefined, quadratic: {}, closesOn: '2099-12-31' }
  const shared = await build.pot({ for: round, terms, holds: pounds(100) })
  await expect(fundPot(shared.by, shared.id, form(50, 'capital'))).rejects.toMatchObject({
    kind: 'invalid',
    field: 'purse',
  })
  await fundPot(shared.by, shared.id, form(50))

  const fenced = await build.pot({ for: round, holds: pounds(100) })
  await fundPot(fenced.by, fenced.id, form(50, 'capital'))
  const { id } = await proposal(fenced)
  await expect(publishRule(await second(fenced), id)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await db.potRule.count({ where: { potId: fenced.id } })).toBe(1)
})

test('ring-fenced money and a quadratic rule at once: one of them comes first, and it alone', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round, holds: pounds(100) })
  const [{ id }, other] = [await proposal(pot), await second(pot)]

  const done = await Promise.allSettled([
    fundPot(pot.by, pot.id, form(50, 'capital')),
    publishRule(other, id),
  ])

  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const purses = await db.openPurse.count({ where: { potId: pot.id, purse: 'capital' } })
  const rules = await db.potRule.count({ where: { potId: pot.id, version: 2 } })
  expect(purses + rules).toBe(1)
})
