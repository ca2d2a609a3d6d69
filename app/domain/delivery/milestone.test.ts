import { expect, test } from 'vitest'
import { milestoneState, projectNumberOf, projectReference, testLines } from './milestone.ts'

const at = new Date('2027-09-10T11:30:00Z')
const unpaid = { sentAt: null, settledAt: null }
const claim = { acceptance: null, approvals: [] }

test.each([
  ['open', { payment: null }],
  ['claimed', { claim, payment: null }],
  ['accepted', { claim: { ...claim, acceptance: {} }, payment: null }],
  ['first-approved', { claim: { acceptance: {}, approvals: [{}] }, payment: null }],
  ['approved', { claim: { acceptance: {}, approvals: [{}] }, payment: unpaid }],
  ['sent', { payment: { ...unpaid, sentAt: at } }],
  ['paid', { payment: { sentAt: at, settledAt: at } }],
])('a milestone is %s by what has happened', (state, facts) => {
  expect(milestoneState(facts)).toBe(state)
})

test('a project is found by its reference however it is typed', () => {
  expect(projectReference(7)).toBe('PR-0007')
  expect(projectNumberOf('pr-0007')).toBe(7)
  expect(projectNumberOf('PR-12345')).toBe(12345)
  expect(projectNumberOf('0007')).toBeUndefined()
  expect(projectNumberOf('PR-0007; drop')).toBeUndefined()
  expect(projectNumberOf('PR-9999999999')).toBeUndefined()
})

test('an acceptance test is a line for each thing to show', () => {
  expect(
    testLines(
      'Live in three councils for 30 days. Repeat calls fall by 2.5%. WCAG 2.2 AA, tested.',
    ),
  ).toEqual([
    'Live in three councils for 30 days',
    'Repeat calls fall by 2.5%',
    'WCAG 2.2 AA, tested',
  ])
  expect(testLines('One\n\n Two ')).toEqual(['One', 'Two'])
})
