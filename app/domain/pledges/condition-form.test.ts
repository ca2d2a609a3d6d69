import { expect, test } from 'vitest'
import { boxesOf, ConditionsForm } from './condition-form.ts'

const read = (form: object) => ConditionsForm.safeParse({ isNameShown: 'yes', ...form })
const problems = (form: object) => {
  const { error } = read(form)
  return error?.issues.map(({ path, message }) => [path[0], message])
}

test('each box brings its own answer, and the others are left out', () => {
  const form = {
    conditions: ['region', 'uk', 'decision', 'other'],
    councils: '3',
    decisionByOn: '2027-09-24',
    other: ' Our members agree ',
  }

  expect(read(form).data).toEqual({
    conditions: {
      minimumOtherCouncilsInRegion: 3,
      dataStaysInUk: true,
      decisionByOn: '2027-09-24',
      other: 'Our members agree',
    },
    isNameShown: true,
  })
  expect(read({ ...form, conditions: 'uk' }).data?.conditions).toEqual({ dataStaysInUk: true })
})

test('no conditions is an answer; nothing, and both, are not', () => {
  expect(read({ conditions: 'none' }).data?.conditions).toEqual({})
  expect(problems({})).toEqual([['conditions', 'Select your conditions, or “No conditions”']])
  expect(problems({ conditions: ['none', 'uk'] })).toHaveLength(1)
})

test.each([
  ['region', 'councils', { councils: '0' }],
  ['region', 'councils', { councils: '51' }],
  ['decision', 'decisionByOn', {}],
  ['decision', 'decisionByOn', { decisionByOn: '2027-02-30' }],
  ['decision', 'decisionByOn', { decisionByOn: '0001-01-01' }],
  ['other', 'other', { other: ' ' }],
])('a ticked %s needs its answer', (box, field, answers) => {
  expect(problems({ conditions: box, ...answers })?.map(([path]) => path)).toEqual([field])
})

test('the boxes of kept conditions are ticked again', () => {
  expect(boxesOf({ minimumOtherCouncilsInRegion: 50, other: 'x' })).toEqual(['region', 'other'])
  expect(boxesOf({})).toEqual([])
})
