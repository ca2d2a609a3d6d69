import fc from 'fast-check'
import { COUNCILS, type PotInWorld, type Terms, type World } from '../model/world.ts'

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

const pot: fc.Arbitrary<PotInWorld> = fc.record({
  holdsPence: fc.oneof(pence(0, 1_500), pence(1_500, 8_000)),
  terms,
  challenges: fc.constantFrom([0, 1], [0, 1], [0], [1]),
})

/** Two challenges that share pots and councils, and three pots asked in this order. */
export const world: fc.Arbitrary<World> = fc.record({
  challenges: fc.array(
    fc.record({
      targetPence: pence(1_500, 7_000),
      minimumCouncils: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 2, maxLength: 2 },
  ),
  pots: fc.array(pot, { minLength: 3, maxLength: 3 }),
})
