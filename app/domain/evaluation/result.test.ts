import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { formatScore, mayBeAwarded, rankPitches, weightedScore } from './result.ts'

const weights = [4000, 2500, 2000, 1500]

const entry = (pitchId: string, points: number[], pricePence = pounds(100)) => ({
  pitchId,
  pricePence,
  scores: points.map((each, place) => ({
    position: place + 1,
    points: each,
    weightBasisPoints: weights[place] ?? 0,
  })),
})

const inOrder = (entries: ReturnType<typeof entry>[], raised = pounds(1_000)) =>
  rankPitches(entries, raised).map(({ pitchId, place, isTied }) => [pitchId, place, isTied])

test('a weighted score is whole basis points, from nothing to full marks', () => {
  expect(weightedScore(entry('a', [5, 5, 5, 5]).scores)).toBe(50_000)
  expect(weightedScore(entry('a', [0, 0, 0, 0]).scores)).toBe(0)
  expect(weightedScore(entry('a', [4, 3, 5, 2]).scores)).toBe(36_500)
})

test('it prints as a percentage with one decimal, half a tenth going up', () => {
  expect([50_000, 36_500, 0, 24, 25, 41_249].map(formatScore)).toEqual([
    '100.0%',
    '73.0%',
    '0.0%',
    '0.0%',
    '0.1%',
    '82.5%',
  ])
})

test('pitches are ranked by the exact score, not the printed one', () => {
  const ahead = {
    ...entry('ahead', []),
    scores: [{ position: 1, points: 1, weightBasisPoints: 4_001 }],
  }
  const behind = {
    ...entry('behind', []),
    scores: [{ position: 1, points: 1, weightBasisPoints: 4_000 }],
  }

  expect(formatScore(4_001)).toBe(formatScore(4_000))
  expect(inOrder([behind, ahead])).toEqual([
    ['ahead', 1, false],
    ['behind', 2, false],
  ])
})

test('a tie is shown as one place and decided by the heaviest criterion', () => {
  const onWeight = entry('on weight', [5, 1, 2, 0])
  const tied = entry('tied', [0, 5, 4, 4])
  const below = entry('below', [0, 5, 5, 2])
  expect(weightedScore(onWeight.scores)).toBe(weightedScore(tied.scores))

  expect(inOrder([tied, onWeight, below])).toEqual([
    ['on weight', 1, true],
    ['tied', 1, true],
    ['below', 3, false],
  ])
  expect(mayBeAwarded(rankPitches([tied, onWeight], pounds(1_000)))).toHaveLength(1)
})

test('a tie that the heaviest criterion cannot part leaves the choice to the lead council', () => {
  const twins = [entry('a', [3, 3, 3, 3]), entry('b', [3, 3, 3, 3]), entry('c', [3, 3, 3, 2])]

  expect(mayBeAwarded(rankPitches(twins, pounds(1_000))).map(({ pitchId }) => pitchId)).toEqual([
    'a',
    'b',
  ])
})

test('a pitch that costs more than was raised is ranked but cannot be awarded', () => {
  const dear = entry('dear', [5, 5, 5, 5], pounds(1_000) + 1n)
  const ranked = rankPitches([entry('second', [3, 3, 3, 3], pounds(1_000)), dear], pounds(1_000))

  expect(ranked.map(({ pitchId }) => pitchId)).toEqual(['dear', 'second'])
  expect(mayBeAwarded(ranked).map(({ pitchId }) => pitchId)).toEqual(['second'])
  expect(mayBeAwarded(rankPitches([dear], pounds(1_000)))).toEqual([])
})
