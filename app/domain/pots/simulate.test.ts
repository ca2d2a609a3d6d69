import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds, type Pence } from '#app/core/money.ts'
import { compareTrials, forecastPence } from './compare-trials.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'
import { simulate, type Trial } from './simulate.ts'
import type { PledgeToTry, RoundToTry } from './trial-round.ts'

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
const run = (
  rounds: RoundToTry[],
  pledges: PledgeToTry[],
  terms = inForce,
  { holds = 10_000, ...more }: { holds?: number } & Partial<Trial> = {},
) =>
  simulate(
    { rounds, pledges, leftInPotPence: new Map([['pot', pounds(holds)]]), ...more },
    { potId: 'pot', terms: RuleTerms.parse(terms) },
  )
/** Conditions in every round, by which these pledges come to these sums. */
const comingTo = (sums: Record<string, Pence>): Trial['conditions'] => ({
  roundIds: new Set(['open', 'closed']),
  solve: (_, ids) => new Map(ids.flatMap((id) => (id in sums ? [[id, sums[id] ?? 0n]] : []))),
})
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
  expect(compared.moved).toMatchObject([{ morePence: pounds(20) }])
  expect(compared.areas).toEqual([
    { area: '', before: pounds(150), after: pounds(170), morePence: pounds(20) },
  ])
  expect(compareTrials(after, before).lost.map((pair) => pair.after.roundId)).toEqual(['damp'])
})

test('a rule tried on itself changes nothing', () => {
  const rounds = [round('damp')]
  const pledges = [pledge('damp', 250), pledge('damp', 20)]
  const compared = compareTrials(run(rounds, pledges), run(rounds, pledges))
  expect(compared).toMatchObject({ gained: [], lost: [], moved: [] })
  expect(compared.today).toEqual(compared.changed)
  expect(compared.today).toMatchObject({ matchedPledges: 2, matchedInFull: 0 })
})

