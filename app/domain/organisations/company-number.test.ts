import { expect, test } from 'vitest'
import { kindOf, readCompanyNumber } from './company-number.ts'

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
  ['RS 822', 'RS000822'],
  ['RS00123W', 'RS00123W'],
  ['SL12345A', 'SL12345A'],
  ['OE1', 'OE000001'],
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
  'OC00141R',
  'R1000123',
  'GB123456',
  'IP000141R',
  '0840736９',
])('%j is no number of Companies House', (typed) => {
  expect(readCompanyNumber(typed)).toBeUndefined()
})

// The list of the Uniform Resource Identifiers Customer Guide 1.1, what it leaves to others, and what came after it.
test.each([
  ['08407369', 'England and Wales', 'company'],
  ['AC001234', 'England and Wales', 'assurance company'],
  ['CE000958', 'England and Wales', 'charitable incorporated organisation'],
  ['GE000123', 'England and Wales', 'economic interest grouping'],
  ['IC000123', 'England and Wales', 'investment company with variable capital'],
  ['IP00141R', 'England and Wales', 'registered society'],
  ['LP012345', 'England and Wales', 'limited partnership'],
  ['OC301234', 'England and Wales', 'limited liability partnership'],
  ['RC000123', 'England and Wales', 'company by royal charter'],
  ['SE000123', 'England and Wales', 'Societas Europaea'],
  ['ZC000123', 'England and Wales', 'unregistered company'],
  ['CS000123', 'Scotland', 'charitable incorporated organisation'],
  ['ES000003', 'Scotland', 'Societas Europaea'],
  ['GS000001', 'Scotland', 'economic interest grouping'],
  ['SA000123', 'Scotland', 'assurance company'],
  ['SC123456', 'Scotland', 'company'],
  ['SF000123', 'Scotland', 'overseas company'],
  ['SG000123', 'Scotland', 'qualifying partnership'],
  ['SI000010', 'Scotland', 'investment company with variable capital'],
  ['SL012345', 'Scotland', 'limited partnership'],
  ['SO300001', 'Scotland', 'limited liability partnership'],
  ['SP02252R', 'Scotland', 'registered society'],
  ['SR000001', 'Scotland', 'company by royal charter'],
  ['SZ000008', 'Scotland', 'unregistered company'],
  ['EN000001', 'Northern Ireland', 'Societas Europaea'],
  ['GN000001', 'Northern Ireland', 'economic interest grouping'],
  ['NA000001', 'Northern Ireland', 'assurance company'],
  ['NC000123', 'Northern Ireland', 'limited liability partnership'],
  ['NF000508', 'Northern Ireland', 'overseas company'],
  ['NI016363', 'Northern Ireland', 'company'],
  ['NL000076', 'Northern Ireland', 'limited partnership'],
  ['NO000146', 'Northern Ireland', 'credit union or society'],
  ['NP000133', 'Northern Ireland', 'registered society'],
  ['NR000001', 'Northern Ireland', 'company by royal charter'],
  ['NV000001', 'Northern Ireland', 'investment company with variable capital'],
  ['NZ000001', 'Northern Ireland', 'unregistered company'],
  ['R0000123', 'Northern Ireland', 'company from before 1922'],
  ['BR012345', 'United Kingdom', 'UK establishment of an overseas company'],
  ['FC012345', 'United Kingdom', 'overseas company'],
  ['FE000001', 'United Kingdom', 'further education corporation'],
  ['OE000001', 'United Kingdom', 'overseas entity'],
  ['PC000001', 'United Kingdom', 'protected cell company'],
  ['RS000822', 'United Kingdom', 'registered society'],
])('%s is of %s: %s', (number, jurisdiction, kind) => {
  expect(readCompanyNumber(number)).toBe(number)
  expect(kindOf(number)).toEqual({ jurisdiction, kind })
})
