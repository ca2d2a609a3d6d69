import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import type { Funding } from '../payments/payment.ts'
import { addParts, percentOf, poolCouncils, splitMilestone, type NamedStake } from './split.ts'

const council = (councilId: string, leftPence: bigint, awaitedPence = 0n): Funding => ({
  councilId,
  name: councilId,
  leftPence,
  awaitedPence,
})
const pot = (potId: string, leftPence: bigint): Funding => ({
  potId,
  name: potId,
  leftPence,
  awaitedPence: 0n,
})

test('before it is paid a milestone is forecast by what each has left, called money included', () => {
  const funders = [council('leeds', 100n), council('fife', 0n, 100n), pot('seed', 100n)]

  const lines = splitMilestone({ milestoneId: 'm1', pricePence: 100n, funders, payments: [] })

  expect(lines.map((line) => line.thisPence)).toEqual([34n, 33n, 33n])
  expect(lines.map((line) => line.leftPence)).toEqual([66n, 67n, 67n])
})

test('once paid, a milestone shows what was paid before it and what was left after it', () => {
  const share = (potId: string, amountPence: bigint) => ({ councilId: null, potId, amountPence })
  const payments = [
    { milestoneId: 'm1', shares: [share('seed', 30n)] },
    { milestoneId: 'm2', shares: [share('seed', 20n)] },
    { milestoneId: 'm3', shares: [share('seed', 10n)] },
  ]

  const [line] = splitMilestone({
    milestoneId: 'm2',
    pricePence: 20n,
    funders: [pot('seed', 40n)],
    payments,
  })

  expect(line).toMatchObject({ beforePence: 30n, thisPence: 20n, leftPence: 50n })
})

test('councils stand in one line with their number, and a lone one keeps its name', () => {
  const funders = [council('leeds', 60n), council('fife', 40n), pot('seed', 100n)]
  const lines = splitMilestone({ milestoneId: 'm1', pricePence: 100n, funders, payments: [] })

  expect(poolCouncils(lines, 'Leeds').map(({ name, thisPence }) => [name, thisPence])).toEqual([
    ['2 councils, pooled by Leeds', 50n],
    ['seed', 50n],
  ])
  expect(poolCouncils(lines.slice(1), 'Leeds').map((line) => line.name)).toEqual(['fife', 'seed'])
})

const stake = (name: string, putInPence: bigint, changes: Partial<NamedStake> = {}) => ({
  ...{ potId: 'seed', purse: 'unrestricted', funderId: name, name },
  ...{ putInPence, takenBackPence: 0n, bornePence: 0n, ...changes },
})

test('a pot of several funders shows what each bears: as it would be split now, then as it was', () => {
  const funders = [council('leeds', 50n), pot('seed', 51n)]
  const stakes = [stake('trust', 3_000n), stake('office', 1_000n)]
  const asked = { milestoneId: 'm1', pricePence: 101n, funders, stakes }
  const [, forecast] = splitMilestone({ ...asked, payments: [] })
  // 51 pence three to one are 38¼ and 12¾.
  expect(forecast?.parts).toEqual([
    { name: 'trust', pence: 38n },
    { name: 'office', pence: 13n },
  ])

  const share = { councilId: null, potId: 'seed', purse: 'unrestricted' }
  const shares = [
    { ...share, funderId: 'trust', amountPence: 30n },
    { ...share, funderId: 'office', amountPence: 21n },
  ]
  const [, paid] = splitMilestone({ ...asked, payments: [{ milestoneId: 'm1', shares }] })
  expect(paid).toMatchObject({ thisPence: 51n, parts: [{ pence: 30n }, { pence: 21n }] })
  expect(addParts([forecast?.parts ?? [], paid?.parts ?? []])).toEqual([
    { name: 'trust', pence: 68n },
    { name: 'office', pence: 34n },
  ])
})

test('a pot of one funder, and stakes of another purse, name nobody', () => {
  const funders = [pot('seed', 51n)]
  const asked = { milestoneId: 'm1', pricePence: 51n, funders, payments: [] }
  const other = stake('office', 100n, { purse: 'capital' })

  for (const stakes of [[], [stake('trust', 100n)], [stake('trust', 100n), other]])
    expect(splitMilestone({ ...asked, stakes })).toMatchObject([{ thisPence: 51n, parts: [] }])
})

test('nothing is forecast when the money raised does not cover the price', () => {
  const [line] = splitMilestone({
    milestoneId: 'm1',
    pricePence: 101n,
    funders: [pot('seed', 100n)],
    payments: [],
  })

  expect(line?.thisPence).toBe(0n)
})

test.each([
  [pounds(42_534), pounds(58_000), '73.3%'],
  [1n, 3n, '33.3%'],
  [2n, 3n, '66.7%'],
  [5n, 5n, '100.0%'],
  [0n, 0n, '0.0%'],
])('%s of %s is %s', (part, whole, shown) => {
  expect(percentOf(part, whole)).toBe(shown)
})
