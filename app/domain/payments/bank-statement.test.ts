import { expect, test } from 'vitest'
import { readStatement } from './bank-statement.ts'

test('lines are read by date, reference and amount, in either kind of date', () => {
  const text =
    'Date,Reference,Amount\n22/09/2027,COL-00001,"£24,500.00"\n2027-09-23, col-00002 ,500'

  expect(readStatement(text)).toEqual([
    { line: 2, receivedOn: '2027-09-22', reference: 'COL-00001', amountPence: 2_450_000n },
    { line: 3, receivedOn: '2027-09-23', reference: 'col-00002', amountPence: 50_000n },
  ])
})

test('amounts with a comma need no quotes, and empty lines are passed over', () => {
  expect(readStatement('2027-09-22,COL-1,24,500.00\r\n\r\n')).toEqual([
    { line: 1, receivedOn: '2027-09-22', reference: 'COL-1', amountPence: 2_450_000n },
  ])
})

test.each([
  ['yesterday,COL-1,5', 'yesterday is not a date'],
  ['31/02/2027,COL-1,5', '31/02/2027 is not a date'],
  ['2027-09-22,COL-1,-5', '-5 is not an amount of money in'],
  ['2027-09-22,COL-1,0', '0 is not an amount of money in'],
  ['2027-09-22,COL-1', 'The third column is not an amount of money in'],
])('%s cannot be read, and says why', (line, problem) => {
  expect(readStatement(line)).toEqual([{ line: 1, problem }])
})

test('quotes inside quotes are one quote', () => {
  expect(readStatement('2027-09-22,"A ""B"", C",1')).toEqual([
    { line: 1, receivedOn: '2027-09-22', reference: 'A "B", C', amountPence: 100n },
  ])
})

test('a line of rubbish is quoted no longer than somebody would read', () => {
  const [line] = readStatement('x'.repeat(50_000))

  expect(line).toEqual({ line: 1, problem: `${'x'.repeat(60)}… is not a date` })
})
