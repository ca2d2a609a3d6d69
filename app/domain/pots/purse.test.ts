import { expect, test } from 'vitest'
import { purseFor, purseKey, type OpenPurse, type Purse } from './purse.ts'

const morning = new Date('2027-09-14T09:00:00Z')
const noon = new Date('2027-09-14T12:00:00Z')
const opened = (...purses: Purse[]): OpenPurse[] =>
  purses.map((purse) => ({ purse, openedAt: morning }))

test('a pledge is matched from the purse of its own funding type, else from what is not ring-fenced', () => {
  const both = opened('unrestricted', 'capital')
  expect(purseFor('capital', both, noon)).toEqual({ purse: 'capital' })
  expect(purseFor('revenue', both, noon)).toEqual({ purse: 'unrestricted' })
})

test('a pot with other money only says what its money is for', () => {
  expect(purseFor('revenue', opened('grant', 'capital'), noon)).toEqual({
    purse: undefined,
    isFor: ['capital', 'grant'],
  })
})

test('a purse counts from the instant it was opened', () => {
  const purses = [...opened('unrestricted'), { purse: 'capital' as const, openedAt: noon }]
  expect(purseFor('capital', purses, new Date(noon.getTime() - 1))).toEqual({
    purse: 'unrestricted',
  })
  expect(purseFor('capital', purses, noon)).toEqual({ purse: 'capital' })
})

test('an empty pot keeps nothing apart', () => {
  expect(purseFor('grant', [], noon)).toEqual({ purse: 'unrestricted' })
  expect(purseKey('pot')).toBe('pot')
  expect(purseKey('pot', 'grant')).toBe('pot/grant')
})
