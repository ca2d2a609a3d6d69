import { expect, test } from 'vitest'
import { BankDetailsInput, formatSortCode, hiddenAccountNumber } from './bank-details.ts'

const given = {
  operationKey: '019a0000-0000-7000-8000-000000000001',
  accountName: 'Tideline Digital',
  sortCode: '30-94 30',
  accountNumber: '0000 4821',
  isConfirmed: 'yes',
}

test('spaces and hyphens in the numbers are left out', () => {
  expect(BankDetailsInput.parse(given)).toMatchObject({
    sortCode: '309430',
    accountNumber: '00004821',
  })
})

test.each([
  ['sortCode', '30943'],
  ['accountNumber', '123456789'],
  ['accountNumber', '1234567a'],
  ['accountName', 'A name of nineteenx'],
  ['accountName', '=cmd()'],
  ['isConfirmed', undefined],
])('%s %s is refused beside its field', (field, value) => {
  const { error } = BankDetailsInput.safeParse({ ...given, [field]: value })

  expect(error?.issues.map((issue) => issue.path)).toEqual([[field]])
})

test('an account is shown by its last four digits', () => {
  expect(hiddenAccountNumber('00004821')).toBe('•••• 4821')
  expect(formatSortCode('309430')).toBe('30-94-30')
})
