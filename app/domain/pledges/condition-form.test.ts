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

test('enough is a number of councils, a sum, or both', () => {
  const enough = (answers: object) => read({ conditions: 'enough', ...answers }).data?.conditions
  expect(enough({ minimumCouncils: '8' })).toEqual({ minimumCouncils: 8 })
  expect(enough({ minimumPledged: '£150,000' })).toEqual({ minimumPledgedPence: '15000000' })
  expect(enough({ minimumCouncils: '400', minimumPledged: '0.01' })).toEqual({
    minimumCouncils: 400,
    minimumPledgedPence: '1',
  })
  expect(boxesOf({ minimumPledgedPence: '1' })).toEqual(['enough'])
})

test.each([
  ['minimumCouncils', {}],
  ['minimumCouncils', { minimumCouncils: '1' }],
  ['minimumCouncils', { minimumCouncils: '401' }],
  ['minimumPledged', { minimumPledged: '0' }],
  ['minimumPledged', { minimumPledged: 'lots' }],
])('enough is turned down at %s', (field, answers) => {
  expect(problems({ conditions: 'enough', ...answers })?.map(([path]) => path)).toEqual([field])
})

test('a share is a percentage, kept as basis points', () => {
  const share = (mostOfTotal: string) =>
    read({ conditions: 'share', mostOfTotal }).data?.conditions.mostOfTotalBasisPoints
  expect(['12', '12.5', '12.5 %', '0.01', '99.99', '7.05%'].map(share)).toEqual([
    1_200, 1_250, 1_250, 1, 9_999, 705,
  ])
  for (const wrong of ['', '0', '0.00', '100', '12.345', '-1', 'a lot'])
    expect(problems({ conditions: 'share', mostOfTotal: wrong })).toEqual([
      ['mostOfTotal', 'Enter a percentage from 0.01 to 99.99, like 12 or 12.5'],
    ])
  expect(boxesOf({ mostOfTotalBasisPoints: 1 })).toEqual(['share'])
})

test('whom a pledge follows is chosen from councils', () => {
  const councilId = '01980000-0000-7000-8000-000000000001'
  expect(read({ conditions: 'follow', asMuchAs: councilId }).data?.conditions).toEqual({
    asMuchAs: { councilId, name: '' },
  })
  expect(problems({ conditions: 'follow', asMuchAs: 'Leeds' })).toEqual([
    ['asMuchAs', 'Choose a council'],
  ])
})
