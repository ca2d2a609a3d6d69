import { expect, test } from 'vitest'
import { findingOf, isSameName, isTrouble } from './register-answer.ts'

test.each([
  ['Ashlar Data Limited', 'ASHLAR DATA LTD'],
  ['Ashlar Data', 'ASHLAR DATA LIMITED'],
  ['Ashlar Data Ltd.', 'Ashlar  Data, Limited'],
  ['The Harbour & Quay Co Ltd', 'HARBOUR AND QUAY COMPANY LIMITED'],
  ['O’Dowd Software plc', "O'DOWD SOFTWARE P.L.C."],
  ['A.B.C. Ltd', 'ABC LIMITED'],
  ['Foo-Bar LLP', 'FOO BAR LIMITED LIABILITY PARTNERSHIP'],
  ['Gwynt CBC', 'GWYNT CWMNI BUDDIANT CYMUNEDOL'],
  ['Gwynt Cyf', 'GWYNT CYFYNGEDIG'],
  ['Good Work CIC plc', 'GOOD WORK COMMUNITY INTEREST PLC'],
  ['Tŷ Data Ltd', 'TY DATA LIMITED'],
])('%s is %s', (typed, registered) => {
  expect(isSameName(typed, registered)).toBe(true)
})

test.each([
  ['Ashlar Data Limited', 'ASHLAR DATA SERVICES LIMITED'],
  ['Ashlar Data (North) Ltd', 'ASHLAR DATA LIMITED'],
  ['Data Ashlar Ltd', 'ASHLAR DATA LIMITED'],
  ['Limited Horizons Ltd', 'HORIZONS LIMITED'],
  ['Plc', 'LIMITED'],
  ['Weir Street 1 Ltd', 'WEIR STREET 2 LIMITED'],
])('%s is not %s', (typed, registered) => {
  expect(isSameName(typed, registered)).toBe(false)
})

const company = { companyName: 'ASHLAR DATA LIMITED', status: 'active', previousNames: [] }

test.each([
  ['active', 'matches'],
  ['open', 'matches'],
  ['registered', 'matches'],
  [null, 'matches'],
  ['liquidation', 'insolvent'],
  ['receivership', 'insolvent'],
  ['administration', 'insolvent'],
  ['voluntary-arrangement', 'insolvent'],
  ['insolvency-proceedings', 'insolvent'],
  ['a-word-of-next-year', 'insolvent'],
  ['dissolved', 'closed'],
  ['converted-closed', 'closed'],
  ['closed', 'closed'],
  ['removed', 'closed'],
])('a company whose status is %s comes out as %s', (status, finding) => {
  expect(findingOf('Ashlar Data Ltd', { ...company, status })).toBe(finding)
})

test('another name is told from a former one, and a number that is not there from both', () => {
  const previousNames = ['Lockgate Systems Limited']

  expect(findingOf('Weir Street Ltd', { ...company, previousNames })).toBe('other-name')
  expect(findingOf('Lockgate Systems', { ...company, previousNames })).toBe('former-name')
  expect(findingOf('Ashlar Data Ltd', undefined)).toBe('not-found')
})

test('a company that has ended is said to have ended, whatever it is called', () => {
  expect(findingOf('Weir Street Ltd', { ...company, status: 'dissolved' })).toBe('closed')
})

test('only a name that matches, or nothing known, is no trouble', () => {
  expect(isTrouble('matches')).toBe(false)
  expect(isTrouble('not-looked-up')).toBe(false)
  for (const finding of ['former-name', 'other-name', 'insolvent', 'closed', 'not-found'] as const)
    expect(isTrouble(finding)).toBe(true)
})
