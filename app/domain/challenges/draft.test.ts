import { expect, test } from 'vitest'
import { draftSteps, linesOf, missingSteps, stepAfter, stepBefore, StepInput } from './draft.ts'

const whole = {
  shortTitle: 'a',
  summary: 'a',
  problem: 'a',
  serviceFunctionId: 1,
  costToday: 'a',
  outcome: 'a',
  adoptionRoute: 'a',
}
const seenAt = '2026-05-31T10:00:00.000Z'
const cost = (answers: object) =>
  StepInput.safeParse({ step: 'cost', seenAt, costToday: 'Time', ...answers })

test('the questions follow one another and end in checking the answers', () => {
  expect(stepAfter('title')).toBe('problem')
  expect(stepAfter('standards')).toBeUndefined()
  expect(stepBefore('title')).toBeUndefined()
  expect(stepBefore('problem')).toBe('title')
})

test('what is missing is named by its question, standards never being missing', () => {
  expect(missingSteps(whole)).toEqual([])
  expect(missingSteps({ ...whole, summary: null, outcome: '' })).toEqual(['problem', 'outcome'])
  const nothing = Object.fromEntries(Object.keys(whole).map((name) => [name, null]))
  expect(missingSteps(nothing as unknown as typeof whole)).toEqual(
    draftSteps.filter((step) => step !== 'standards'),
  )
})

test('figures may be left empty, and are read as people type them', () => {
  expect(cost({ leadVolumePerYear: ' ', leadYearlyCostPence: '' }).data).toMatchObject({
    leadVolumePerYear: null,
    leadYearlyCostPence: null,
    typicalCostPence: null,
  })
  expect(cost({ leadVolumePerYear: '2,900', leadYearlyCostPence: '£24,500' }).data).toMatchObject({
    leadVolumePerYear: 2900,
    leadYearlyCostPence: 2_450_000n,
  })
  expect(cost({ leadVolumePerYear: '2.5' }).success).toBe(false)
  expect(cost({ leadVolumePerYear: '1000000001' }).success).toBe(false)
  expect(cost({ leadYearlyCostPence: '-5' }).success).toBe(false)
})

test('an answer of spaces is no answer, and one a character too long is refused', () => {
  const title = (text: string) =>
    StepInput.safeParse({ step: 'title', seenAt, title: text, shortTitle: 'Short' }).success

  expect([title('  '), title('a'.repeat(120)), title('a'.repeat(121))]).toEqual([
    false,
    true,
    false,
  ])
})

test('a form without the time it was opened is not saved', () => {
  const form = { step: 'outcome', outcome: 'Good' }

  expect(StepInput.safeParse({ ...form, seenAt }).success).toBe(true)
  expect(StepInput.safeParse({ ...form, seenAt: 'yesterday' }).success).toBe(false)
})

test('points are read a line at a time', () => {
  expect(linesOf('- One\n\n• Two\n  Three ')).toEqual(['One', 'Two', 'Three'])
})
