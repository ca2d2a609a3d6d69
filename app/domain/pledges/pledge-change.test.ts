import { expect, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { ChangeInput, wrongChange } from './pledge-change.ts'

const round = { smallestPledgePence: pounds(500) }

test('a pledge becomes any other sum from the smallest pledge of the round on', () => {
  expect(wrongChange(pounds(1_000), pounds(1_000), round)).toContain('Enter another sum')
  expect(wrongChange(pounds(1_000), pounds(500), round)).toBeUndefined()
  expect(wrongChange(pounds(1_000), pounds(499), round)).toContain('£500 or more')
  expect(wrongChange(pounds(1_000), pounds(1_001), round)).toBeUndefined()
  expect(wrongChange(pounds(1_000), pounds(1_001) + 1n, round)).toContain('whole pounds')
})

test('the form says what it was shown with, in whole pence', () => {
  const sent = { operationKey: newId(), amount: '1,200', signById: '', signByOn: '' }

  expect(ChangeInput.parse({ ...sent, fromPence: '100000' })).toMatchObject({
    amount: pounds(1_200),
    fromPence: pounds(1_000),
  })
  expect(ChangeInput.safeParse({ ...sent, fromPence: '-1' }).success).toBe(false)
  expect(ChangeInput.safeParse({ ...sent, fromPence: '1', agreement: 'no' }).success).toBe(false)
})
