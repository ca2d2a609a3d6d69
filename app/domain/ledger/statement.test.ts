import { expect, test } from 'vitest'
import { challengeBooks, chooseBook } from './book.ts'
import { instantsOf, placeText, readPeriod, readPlace, runBalance } from './statement.ts'

const periodOf = (search: string) => readPeriod(new URLSearchParams(search))

test('a period is whole London days, and an open or impossible one is open', () => {
  expect(periodOf('from=2027-04-01&to=2028-03-31')).toEqual({
    fromOn: '2027-04-01',
    toOn: '2028-03-31',
  })
  expect(periodOf('from=2027-04-01')).toEqual({ fromOn: '2027-04-01' })
  expect(periodOf('from=&to=tomorrow')).toEqual({})
  expect(periodOf('from=2028-03-31&to=2027-04-01')).toEqual({})
})

test('the last day of a period counts to midnight, in summer time too', () => {
  expect(instantsOf({ fromOn: '2027-04-01', toOn: '2028-03-31' })).toEqual({
    from: new Date('2027-03-31T23:00:00Z'),
    before: new Date('2028-03-31T23:00:00Z'),
  })
  expect(instantsOf({})).toEqual({ from: null, before: null })
})

test('each entry carries the balance after it', () => {
  const entries = runBalance(500n, [{ amountPence: 100n }, { amountPence: -600n }])

  expect(entries.map(({ balancePence }) => balancePence)).toEqual([600n, 0n])
})

test('a place goes into an address and comes back, and nothing else does', () => {
  const place = { journalId: 1234n, line: 2 }

  expect(readPlace(placeText(place))).toEqual(place)
  for (const text of [null, '', '1', '-1-2', '1-2-3', "1-2'", '9'.repeat(30) + '-1'])
    expect(readPlace(text)).toBeUndefined()
})

test('a book that is none is the first', () => {
  expect(chooseBook(challengeBooks, 'paid', 'pledged')).toBe('paid')
  expect(chooseBook(challengeBooks, 'constructor', 'pledged')).toBe('pledged')
  expect(chooseBook(challengeBooks, null, 'pledged')).toBe('pledged')
})
