import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { putOnTop, foldTopUps } from './on-top.ts'
import { lowerStack } from './stack.ts'

const part = (pledgeId: string, whole: number) => ({ pledgeId, amountPence: pounds(whole) })
const stack = [part('pledge', 10_000), part('first', 4_000), part('second', 3_000)]

test('a total comes down from its latest top-up on', () => {
  expect(lowerStack(stack, pounds(16_999))).toEqual([
    { pledgeId: 'second', fromPence: pounds(3_000), toPence: pounds(2_999) },
  ])
  expect(lowerStack(stack, pounds(14_000))).toEqual([
    { pledgeId: 'second', fromPence: pounds(3_000), toPence: 0n },
  ])
  expect(lowerStack(stack, pounds(6_000))).toEqual([
    { pledgeId: 'second', fromPence: pounds(3_000), toPence: 0n },
    { pledgeId: 'first', fromPence: pounds(4_000), toPence: 0n },
    { pledgeId: 'pledge', fromPence: pounds(10_000), toPence: pounds(6_000) },
  ])
  expect(lowerStack(stack, pounds(17_000))).toEqual([])
})

const row = (pledgeId: string, whole: number, topsUpId: string | null = null) => ({
  ...part(pledgeId, whole),
  topsUpId,
  matchedPotIds: [`pot of ${pledgeId}`],
})

test('a top-up comes on top of its pledge and the top-ups before it, in the place of its council', () => {
  const placed = putOnTop([
    row('leeds', 10),
    row('kent', 20),
    row('more', 3, 'kent'),
    row('york', 5),
    row('again', 4, 'kent'),
    row('lost', 1, 'gone'),
  ])

  expect(placed.map(({ onTop }) => onTop)).toEqual([
    undefined,
    undefined,
    {
      ...{ standingPence: pounds(20), councilPlace: 2 },
      ...{ matchedPotIds: ['pot of kent'], pledgeIds: ['kent'] },
    },
    undefined,
    {
      ...{ standingPence: pounds(23), councilPlace: 2 },
      ...{ matchedPotIds: ['pot of kent', 'pot of more'], pledgeIds: ['kent', 'more'] },
    },
    undefined,
  ])
})

test('a council is judged once, by what it has signed; what waits is no part of it', () => {
  const live = (pledgeId: string, whole: number, topsUpId: string | null, state: string) => ({
    ...row(pledgeId, whole, topsUpId),
    state,
    matchedPence: pounds(whole),
  })

  const folded = foldTopUps([
    live('kent', 20, null, 'committed'),
    live('more', 3, 'kent', 'committed'),
    live('later', 4, 'kent', 'awaiting-approval'),
  ])

  expect(
    folded.map(({ pledgeId, amountPence, parts }) => [pledgeId, amountPence, parts.length]),
  ).toEqual([
    ['kent', pounds(23), 2],
    ['later', pounds(4), 1],
  ])
})