test('a round that closed short gives back what it held, for the rounds after it', () => {
  const closedAt = new Date('2027-09-10T16:00:00Z')
  const rounds = [round('short', { closedAt }), round('later')]
  const early = [pledge('short', 100), pledge('later', 100, 5)]
  const late = [pledge('short', 100), pledge('later', 100, 15)]

  expect(fromPot(run(rounds, early, inForce, { holds: 60 }))).toEqual([0n, pounds(10)])
  expect(fromPot(run(rounds, late, inForce, { holds: 60 }))).toEqual([0n, pounds(50)])
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

test('money counts from the day it came into the pot, and what was used before is gone', () => {
  const rounds = [round('damp')]
  const pledges = [pledge('damp', 100, 1), pledge('damp', 100, 5)]
  const at = new Date('2027-09-03T12:00:00Z')
  const fundings = [{ potId: 'pot', at, pence: pounds(90) }]
  const leftInPotPence = new Map([['pot', -pounds(20)]])

  expect(fromPot(run(rounds, pledges, inForce, { fundings, leftInPotPence }))).toEqual([pounds(50)])
  const later = [
    ...fundings,
    { ...fundings[0], at: new Date('2027-09-04T12:00:00Z') },
  ] as typeof fundings
  const twice = { fundings: later, leftInPotPence: new Map([['pot', -pounds(160)]]) }
  expect(fromPot(run(rounds, pledges, inForce, twice))).toEqual([pounds(20)])
})

test('a pledge whose condition is not met counts neither itself nor with its match', () => {
  const closedAt = new Date('2027-09-10T16:00:00Z')
  const open = round('open', { targetPence: pounds(150) })
  const closed = round('closed', { targetPence: pounds(150), closedAt })
  const pledges = [
    pledge('open', 100),
    pledge('open', 40),
    pledge('closed', 90),
    pledge('closed', 30),
  ]
  const [, second = '', , fourth = ''] = pledges.map(({ pledgeId }) => pledgeId)
  const conditions = comingTo({ [second]: 0n, [fourth]: 0n })

  expect(run([open, closed], pledges, inForce, { conditions })).toMatchObject([
    { councilCount: 1, pledgedPence: pounds(100), fromPotPence: pounds(50), isReached: true },
    { councilCount: 1, pledgedPence: pounds(90), fromPotPence: 0n, isReached: false },
  ])
})

test('a pledge that its conditions lower counts at that sum, with what its rule adds to it', () => {
  const closedAt = new Date('2027-09-10T16:00:00Z')
  const rounds = [
    round('closed', { targetPence: pounds(200), closedAt }),
    round('open', { targetPence: pounds(200) }),
  ]
  const pledgesTo = (roundId: string, day: number) =>
    [100, 40, 30].map((sum) => pledge(roundId, sum, day))
  const pledges = [...pledgesTo('closed', 1), ...pledgesTo('open', 15)]
  const [, second = '', , , fifth = ''] = pledges.map(({ pledgeId }) => pledgeId)
  const conditions = comingTo({ [second]: pounds(16), [fifth]: pounds(8) })

  // £50 for £100, then the £10 that are left to the target, then nothing. £16 keep £8 of the £10, and £8 keep £4:
  // £146 and £58 are above the target of £200, £138 and £54 are not.
  expect(run(rounds, pledges, inForce, { conditions })).toMatchObject([
    { councilCount: 3, pledgedPence: pounds(146), fromPotPence: pounds(58), isReached: true },
    { councilCount: 3, pledgedPence: pounds(138), fromPotPence: pounds(54), isReached: false },
  ])
})

test('what a lowered pledge lets go of is there for the rounds after it', () => {
  const closedAt = new Date('2027-09-10T16:00:00Z')
  const rounds = [round('closed', { targetPence: pounds(130), closedAt }), round('open')]
  const pledges = [pledge('closed', 80), pledge('closed', 60), pledge('open', 100, 15)]
  const [first = ''] = pledges.map(({ pledgeId }) => pledgeId)
  const tried = (more: Partial<Trial>) =>
    fromPot(run(rounds, pledges, inForce, { holds: 60, ...more }))

  // Of £60 the first pledge takes £40, and the second nothing: the target is passed.
  expect(tried({})).toEqual([pounds(40), pounds(20)])
  // At £60 it keeps £30, and £150 are still above the target.
  expect(tried({ conditions: comingTo({ [first]: pounds(60) }) })).toEqual([pounds(30), pounds(30)])
})

test('a rule that shares the pot out gives as if it were shared out at the end of its last day', () => {
  const rounds = [
    round('open'),
    round('closed', { closedAt: new Date('2027-09-10T16:00:00Z'), targetPence: pounds(1) }),
  ]
  const pledges = [
    pledge('closed', 100),
    pledge('closed', 100),
    pledge('open', 50),
    pledge('open', 50),
  ]
  const terms = { quadratic: {}, closesOn: '2027-09-30' }
  const late = [...pledges, { ...pledge('open', 50), at: new Date('2027-10-01T09:00:00Z') }]

  // (√50 + √50)² − 100 = £100; a round that closed before gets nothing, and a pledge after takes no part.
  expect(fromPot(run(rounds, late, terms))).toEqual([pounds(100), 0n])
  // At the end of 9 September both are open: £100 and £200, of which the gap of £150 is all it takes.
  const early = { ...terms, closesOn: '2027-09-09' }
  const wide = rounds.map((one) => ({ ...one, targetPence: pounds(350) }))
  expect(fromPot(run(wide, pledges, early))).toEqual([pounds(150), pounds(150)])
})

type Story = { sum: number; roundAt: number; council: number; day: number }[]
type Rule = {
  rate: number
  floor: number
  challengeCap: bigint | undefined
  councilCap: bigint | undefined
}

/** The same by hand, one pledge after the other, with nothing kept but lists. */
function byHand(story: Story, rule: Rule, { holds, closing }: { holds: Pence; closing: number[] }) {
  const given: { roundAt: number; council: number; pence: Pence }[] = []
  const sum = (pick: (one: (typeof given)[number]) => boolean) =>
    given.filter(pick).reduce((all, one) => all + one.pence, 0n)
  const target = pounds(400)
  const pledgedIn = (roundAt: number, until: number) =>
    story.slice(0, until).filter((one) => one.roundAt === roundAt)
  const reached = (roundAt: number, until: number) => {
    const pledged = pledgedIn(roundAt, until).reduce((all, one) => all + pounds(one.sum), 0n)
    return pledged + sum((one) => one.roundAt === roundAt) >= target
  }
  const closed = new Set<number>()
  const closeUntil = (day: number, until: number) => {
    for (const [roundAt, on] of closing.entries()) {
      if (closed.has(roundAt) || on >= day) continue
      closed.add(roundAt)
      if (reached(roundAt, until)) continue
      for (const one of given) if (one.roundAt === roundAt) one.pence = 0n
    }
  }
  const give = (one: Story[number], until: number) => {
    const pledged = pledgedIn(one.roundAt, until).reduce((all, each) => all + pounds(each.sum), 0n)
    const rooms = [
      (pounds(one.sum) * BigInt(rule.rate)) / 10_000n,
      (rule.challengeCap ?? holds) - sum(({ roundAt }) => roundAt === one.roundAt),
      (rule.councilCap ?? holds) - sum(({ council }) => council === one.council),
      target - pledged - sum(({ roundAt }) => roundAt === one.roundAt),
      holds - sum(() => true),
    ]
    const pence = rooms.reduce((least, room) => (room < least ? room : least))
    given.push({ roundAt: one.roundAt, council: one.council, pence: pence > 0n ? pence : 0n })
  }
  for (const [place, one] of story.entries()) {
    closeUntil(one.day, place)
    const live = pledgedIn(one.roundAt, place + 1)
    if (live.length === rule.floor) for (const each of live) give(each, place + 1)
    else if (live.length > rule.floor) give(one, place + 1)
  }
  closeUntil(Infinity, story.length)
  return closing.map((_, roundAt) => sum((one) => one.roundAt === roundAt))
}

const anyStory = fc
  .array(
    fc.record({
      sum: fc.integer({ min: 1, max: 200 }),
      roundAt: fc.nat(2),
      council: fc.nat(3),
      day: fc.integer({ min: 1, max: 20 }),
    }),
    { maxLength: 25 },
  )
  .map((story) => story.sort((a, b) => a.day - b.day))
const anyCap = fc.option(fc.bigInt({ min: 0n, max: pounds(300) }), { nil: undefined })
const anyRule = fc.record({
  rate: fc.integer({ min: 1, max: 20_000 }),
  floor: fc.integer({ min: 1, max: 4 }),
  challengeCap: anyCap,
  councilCap: anyCap,
})

test('any trial is what the same pledges come to one by one, by hand', () => {
  fc.assert(
    fc.property(
      anyStory,
      anyRule,
      fc.integer({ min: 0, max: 1_000 }),
      fc.array(fc.integer({ min: 1, max: 22 }), { minLength: 3, maxLength: 3 }),
      (story, rule, holds, closing) => {
        const rounds = closing.map((day, place) =>
          round(String(place), { closedAt: new Date(Date.UTC(2027, 8, day, 23)) }),
        )
        const pledges = story.map(({ sum, roundAt, council, day }) => ({
          ...pledge(String(roundAt), sum, day),
          councilId: `council ${council}`,
        }))
        const terms: StoredTerms = {
          basisPoints: rule.rate,
          minimumCouncils: rule.floor,
          ...(rule.challengeCap !== undefined && { challengeCapPence: String(rule.challengeCap) }),
          ...(rule.councilCap !== undefined && { councilCapPence: String(rule.councilCap) }),
        }
        const expected = byHand(story, rule, { holds: pounds(holds), closing })
        expect(fromPot(run(rounds, pledges, terms, { holds }))).toEqual(expected)
      },
    ),
    { numRuns: 200 },
  )
})
