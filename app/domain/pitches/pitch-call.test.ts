import { expect, test } from 'vitest'
import { CallInput, closingProblem, formatWeight, isOpen } from './pitch-call.ts'

const whole = {
  closesOn: '2027-10-15',
  closesAt: '12:00',
  priceLimit: '480,000',
  criterion1Name: 'Works, with evidence',
  criterion1Weight: '62.5%',
  criterion2Name: 'Social value',
  criterion2Weight: '37.5',
  question1Text: 'How does it work?',
  question1Words: '750',
}

const problems = (form: Record<string, string>) =>
  Object.fromEntries(
    (CallInput.safeParse(form).error?.issues ?? []).map(({ path, message }) => [path[0], message]),
  )

test('a call reads its closing instant on a London clock, and rows left empty do not count', () => {
  const call = CallInput.parse({ ...whole, criterion3Name: ' ', question2Text: '' })

  expect(call.closesAt.toISOString()).toBe('2027-10-15T11:00:00.000Z')
  expect(call.criteria.map((each) => each.weightBasisPoints)).toEqual([6250, 3750])
  expect(call.questions).toEqual([{ text: 'How does it work?', guidance: null, maximumWords: 750 }])
})

test('weights must add up to exactly 100%', () => {
  expect(problems({ ...whole, criterion2Weight: '37.49' })).toEqual({
    criterion1Weight: 'The weights add up to 99.99%. They must add up to 100%',
  })
  expect(problems({ ...whole, criterion2Weight: '37.51' })).toHaveProperty('criterion1Weight')
})

test('every problem of the form shows at once, beside its own field', () => {
  const found = problems({ ...whole, closesOn: '', priceLimit: 'lots', question1Words: '20' })

  expect(Object.keys(found).sort()).toEqual(['closesOn', 'priceLimit', 'question1Words'])
})

test('a call with nothing in it names what it needs', () => {
  expect(Object.keys(problems({})).sort()).toEqual([
    'closesAt',
    'closesOn',
    'criterion1Name',
    'priceLimit',
    'question1Text',
  ])
})

test('a closing time that the clocks skip or repeat is sent back', () => {
  expect(closingProblem('2027-03-28', '01:30')).toMatch('go forward')
  expect(closingProblem('2027-10-31', '01:30')).toMatch('happens twice')
  expect(closingProblem('2027-10-31', '02:00')).toBeUndefined()
  expect(closingProblem('2027-03-28', '02:00')).toBeUndefined()
})

test('the closing instant itself is too late', () => {
  const call = { opensAt: new Date('2027-09-01'), closesAt: new Date('2027-10-15T11:00:00Z') }

  expect(isOpen(call, new Date('2027-10-15T10:59:59.999Z'))).toBe(true)
  expect(isOpen(call, new Date('2027-10-15T11:00:00.000Z'))).toBe(false)
})

test('a weight prints without idle zeros', () => {
  expect([4000, 1250, 1205, 5].map(formatWeight)).toEqual(['40%', '12.5%', '12.05%', '0.05%'])
})
