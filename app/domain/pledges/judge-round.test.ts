import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { describeConditions, listUnmet, type Standing } from './conditions.ts'
import { judgeRound, type LivePledge } from './judge-round.ts'

const pledge = (changes: Partial<LivePledge> = {}): LivePledge => ({
  pledgeId: 'p',
  number: 1,
  councilId: 'leeds',
  region: 'North',
  state: 'committed',
  conditions: {},
  isConditionMet: null,
  amountPence: pounds(10),
  matchedPence: pounds(5),
  ...changes,
})
const terms = { targetPence: pounds(15), minimumCouncils: 1, isDataKeptInUk: false }
const outcome = (pledges: LivePledge[], changes = {}) =>
  judgeRound({ ...terms, ...changes }, pledges).outcome

test('the target is met by pledges and match together, to the penny', () => {
  expect(outcome([pledge()])).toBe('funded')
  expect(outcome([pledge({ matchedPence: pounds(5) - 1n })])).toBe('lapsed')
})

test('the number of councils is a term too', () => {
  const two = [pledge({ pledgeId: 'a' }), pledge({ pledgeId: 'b' })]
  expect(outcome(two, { minimumCouncils: 2 })).toBe('funded')
  expect(outcome(two, { minimumCouncils: 3 })).toBe('lapsed')
})

test('what is not signed counts for nothing and ends', () => {
  const waiting = pledge({ pledgeId: 'w', state: 'awaiting-approval', amountPence: pounds(100) })
  expect(outcome([waiting])).toBe('lapsed')
  expect(judgeRound(terms, [pledge(), waiting])).toMatchObject({
    outcome: 'funded',
    called: [{ pledgeId: 'p' }],
    lapsed: [{ pledgeId: 'w', reason: 'It was not signed when pledging closed.' }],
  })
})

test('a pledge with an unmet condition is out before the target is judged', () => {
  const unsure = pledge({ conditions: { dataStaysInUk: true } })
  expect(outcome([unsure])).toBe('lapsed')
  expect(outcome([unsure], { isDataKeptInUk: true })).toBe('funded')
})

const standing = (pledgeId: string, region: string, needed?: number): Standing => ({
  pledgeId,
  region,
  conditions: needed === undefined ? {} : { minimumOtherCouncilsInRegion: needed },
  isConditionMet: null,
})

test('other councils in the region are counted without oneself', () => {
  const two = [standing('a', 'North', 1), standing('b', 'North')]
  expect(listUnmet(two, terms).size).toBe(0)
  expect([...listUnmet([standing('a', 'North', 1), standing('b', 'South')], terms).keys()]).toEqual(
    ['a'],
  )
})

test('one that falls takes with it those that leaned on it', () => {
  const chain = [standing('a', 'North', 2), standing('b', 'North', 1), standing('c', 'North', 3)]
  expect([...listUnmet(chain, terms).keys()].sort()).toEqual(['a', 'b', 'c'])
})

test('a condition in a council’s own words holds when the lead council says so', () => {
  const own = { ...standing('a', 'North'), conditions: { other: 'A Welsh version' } }
  expect(listUnmet([own], terms).size).toBe(1)
  expect(listUnmet([{ ...own, isConditionMet: false }], terms).size).toBe(1)
  expect(listUnmet([{ ...own, isConditionMet: true }], terms).size).toBe(0)
})

test('who stands together at the end has no unmet condition, and one pledge more never drops another', () => {
  const any = fc.array(
    fc.record({
      region: fc.constantFrom('N', 'S'),
      needed: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
    { maxLength: 9 },
  )
  fc.assert(
    fc.property(any, fc.constantFrom('N', 'S'), (asked, region) => {
      const all = asked.map((one, place) =>
        standing(`p${place}`, one.region, one.needed ?? undefined),
      )
      const unmet = listUnmet(all, terms)
      const live = all.filter((one) => !unmet.has(one.pledgeId))
      expect(listUnmet(live, terms).size).toBe(0)
      const withOneMore = listUnmet([...all, standing('new', region)], terms)
      for (const id of withOneMore.keys()) expect(unmet.has(id)).toBe(true)
    }),
  )
})

test('conditions are said in the order of the form', () => {
  expect(
    describeConditions({ minimumOtherCouncilsInRegion: 3, decisionByOn: '2027-09-24' }),
  ).toEqual(['At least 3 other councils in our region', 'Delegated decision by 24 September 2027'])
})
