import { expect, test } from 'vitest'
import { bacsText, writePaymentFile } from './payment-file.ts'

const portal = { accountName: 'Solve Once', sortCode: '200000', accountNumber: '55555555' }

test('each payment is one line, as a Bacs bureau takes it', () => {
  const file = writePaymentFile(
    [
      {
        reference: 'PAY-00001',
        amountPence: 5_800_000n,
        accountName: 'Tideline Digital',
        sortCode: '309430',
        accountNumber: '00004821',
      },
      {
        reference: 'PAY-00002',
        amountPence: 5n,
        accountName: 'Ŷnys, "Môn"\r\nLtd',
        sortCode: '000001',
        accountNumber: '12345678',
      },
    ],
    portal,
    '2027-09-20',
  )

  expect(file.split('\r\n')).toEqual([
    '309430,00004821,TIDELINE DIGITAL,58000.00,99,200000,55555555,SOLVE ONCE,PAY-00001,20/09/2027',
    '000001,12345678,YNYS   MON   LTD,0.05,99,200000,55555555,SOLVE ONCE,PAY-00002,20/09/2027',
    '',
  ])
})

test.each([
  ['=cmd|calc', 'CMD CALC'],
  ['@SUM(A1)', 'SUM A1'],
  ['a name of more than eighteen letters', 'A NAME OF MORE THA'],
  ['-AB & Co./1', 'AB & CO./1'],
])('%s becomes %s: nothing a bank turns away, nothing a spreadsheet runs', (text, written) => {
  expect(bacsText(text)).toBe(written)
})
