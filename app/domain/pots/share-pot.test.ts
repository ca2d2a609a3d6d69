import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { RuleTerms, type StoredTerms } from './rule-terms.ts'
import { sharePot, type ChallengeInSet, type Sharer } from './share-pot.ts'
import { describeWorking } from './working-words.ts'

let made = 0
const sharer = (challengeId: string, sum: number, councilId = `council ${++made}`): Sharer => ({
  pledgeId: `pledge ${++made}`,
  roundId: `round of ${challengeId}`,
  challengeId,
  councilId,
  amountPence: pounds(sum),
  area: undefined,
  at: new Date(0),
})
const wide: ChallengeInSet = { targetPence: pounds(1_000), gapToTargetPence: pounds(1_000) }
const share = (
  sharers: Sharer[],
  terms: Partial<StoredTerms> = {},
  { pot = 1_000, about = wide }: { pot?: number; about?: ChallengeInSet } = {},
) =>
  sharePot({
    terms: RuleTerms.parse({ quadratic: {}, ...terms }),
    potPence: pounds(pot),
    sharers,
    challenges: new Map(sharers.map(({ challengeId }) => [challengeId, about])),
  })

test('a challenge’s share is split over its pledges by their size, and each can be followed', () => {
  // (√100 + √400)² − 500 = 900 − 500 = £400; of it a fifth and four fifths.
  const { shares, leftPence } = share([sharer('damp', 100), sharer('damp', 400)])

  expect(shares).toMatchObject([{ sharePence: pounds(400), roundId: 'round of damp' }])
  expect(shares[0]?.parts.map(({ wantedPence }) => wantedPence)).toEqual([pounds(80), pounds(320)])
  expect(leftPence).toBe(pounds(600))
  expect(describeWorking(shares[0]?.parts[0]?.working ?? [])).toEqual([
    '£100 pledged.',
    'The squares of its councils’ pledges come to £400, of £400 for all challenges. Its share of £400: £400.',
    'Split over the 2 councils by what each pledged, of £500 in all: £80.',
  ])
})

test('a limit and the gap to target stop a share; what is over goes to the others', () => {
  const sharers = [sharer('a', 100), sharer('a', 100), sharer('b', 100), sharer('b', 100)]
  const capped = share(sharers, { challengeCapPence: String(pounds(150)) })
  expect(capped.shares.map(({ sharePence }) => sharePence)).toEqual([pounds(150), pounds(150)])
  expect(describeWorking(capped.shares[0]?.parts[0]?.working ?? [])[2]).toBe(
    'A challenge gets at most £150: £150.',
  )
  const near = { targetPence: pounds(1_000), gapToTargetPence: pounds(20) }
  const gap = sharePot({
    terms: RuleTerms.parse({ quadratic: {} }),
    potPence: pounds(300),
    sharers,
    challenges: new Map([
      ['a', near],
      ['b', wide],
    ]),
  })
  expect(gap.shares.map(({ sharePence }) => sharePence)).toEqual([pounds(20), pounds(280)])
  expect(describeWorking(gap.shares[1]?.parts[0]?.working ?? [])[2]).toBe(
    'With what other challenges could not take, to the penny: £280.',
  )
})

test('a challenge past its target takes nothing', () => {
  const about = { targetPence: pounds(100), gapToTargetPence: -1n }
  const { shares, leftPence } = share([sharer('a', 90), sharer('a', 90)], {}, { about })
  expect(shares[0]).toMatchObject({ sharePence: 0n, capPence: 0n })
  expect(leftPence).toBe(pounds(1_000))
})

test('fewer councils than the rule asks for take no part; as many do', () => {
  const sharers = [
    sharer('two', 10),
    sharer('two', 10),
    ...[1, 2, 3].map(() => sharer('three', 10)),
  ]
  const ids = (minimumCouncils: number) =>
    share(sharers, { minimumCouncils }).shares.map(({ challengeId }) => challengeId)
  expect(ids(2)).toEqual(['three', 'two'])
  expect(ids(3)).toEqual(['three'])
  expect(ids(4)).toEqual([])
})

test('any set: parts are shares, shares and the rest are the pot, no challenge passes its gap', () => {
  const anySharers = fc.array(
    fc.record({
      challengeId: fc.constantFrom('a', 'b', 'c'),
      sum: fc.integer({ min: 1, max: 5_000 }),
      council: fc.nat(6),
    }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(
      anySharers,
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 0, max: 9_000 }),
      fc.boolean(),
      (all, pot, gap, scalesUp) => {
        const sharers = all.map((one) => sharer(one.challengeId, one.sum, `c${one.council}`))
        const about = { targetPence: pounds(9_000), gapToTargetPence: pounds(gap) }
        const quadratic = scalesUp ? { scalesUp: true as const } : {}
        const { shares, leftPence } = share(sharers, { quadratic }, { pot, about })
        for (const { parts, sharePence } of shares) {
          expect(sharePence).toBeLessThanOrEqual(pounds(gap))
          expect(parts.reduce((sum, part) => sum + part.wantedPence, 0n)).toBe(sharePence)
          for (const { working, wantedPence } of parts)
            expect(working.at(-1)?.pence).toBe(String(wantedPence))
        }
        const given = shares.reduce((sum, { sharePence }) => sum + sharePence, 0n)
        expect(given + leftPence).toBe(pounds(pot))
      },
    ),
    { numRuns: 300 },
  )
})
