import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { wantMatch, type MatchFacts } from './match-rule.ts'
import { RuleTerms, storedTerms, type StoredTerms } from './rule-terms.ts'

const rule = (terms: Partial<StoredTerms> = {}) =>
  RuleTerms.parse({ basisPoints: 10_000, ...terms })
const leedsArea = {
  id: 'wy',
  name: 'West Yorkshire',
  hasMayor: true,
  status: 'registered' as const,
}
const facts = (changes: Partial<MatchFacts> = {}): MatchFacts => ({
  amountPence: pounds(25_000),
  on: '2027-09-14',
  councilCount: 1,
  councilPlace: changes.councilCount ?? 1,
  challenge: { serviceFunctionIds: [12, 3], theme: null, targetPence: pounds(100_000) },
  council: { type: 'metropolitan-district', nation: 'England', region: 'Yorkshire and The Humber' },
  areas: [leedsArea],
  team: undefined,
  hasBonus: false,
  hasEarlierMatch: false,
  ...changes,
})
const ask = (terms: Partial<StoredTerms>, changes: Partial<MatchFacts> = {}) =>
  wantMatch(rule(terms), facts(changes))
const because = (...question: Parameters<typeof ask>) => {
  const answer = ask(...question)
  return answer.wants ? 'wants' : answer.because
}

test('pound for pound wants the pledge again, and says how', () => {
  expect(ask({})).toMatchObject({
    wants: true,
    wantedPence: pounds(25_000),
    working: [
      { step: 'pledged', pence: '2500000' },
      { step: 'rate', basisPoints: 10_000, pence: '2500000' },
    ],
  })
})

test('a rate never gives more than it says: a half penny is dropped', () => {
  expect(ask({ basisPoints: 2_500 }, { amountPence: 1_003n })).toMatchObject({ wantedPence: 250n })
  expect(because({ basisPoints: 1 }, { amountPence: 9_999n })).toBe('nothing')
  expect(ask({ basisPoints: 1 }, { amountPence: 10_000n })).toMatchObject({ wantedPence: 1n })
})

test('a cap on a pledge stops above it, not at it; and unset is not zero', () => {
  const cap = { pledgeCapPence: String(pounds(20_000)) }
  expect(ask(cap)).toMatchObject({ wantedPence: pounds(20_000) })
  expect(ask(cap, { amountPence: pounds(20_000) })).toMatchObject({ working: { length: 2 } })
  expect(ask(cap, { amountPence: pounds(20_000) + 1n })).toMatchObject({ working: { length: 3 } })
  expect(because({ pledgeCapPence: '0' })).toBe('nothing')
})

test('a floor of councils holds until the nth', () => {
  expect(because({ minimumCouncils: 10 }, { councilCount: 9 })).toBe('too-few-councils')
  expect(because({ minimumCouncils: 10 }, { councilCount: 10 })).toBe('wants')
})

test('a smallest pledge holds to the penny', () => {
  const terms = { minimumPledgePence: '100000' }
  expect(because(terms, { amountPence: 99_999n })).toBe('too-small')
  expect(because(terms, { amountPence: 100_000n })).toBe('wants')
})

test('a rule is open on its first and on its last day', () => {
  const terms = { opensOn: '2027-07-01', closesOn: '2030-03-31' }
  expect(because(terms, { on: '2027-06-30' })).toBe('closed')
  expect(because(terms, { on: '2027-07-01' })).toBe('wants')
  expect(because(terms, { on: '2030-03-31' })).toBe('wants')
  expect(because(terms, { on: '2030-04-01' })).toBe('closed')
})

test('only areas on the register earn match under a register rule', () => {
  const terms = { who: { areaRegister: true as const } }
  const statuses = [
    'checking',
    'no-officer',
    'no-strategy',
    'no-mayor',
    'ended',
    undefined,
  ] as const
  for (const status of statuses)
    expect(because(terms, { areas: [{ ...leedsArea, status }] })).toBe('area-not-registered')
  expect(because(terms, { areas: [] })).toBe('area-not-registered')
  expect(ask(terms)).toMatchObject({ wants: true, area: { id: 'wy' } })
})

test('the first version of the Dividend asks for a mayor in post, and for its themes', () => {
  const terms = {
    who: { mayorInPost: true as const },
    what: { themes: ['chief-digital-officer', 'city-region-digital-strategy'] },
  }
  const theme = 'chief-digital-officer'
  const challenge = { serviceFunctionIds: [], theme, targetPence: pounds(1) }
  expect(because(terms, { challenge })).toBe('wants')
  expect(because(terms)).toBe('challenge')
  expect(because(terms, { challenge, areas: [{ ...leedsArea, hasMayor: false }] })).toBe('no-mayor')
})

test('a pledge counts in one area: the first by name that lets it earn match', () => {
  const north = { ...leedsArea, id: 'n', name: 'North East' }
  const checking = { ...leedsArea, id: 'a', name: 'A', status: 'checking' as const }
  const terms = { who: { areaRegister: true as const } }
  for (const areas of [
    [leedsArea, north, checking],
    [checking, north, leedsArea],
  ])
    expect(ask(terms, { areas })).toMatchObject({ area: { name: 'North East' } })
})

test('a rule for everybody puts a match in no area', () => {
  expect(ask({})).toMatchObject({ area: undefined })
  expect(ask({ areaCapPence: '100' })).toMatchObject({ area: { id: 'wy' }, caps: { area: 100n } })
})

