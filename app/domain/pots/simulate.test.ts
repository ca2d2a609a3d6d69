import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { compareTrials, forecastPence } from './compare-trials.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'
import { simulate, type PledgeToTry, type RoundToTry } from './simulate.ts'

const inForce: StoredTerms = { basisPoints: 5_000, challengeCapPence: String(pounds(100)) }
const round = (roundId: string, changes: Partial<RoundToTry> = {}): RoundToTry => ({
  roundId,
  challengeSlug: roundId,
  challengeTitle: roundId,
  targetPence: pounds(400),
  minimumCouncils: 1,
  closedAt: undefined,
  ...changes,
})
let made = 0
const pledge = (roundId: string, sum: number, day = 1): PledgeToTry => ({
  pledgeId: `pledge ${++made}`,
  councilId: `council ${made}`,
  challengeId: roundId,
  roundId,
  amountPence: pounds(sum),
  at: new Date(Date.UTC(2027, 8, day, 9, 0, made)),
  rules: [
    {
      potId: 'pot',
      potSlug: 'pot',
      potName: 'Pot',
      ruleId: 'rule',
      ruleVersion: 1,
      terms: RuleTerms.parse(inForce),
    },
  ],
  challenge: { serviceFunctionIds: [], theme: null },
  council: { name: 'Leeds', type: 'county', nation: 'England', region: 'London' },
  areas: [],
})
const run = (rounds: RoundToTry[], pledges: PledgeToTry[], terms = inForce, holds = 10_000) =>
  simulate(
    { rounds, pledges, allocatedPence: new Map([['pot', pounds(holds)]]) },
    { potId: 'pot', terms: RuleTerms.parse(terms) },
  )
const fromPot = (tried: ReturnType<typeof run>) => tried.map(({ fromPotPence }) => fromPotPence)

test('a raised limit brings a challenge to its target, and says which', () => {
  const rounds = [round('damp'), round('taxis')]
  const pledges = [pledge('damp', 280), pledge('taxis', 100)]
  const before = run(rounds, pledges)
  const after = run(rounds, pledges, { basisPoints: 5_000 })

  expect(fromPot(before)).toEqual([pounds(100), pounds(50)])
  // The gap to target stops it at £120, although half of £280 would be £140.
  expect(fromPot(after)).toEqual([pounds(120), pounds(50)])
  const compared = compareTrials(before, after)
  expect(compared.gained.map((pair) => pair.after.challengeTitle)).toEqual(['damp'])
  expect(compared.lost).toEqual([])
  expect(compared.mostMoved).toMatchObject([{ morePence: pounds(20) }])
  expect(compareTrials(after, before).lost.map((pair) => pair.after.roundId)).toEqual(['damp'])
})

test('a rule tried on itself changes nothing', () => {
  const rounds = [round('damp')]
  const pledges = [pledge('damp', 250), pledge('damp', 20)]
  const compared = compareTrials(run(rounds, pledges), run(rounds, pledges))
  expect(compared).toMatchObject({ gained: [], lost: [], mostMoved: [] })
  expect(compared.today).toEqual(compared.changed)
  expect(compared.today).toMatchObject({ matchedPledges: 2, matchedInFull: 0 })
})

test('a round that closed short gives back what it held, for the rounds after it', () => {
  const closedAt = new Date('2027-09-10T16:00:00Z')
  const rounds = [round('short', { closedAt }), round('later')]
  const early = [pledge('short', 100), pledge('later', 100, 5)]
  const late = [pledge('short', 100), pledge('later', 100, 15)]

  expect(fromPot(run(rounds, early, inForce, 60))).toEqual([0n, pounds(10)])
  expect(fromPot(run(rounds, late, inForce, 60))).toEqual([0n, pounds(50)])
})

test('a floor switches on the pledges before it, as committing does', () => {
  const terms = { basisPoints: 5_000, minimumCouncils: 2 }
  const rounds = [round('damp')]
  const first = pledge('damp', 100)
  expect(fromPot(run(rounds, [first], terms))).toEqual([0n])
  expect(fromPot(run(rounds, [first, pledge('damp', 40)], terms))).toEqual([pounds(70)])
})

test('a forecast goes on at the same pace', () => {
  const days = { since: '2027-07-01', today: '2027-07-11', until: '2027-07-31' }
  expect(forecastPence(pounds(100), days)).toBe(pounds(300))
  expect(forecastPence(pounds(100), { ...days, since: days.today })).toBe(pounds(2_100))
})
