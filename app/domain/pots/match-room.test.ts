import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds, type Pence } from '#app/core/money.ts'
import { capKey, fitWants, type PotWant, type Rooms } from './match-room.ts'

const want = (wantedPence: Pence, changes: Partial<PotWant> = {}): PotWant => ({
  wantedPence,
  area: undefined,
  caps: {},
  working: [{ step: 'pledged', pence: String(wantedPence) }],
  matchId: 'm',
  pledgeId: 'p',
  councilId: 'leeds',
  challengeId: 'c',
  potId: 'pot',
  ruleId: 'r',
  asOf: new Date(0),
  ...changes,
})
const rooms = (changes: Partial<Rooms> = {}): Rooms => ({
  usedPence: new Map(),
  gapToTargetPence: pounds(480_000),
  leftInPotPence: new Map([['pot', pounds(1_000)]]),
  ...changes,
})
const used = (scope: string, ref: string, pence: Pence) => ({
  usedPence: new Map([[capKey('pot', { scope, ref }), pence]]),
})

test('the product’s own example: at most £20,000 per council, then £12,300 left in the pot', () => {
  const wants = [want(pounds(25_000), { caps: { council: pounds(20_000) } })]
  const left = { leftInPotPence: new Map([['pot', pounds(12_300)]]) }

  expect(fitWants(wants, rooms(left))).toMatchObject([
    {
      amountPence: pounds(12_300),
      boundBy: 'pot',
      working: [
        { step: 'pledged' },
        { step: 'council', capPence: '2000000', roomPence: '2000000' },
        { step: 'pot', capPence: null, roomPence: '1230000' },
      ],
    },
  ])
})

test('a limit that is exactly reached does not bind', () => {
  const caps = { challenge: pounds(1_000) }
  const [fit] = fitWants([want(pounds(1_000), { caps })], rooms())
  expect(fit).toMatchObject({ amountPence: pounds(1_000), boundBy: undefined })

  const almost = rooms(used('challenge', 'c', 1n))
  const [stopped] = fitWants([want(pounds(1_000), { caps })], almost)
  expect(stopped).toMatchObject({ amountPence: pounds(1_000) - 1n, boundBy: 'challenge' })
})

const limitsOf = (pence: Pence): Record<string, [Partial<PotWant>, Partial<Rooms>]> => ({
  challenge: [{ caps: { challenge: pence } }, {}],
  council: [{ caps: { council: pence } }, {}],
  area: [{ area: westYorkshire, caps: { area: pence } }, {}],
  target: [{}, { gapToTargetPence: pence }],
  pot: [{}, { leftInPotPence: new Map([['pot', pence]]) }],
})
const westYorkshire = { id: 'wy', name: 'West Yorkshire', hasMayor: true, status: undefined }

test.each(['challenge', 'council', 'area', 'target', 'pot'])(
  'the limit by %s binds a penny below what is wanted, not at it; at zero nothing is given',
  (limit) => {
    const given = (pence: Pence) => {
      const [wanted, room] = limitsOf(pence)[limit] ?? [{}, {}]
      const [fit] = fitWants([want(pounds(100), wanted)], rooms(room))
      return [fit?.amountPence, fit?.boundBy]
    }
    expect(given(pounds(100))).toEqual([pounds(100), undefined])
    expect(given(pounds(100) - 1n)).toEqual([pounds(100) - 1n, limit])
    expect(given(0n)).toEqual([0n, limit])
  },
)

test('what was used counts under its own cap only: of this challenge, council, or area of it', () => {
  const caps = { challenge: pounds(100), council: pounds(100), area: pounds(100) }
  const given = (scope: string, ref: string) => {
    const one = want(pounds(100), { area: westYorkshire, caps })
    return fitWants([one], rooms(used(scope, ref, pounds(40))))[0]?.amountPence
  }
  expect(['c', 'other'].map((ref) => given('challenge', ref))).toEqual([pounds(60), pounds(100)])
  expect(['leeds', 'york'].map((ref) => given('council', ref))).toEqual([pounds(60), pounds(100)])
  expect(['c/wy', 'other/wy', 'c/ny'].map((ref) => given('area', ref))).toEqual(
    [60, 100, 100].map(pounds),
  )
})

test('a cap lowered below what was given leaves nothing, never less than nothing', () => {
  const caps = { challenge: pounds(1) }
  const [fit] = fitWants([want(pounds(9), { caps })], rooms(used('challenge', 'c', pounds(5))))
  expect(fit).toMatchObject({ amountPence: 0n, boundBy: 'challenge' })
})

test('wants of one call use up each other’s room, in order', () => {
  const fits = fitWants([want(pounds(700)), want(pounds(700))], rooms())
  expect(fits.map((fit) => fit.amountPence)).toEqual([pounds(700), pounds(300)])
})

test('a pot that does not stack gives way to one that gave to the same pledge, and to no other', () => {
  const left = new Map([
    ['first', 0n],
    ['second', pounds(100)],
    ['third', pounds(100)],
  ])
  const ask = (potId: string, pledgeId: string, ...givesWayTo: number[]) =>
    want(pounds(10), { potId, pledgeId, givesWayTo })
  const fits = fitWants(
    [ask('first', 'p'), ask('second', 'p', 0), ask('third', 'p', 0, 1), ask('third', 'q')],
    rooms({ leftInPotPence: left }),
  )

  expect(fits.map((fit) => [fit.amountPence, fit.boundBy])).toEqual([
    [0n, 'pot'],
    [pounds(10), undefined],
    [0n, 'stack'],
    [pounds(10), undefined],
  ])
  expect(fits[2]?.working.at(-1)).toMatchObject({ step: 'stack', pence: '0' })
})

const anyWants = fc.array(
  fc.record({
    sum: fc.bigInt({ min: 1n, max: 1_000n }),
    cap: fc.option(fc.bigInt({ min: 0n, max: 800n }), { nil: undefined }),
    potId: fc.constantFrom('pot', 'other'),
    councilId: fc.constantFrom('leeds', 'kent'),
  }),
  { maxLength: 8 },
)
const small = fc.bigInt({ min: 0n, max: 1_500n })

test('whatever is wanted, no room is overrun and no room is left while somebody still wants it', () => {
  fc.assert(
    fc.property(anyWants, small, small, small, (asked, gap, inPot, inOther) => {
      const wants = asked.map(({ sum, cap, potId, councilId }) =>
        want(sum, { potId, councilId, caps: cap === undefined ? {} : { council: cap } }),
      )
      const left = new Map([
        ['pot', inPot],
        ['other', inOther],
      ])
      const fits = fitWants(wants, rooms({ gapToTargetPence: gap, leftInPotPence: left }))
      const total = (chosen: typeof fits) => chosen.reduce((sum, fit) => sum + fit.amountPence, 0n)

      expect(total(fits)).toBeLessThanOrEqual(gap)
      for (const [potId, pence] of left)
        expect(total(fits.filter((fit) => fit.potId === potId))).toBeLessThanOrEqual(pence)
      for (const fit of fits) {
        expect(fit.amountPence).toBeLessThanOrEqual(fit.wantedPence)
        expect(fit.boundBy === undefined).toBe(fit.amountPence === fit.wantedPence)
        expect(fit.working.at(-1)?.pence).toBe(String(fit.amountPence))
      }
    }),
  )
})