test('who and what are looked up by type, nation, region and any heading above the service area', () => {
  expect(because({ who: { councilTypes: ['county'] } })).toBe('council')
  expect(because({ who: { nations: ['Wales'] } })).toBe('council')
  expect(because({ who: { regions: ['Yorkshire and The Humber'] } })).toBe('wants')
  expect(because({ what: { serviceFunctionIds: [3] } })).toBe('wants')
  expect(because({ what: { serviceFunctionIds: [4] } })).toBe('challenge')
})

test('only members of a named area earn match under a rule that names areas', () => {
  const [yorkshire, elsewhere] = [newId(), newId()]
  const areas = [{ ...leedsArea, id: yorkshire }]
  expect(because({ who: { areaIds: [yorkshire] } }, { areas })).toBe('wants')
  expect(because({ who: { areaIds: [elsewhere] } }, { areas })).toBe('area')
  expect(because({ who: { areaIds: [yorkshire] } }, { areas: [] })).toBe('area')
})

test('an area that is named must also be on the register, where the rule asks for both', () => {
  const [north, west] = [newId(), newId()]
  const who = { areaIds: [north, west], areaRegister: true as const }
  const areas = [
    { ...leedsArea, id: north, name: 'North', status: 'checking' as const },
    { ...leedsArea, id: west },
  ]
  expect(ask({ who }, { areas })).toMatchObject({ wants: true, area: { id: west } })
  expect(because({ who: { ...who, areaIds: [north] } }, { areas })).toBe('area-not-registered')
})

test('a floor on the team is not met while nobody knows the team', () => {
  const terms = { minimumSuppliers: 2, minimumSectors: 2 }
  const team = (suppliers: number, sectors: number) =>
    because(terms, { team: { suppliers, sectors } })
  expect(because(terms)).toBe('team-not-known')
  expect([team(1, 2), team(2, 1), team(2, 2)]).toEqual(['team', 'team', 'wants'])
})

test('a rule that does not stack gives way to a pot that gave before', () => {
  expect(because({ doesNotStack: true }, { hasEarlierMatch: true })).toBe('stacked')
  expect(because({}, { hasEarlierMatch: true })).toBe('wants')
  expect(ask({ doesNotStack: true })).toMatchObject({ wants: true, doesNotStack: true })
})

test('a quadratic rule adds nothing at commitment', () => {
  const terms = { basisPoints: undefined, quadratic: {}, minimumCouncils: 400 }
  expect(because(terms)).toBe('at-the-end')
})

test('a rule has one way to work out how much, and a quadratic one no limits for one pledge', () => {
  const tiers = { by: 'amount' as const, bands: [{ abovePence: '0', basisPoints: 1 }] }
  const wrong: unknown[] = [
    {},
    { basisPoints: 1, tiers },
    { basisPoints: 1, quadratic: {} },
    { quadratic: {}, councilCapPence: '1' },
    { quadratic: {}, bonus: { pence: '1', fromCouncils: 1 } },
    { bonus: { pence: '0', fromCouncils: 1 } },
    { basisPoints: 1, opensOn: '2027-07-02', closesOn: '2027-07-01' },
    { tiers: { by: 'amount', bands: [{ abovePence: '1', basisPoints: 1 }] } },
    { tiers: { by: 'councils', bands: [{ fromCouncil: 2, basisPoints: 1 }] } },
    {
      tiers: {
        by: 'councils',
        bands: [1, 1].map((fromCouncil) => ({ fromCouncil, basisPoints: 1 })),
      },
    },
  ]
  for (const terms of wrong) expect(RuleTerms.safeParse(terms).success).toBe(false)
  for (const terms of [{ tiers }, { quadratic: {} }, { bonus: { pence: '1', fromCouncils: 1 } }])
    expect(RuleTerms.safeParse(terms).success).toBe(true)
})

test('terms with an unknown word, half a penny or a negative sum are refused', () => {
  for (const wrong of [
    { limit: 1 },
    { areaCapPence: '1.5' },
    { areaCapPence: '-1' },
    { basisPoints: 0 },
  ])
    expect(RuleTerms.safeParse({ basisPoints: 10_000, ...wrong }).success).toBe(false)
})

const anyTerms = fc.record(
  {
    basisPoints: fc.integer({ min: 1, max: 30_000 }),
    pledgeCapPence: fc.bigInt({ min: 0n, max: 10n ** 9n }).map(String),
    challengeCapPence: fc.bigInt({ min: 0n, max: 10n ** 9n }).map(String),
  },
  { requiredKeys: ['basisPoints'] },
)
const anySum = fc.bigInt({ min: 1n, max: 10n ** 12n })

test('any rule keeps within its rate and cap, and a larger pledge never wants less', () => {
  fc.assert(
    fc.property(anyTerms, anySum, anySum, (terms, small, more) => {
      const wantedFor = (amountPence: bigint) => {
        const answer = ask(terms, { amountPence })
        return answer.wants ? answer.wantedPence : 0n
      }
      const wanted = wantedFor(small)
      expect(wanted * 10_000n).toBeLessThanOrEqual(small * BigInt(terms.basisPoints))
      if (terms.pledgeCapPence) expect(wanted).toBeLessThanOrEqual(BigInt(terms.pledgeCapPence))
      expect(wantedFor(small + more)).toBeGreaterThanOrEqual(wanted)
    }),
  )
})

test('terms come back from the table as they went in', () => {
  fc.assert(
    fc.property(anyTerms, (terms) => {
      const parsed = RuleTerms.parse(terms)
      expect(RuleTerms.parse(JSON.parse(JSON.stringify(storedTerms(parsed))))).toEqual(parsed)
    }),
  )
})
