import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { planMatch, type EarlierAsking, type RoundToAsk } from './plan-match.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'

const ruleOf = (potId: string, terms: StoredTerms) => ({
  potId,
  potSlug: potId,
  potName: potId,
  ruleId: `rule of ${potId}`,
  ruleVersion: 1,
  terms: RuleTerms.parse(terms),
})
const asking = (...terms: StoredTerms[]): EarlierAsking => ({
  pledgeId: 'new',
  councilId: 'leeds',
  challengeId: 'damp',
  amountPence: pounds(100),
  at: new Date('2027-09-14T09:00:00Z'),
  rules: terms.map((each, place) => ruleOf(`pot ${place + 1}`, each)),
  challenge: { serviceFunctionIds: [], theme: null },
  council: { name: 'Leeds', type: 'county', nation: 'England', region: 'London' },
  areas: [],
  matchedPotIds: [],
})
const round = (changes: Partial<RoundToAsk> = {}): RoundToAsk => ({
  councilCount: 1,
  targetPence: pounds(1_000),
  bonusPotIds: [],
  edges: { floors: [], bands: [] },
  earlier: [],
  ...changes,
})
const wanted = (plan: ReturnType<typeof planMatch>) =>
  plan.wants.map((want) => [want.pledgeId, want.wantedPence])

test('a plan holds between the edges where what rules add changes', () => {
  const edges = { floors: [10], bands: [1, 5, 20] }
  const range = (councilCount: number) => {
    const plan = planMatch(asking({ basisPoints: 1 }), round({ councilCount, edges }))
    return [plan.leastCouncils, plan.mostCouncils, plan.hangsOnVersion]
  }
  expect(range(1)).toEqual([1, 4, false])
  expect(range(4)).toEqual([1, 4, false])
  expect(range(5)).toEqual([5, 9, false])
  expect(range(9)).toEqual([5, 9, false])
  expect(range(10)).toEqual([10, 10, true])
  expect(range(11)).toEqual([11, 19, false])
  expect(range(20)).toEqual([20, 999_999, false])
})

const halfThenAll = (more: Partial<StoredTerms> = {}): StoredTerms => ({
  tiers: {
    by: 'councils',
    bands: [
      { fromCouncil: 1, basisPoints: 5_000 },
      { fromCouncil: 3, basisPoints: 10_000 },
    ],
  },
  ...more,
})

test('pledges that a floor switches on keep the rate of their own place', () => {
  const terms = halfThenAll({ minimumCouncils: 3 })
  const earlier = ['first', 'second'].map((pledgeId) => ({ ...asking(terms), pledgeId }))
  const edges = { floors: [3], bands: [1, 3] }

  expect(wanted(planMatch(asking(terms), round({ councilCount: 3, edges, earlier })))).toEqual([
    ['first', pounds(50)],
    ['second', pounds(50)],
    ['new', pounds(100)],
  ])
})

test('of pledges switched on together each asks for the bonus if those before it are given none', () => {
  const terms = {
    basisPoints: 10_000,
    minimumCouncils: 2,
    bonus: { pence: '700', fromCouncils: 1 },
  }
  const earlier = [{ ...asking(terms), pledgeId: 'first' }]
  const edges = { floors: [2], bands: [] }
  const plan = (bonusPotIds: string[]) =>
    planMatch(asking(terms), round({ councilCount: 2, edges, earlier, bonusPotIds }))

  expect(wanted(plan([]))).toEqual([
    ['first', pounds(107)],
    ['new', pounds(107)],
    ['new', pounds(100)],
  ])
  expect(plan([]).wants.map((want) => want.bonus)).toEqual([
    undefined,
    { askedBy: [0], isTaken: false },
    { askedBy: [0], isTaken: true },
  ])
  expect(wanted(plan(['pot 1']))).toEqual([
    ['first', pounds(100)],
    ['new', pounds(100)],
  ])
})

test('a rule with a bonus is planned for exactly these pledges, even once it is given', () => {
  const terms = { basisPoints: 10_000, bonus: { pence: '700', fromCouncils: 1 } }
  for (const bonusPotIds of [[], ['pot 1']])
    expect(planMatch(asking(terms), round({ bonusPotIds })).hangsOnVersion).toBe(true)
})

test('a pot that does not stack and is switched on late asks nothing for what has match', () => {
  const late = { basisPoints: 5_000, minimumCouncils: 2, doesNotStack: true as const }
  const earlier = [
    { ...asking({ basisPoints: 10_000 }, late), pledgeId: 'matched', matchedPotIds: ['pot 1'] },
    { ...asking({ basisPoints: 10_000 }, late), pledgeId: 'bare' },
  ]
  const edges = { floors: [2], bands: [] }
  const plan = planMatch(asking(late), round({ councilCount: 2, edges, earlier }))

  expect(wanted(plan)).toEqual([
    ['bare', pounds(50)],
    ['new', pounds(50)],
  ])
})

test('a match of a pot asked later does not make an earlier pot give way', () => {
  const first = { basisPoints: 5_000, minimumCouncils: 2, doesNotStack: true as const }
  const earlier = [
    { ...asking(first, { basisPoints: 10_000 }), pledgeId: 'one', matchedPotIds: ['pot 2'] },
  ]
  const edges = { floors: [2], bands: [] }
  const plan = planMatch(asking(first), round({ councilCount: 2, edges, earlier }))
  expect(wanted(plan)[0]).toEqual(['one', pounds(50)])
})

const forOthers = { basisPoints: 10_000, what: { themes: ['roads'] } }

test('pots for other challenges are asked for nothing, and answer that whoever looks', () => {
  const bonus = { pence: String(pounds(1)), fromCouncils: 1 }
  const plan = planMatch(asking({ ...forOthers, bonus }, { basisPoints: 5_000 }), round())

  expect(wanted(plan)).toEqual([['new', pounds(50)]])
  expect(plan.hangsOnVersion).toBe(false)
  expect(
    plan.answers().map(({ potId, answer }) => [potId, answer.wants || answer.because]),
  ).toEqual([
    ['pot 1', 'challenge'],
    ['pot 2', true],
  ])
})

test('a top-up gets nothing from a pot that gives way to one that gave before, also if that is for others now', () => {
  const onTop = {
    ...{ standingPence: pounds(50), councilPlace: 1 },
    ...{ matchedPotIds: ['pot 1'], pledgeIds: ['new'] },
  }
  const asked = asking(forOthers, { basisPoints: 5_000, doesNotStack: true as const })

  expect(wanted(planMatch(asked, round()))).toEqual([['new', pounds(50)]])
  expect(wanted(planMatch({ ...asked, onTop }, round()))).toEqual([])
})
