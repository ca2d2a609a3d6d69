import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { describeConditions } from './conditions.ts'
import { judgeRound, solveLive, type LivePledge } from './judge-round.ts'

const pledge = (changes: Partial<LivePledge> = {}): LivePledge => ({
  pledgeId: 'p',
  number: 1,
  councilId: 'leeds',
  region: 'North',
  isNameShown: true,
  state: 'committed',
  isSigned: true,
  conditions: {},
  isConditionMet: null,
  amountPence: pounds(10),
  matchedPence: pounds(5),
  ...changes,
})
const terms = {
  targetPence: pounds(15),
  minimumCouncils: 1,
  isDataKeptInUk: false,
  smallestPledgePence: 1n,
}
const judge = (
  pledges: LivePledge[],
  changes: Partial<typeof terms> = {},
  matchOfLowered = new Map<string, bigint>(),
) => {
  const all = { ...terms, ...changes }
  return judgeRound(all, pledges, { solved: solveLive(all, pledges), matchOfLowered })
}
const outcome = (pledges: LivePledge[], changes = {}) => judge(pledges, changes).outcome

test('the target is met by pledges and match together, to the penny', () => {
  expect(outcome([pledge()])).toBe('funded')
  expect(outcome([pledge({ matchedPence: pounds(5) - 1n })])).toBe('lapsed')
})

test('the number of councils is a term too', () => {
  const two = [pledge({ councilId: 'leeds' }), pledge({ councilId: 'york' })]
  expect(outcome(two, { minimumCouncils: 2 })).toBe('funded')
  expect(outcome(two, { minimumCouncils: 3 })).toBe('lapsed')
})

test('what is not signed counts for nothing and ends', () => {
  const waiting = pledge({
    pledgeId: 'w',
    councilId: 'york',
    state: 'awaiting-approval',
    isSigned: false,
    amountPence: pounds(100),
  })
  expect(outcome([waiting])).toBe('lapsed')
  expect(judge([pledge(), waiting])).toMatchObject({
    outcome: 'funded',
    called: [{ pledgeId: 'p' }],
    lapsed: [{ pledgeId: 'w', reason: 'It was not signed when pledging closed.' }],
  })
})

test('what is signed but waits for another gate counts for nothing, and says so', () => {
  const waiting = pledge({ pledgeId: 'w', councilId: 'york', state: 'awaiting-approval' })
  expect(judge([waiting], { targetPence: 1n }).outcome).toBe('lapsed')
  expect(judge([pledge(), waiting]).lapsed).toEqual([
    {
      pledgeId: 'w',
      reason: 'It was signed, but not every gate was clear when pledging closed.',
    },
  ])
})

test('a pledge with an unmet condition is out before the target is judged', () => {
  const unsure = pledge({ conditions: { dataStaysInUk: true } })
  expect(outcome([unsure])).toBe('lapsed')
  expect(outcome([unsure], { isDataKeptInUk: true })).toBe('funded')
})

test('conditions are said in the order of the form', () => {
  expect(
    describeConditions({
      decisionByOn: '2027-09-24',
      minimumOtherCouncilsInRegion: 3,
      asMuchAs: { councilId: 'l', name: 'Leeds' },
      mostOfTotalBasisPoints: 1_250,
      minimumCouncils: 8,
      minimumPledgedPence: '15000000',
    }),
  ).toEqual([
    'At least 8 councils and £150,000 pledged, ours included',
    'At most 12.5% of what all councils pledge',
    'At most as much as Leeds',
    'At least 3 other councils in our region',
    'Delegated decision by 24 September 2027',
  ])
  expect(describeConditions({ minimumCouncils: 2 })).toEqual(['At least 2 councils, ours included'])
  expect(describeConditions({ minimumPledgedPence: '150', mostOfTotalBasisPoints: 5 })).toEqual([
    'At least £1.50 pledged, ours included',
    'At most 0.05% of what all councils pledge',
  ])
})

test('a condition in a council’s own words holds when the lead council says so', () => {
  const own = pledge({ conditions: { other: 'A Welsh version' } })
  expect(outcome([own])).toBe('lapsed')
  expect(outcome([{ ...own, isConditionMet: false }])).toBe('lapsed')
  expect(outcome([{ ...own, isConditionMet: true }])).toBe('funded')
})

test('the terms are held against what pledges come to and the match of that', () => {
  const whole = pledge({ pledgeId: 'a', councilId: 'leeds', amountPence: pounds(30) })
  const quarter = pledge({
    pledgeId: 'b',
    councilId: 'york',
    amountPence: pounds(20),
    matchedPence: pounds(20),
    conditions: { mostOfTotalBasisPoints: 2_500 },
  })
  const lower = new Map([['b', pounds(9)]])
  const at = (target: number) => judge([whole, quarter], { targetPence: pounds(target) }, lower)

  expect(at(54)).toMatchObject({
    outcome: 'funded',
    called: [
      { pledgeId: 'a', amountPence: pounds(30) },
      { pledgeId: 'b', amountPence: pounds(10), matchedPence: pounds(9) },
    ],
    lapsed: [],
    reasons: [
      { pledgeId: 'a', reason: 'It counted in full.' },
      { pledgeId: 'b', reason: 'It counted at £10: 25% of the £40 that councils pledged.' },
    ],
    reached: { pledgedPence: pounds(40), matchedPence: pounds(14) },
  })
  expect(at(55).outcome).toBe('lapsed')
})

test('a round that lapses gives no hidden name away', () => {
  const hidden = pledge({ pledgeId: 'a', councilId: 'leeds', isNameShown: false })
  const asMuchAs = { councilId: 'leeds', name: 'Leeds' }
  const follower = pledge({
    pledgeId: 'b',
    councilId: 'york',
    amountPence: pounds(20),
    conditions: { asMuchAs },
  })
  const told = (target: number) =>
    judge([hidden, follower], { targetPence: pounds(target) }).reasons[1]?.reason

  expect(told(100)).toBe('It followed Leeds, which is not named among the councils that pledged.')
  expect(told(10)).toBe('It counted at £10: as much as Leeds.')
})
