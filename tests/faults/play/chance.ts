import fc from 'fast-check'
import {
  APPROVER_LIMIT_PENCE,
  COUNCILS,
  FUNDERS,
  OFFICER_LIMIT_PENCE,
  type CouncilInWorld,
  type Lock,
  type PotInWorld,
  type Purse,
  type Terms,
  type World,
} from '../model/world.ts'

/** Whole pounds as pence, now and then with pennies over, so that rounding has something to do. */
const pence = (min: number, max: number) =>
  fc.integer({ min: min * 100, max: max * 100 }).map(BigInt)

const sometimes = <T>(what: fc.Arbitrary<T>) => fc.option(what, { nil: undefined, freq: 2 })
const basisPoints = fc.oneof(fc.constant(10_000), fc.integer({ min: 1, max: 20_000 }))
const count = fc.integer({ min: 2, max: COUNCILS - 1 })

const rate: fc.Arbitrary<Terms['rate']> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ by: fc.constant('sum' as const), basisPoints }) },
  fc
    .record({ edge: pence(50, 2_000), low: basisPoints, high: basisPoints })
    .map(({ edge, low, high }) => ({
      by: 'bands' as const,
      bands: [
        { abovePence: 0n, basisPoints: low },
        { abovePence: edge, basisPoints: high },
      ],
    })),
  fc
    .record({ from: count, early: basisPoints, late: basisPoints })
    .map(({ from, early, late }) => ({
      by: 'place' as const,
      bands: [
        { fromCouncil: 1, basisPoints: early },
        { fromCouncil: from, basisPoints: late },
      ],
    })),
)

export const terms: fc.Arbitrary<Terms> = fc.record({
  rate,
  bonus: fc.option(fc.record({ pence: pence(1, 300), fromCouncils: count }), {
    nil: undefined,
    freq: 4,
  }),
  leastCouncils: sometimes(count),
  leastPledgePence: fc.option(pence(1, 500), { nil: undefined, freq: 4 }),
  capPence: fc.record({
    pledge: sometimes(pence(50, 2_000)),
    council: sometimes(pence(100, 2_500)),
    area: sometimes(pence(100, 3_000)),
    challenge: sometimes(pence(100, 4_000)),
  }),
  targetShareBasisPoints: fc.option(fc.integer({ min: 0, max: 6_000 }), {
    nil: undefined,
    freq: 4,
  }),
  givesWay: fc.boolean(),
  isForAreaOnly: fc.constantFrom(false, false, false, true),
})

const purse: fc.Arbitrary<Purse> = fc.oneof(
  { weight: 3, arbitrary: fc.constant('any' as const) },
  { weight: 2, arbitrary: fc.constantFrom('revenue' as const, 'capital' as const) },
  { weight: 1, arbitrary: fc.constantFrom('flexible-receipts' as const, 'grant' as const) },
)

/** Its owner, and mostly others who joined; money for any funding type, or in purses that soon are empty. */
const pot = (owner: number): fc.Arbitrary<PotInWorld> => {
  const others = Array.from({ length: FUNDERS }, (_, at) => at).filter((at) => at !== owner)
  return fc
    .record({
      joined: fc.oneof(fc.constant(others), fc.subarray(others)),
      first: fc.oneof(pence(0, 1_500), pence(1_500, 8_000)),
      more: fc.array(fc.record({ by: fc.nat(2), purse, pence: pence(1, 2_500) }), {
        minLength: 1,
        maxLength: 5,
      }),
      isForAny: fc.boolean(),
      beside: sometimes(pence(1, 4_000)),
      terms,
      challenges: fc.constantFrom<number[][]>([0, 1], [0, 1], [0], [1]),
    })
    .map(({ joined, first, more, isForAny, beside, ...about }) => {
      const funders = [owner, ...joined]
      const puts = more.map(({ by, ...put }) => {
        return { ...put, funder: funders[by % funders.length] ?? owner }
      })
      const forAny = { funder: owner, purse: 'any' as const, pence: first }
      const own = isForAny || puts.length === 0 ? [forAny, ...puts] : puts
      // Often each purse has money of somebody else too, so that two bear what it pays.
      const shared = own.flatMap((put) => {
        const other = funders.find((funder) => funder !== put.funder)
        return beside && other !== undefined ? [{ ...put, funder: other, pence: beside }] : []
      })
      return { ...about, funders, puts: [...own, ...shared] }
    })
}

const aYear = (min: number, max: number) => fc.option(pence(min, max), { nil: undefined, freq: 4 })

/** Often with a limit for the year, with another one for capital, or under a lock from the first day on. */
const council: fc.Arbitrary<CouncilInWorld> = fc
  .record({
    officerYear: aYear(2_400, 3_600),
    capital: fc.option(fc.record({ pence: pence(200, 2_400), yearPence: aYear(2_400, 3_000) }), {
      ...{ nil: undefined, freq: 2 },
    }),
    approverYear: aYear(2_800, 4_500),
    locks: fc.constantFrom<Lock[][]>([], [], [], ['section-24'], ['section-114']),
  })
  .map(({ officerYear, capital, approverYear, locks }) => ({
    locks,
    officer: [
      { pence: OFFICER_LIMIT_PENCE, yearPence: officerYear },
      ...(capital ? [{ for: 'capital' as const, ...capital }] : []),
    ],
    approver: [{ pence: APPROVER_LIMIT_PENCE, yearPence: approverYear }],
  }))

/** Often so little that a few pledges reach it, and what is raised is paid out. */
const targetPence = fc.oneof(pence(1_000, 3_000), pence(1_500, 7_000))

/** Two challenges that share pots and councils, and three pots asked in this order. */
export const world: fc.Arbitrary<World> = fc.record({
  challenges: fc.array(
    fc.record({
      targetPence,
      minimumCouncils: fc.constantFrom(1, 1, 2, 3),
    }),
    { minLength: 2, maxLength: 2 },
  ),
  pots: fc.tuple(pot(0), pot(1), pot(0)),
  councils: fc.array(council, { minLength: COUNCILS, maxLength: COUNCILS }),
})
