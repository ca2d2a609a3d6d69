import { expect, test } from 'vitest'
import { jurisdictionOf, readCompanyNumber } from './company-number.ts'

test.each([
  ['08407369', '08407369'],
  ['8407369', '08407369'],
  [' 445 790 ', '00445790'],
  ['sc123456', 'SC123456'],
  ['SC 1234', 'SC001234'],
  ['oc301234', 'OC301234'],
  ['NI16363', 'NI016363'],
  ['R0000123', 'R0000123'],
  ['CE000958', 'CE000958'],
  ['cs000123', 'CS000123'],
  ['IP00141R', 'IP00141R'],
  ['SP2252R', 'SP02252R'],
  ['so-300001', 'SO300001'],
])('%j is kept as %s', (typed, number) => {
  expect(readCompanyNumber(typed)).toBe(number)
})

test.each([
  '',
  'none',
  '0',
  '00000000',
  'SC000000',
  '123456789',
  'XX123456',
  'SC1234567',
  'SC00141R',
  'IP000141R',
  '0840736９',
])('%j is no number of Companies House', (typed) => {
  expect(readCompanyNumber(typed)).toBeUndefined()
})

test('a number says which register keeps it', () => {
  expect(jurisdictionOf('08407369')).toBe('England and Wales')
  expect(jurisdictionOf('SC123456')).toBe('Scotland')
  expect(jurisdictionOf('R0000123')).toBe('Northern Ireland')
})
