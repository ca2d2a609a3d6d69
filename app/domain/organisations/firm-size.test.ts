import { expect, test } from 'vitest'
import { assessSize, type FirmSize } from './firm-size.ts'

/** Procurement Act 2023, s.123: fewer than 250 staff, and £44 million of turnover or £38 million of balance sheet at most. */
const law = {
  staffBelow: 250n,
  turnoverAtMostPence: 4_400_000_000n,
  balanceSheetAtMostPence: 3_800_000_000n,
}
const size = (given: Partial<FirmSize>): FirmSize => ({
  staffCount: 12,
  turnoverPence: null,
  balanceSheetPence: null,
  ...given,
})
const isSme = (given: Partial<FirmSize>) => assessSize(size(given), law).isSme

test.each([
  ['249 people and the most of turnover', { staffCount: 249, turnoverPence: 4_400_000_000n }, true],
  [
    '250 people and little money',
    { staffCount: 250, turnoverPence: 1n, balanceSheetPence: 1n },
    false,
  ],
  ['the most of turnover', { turnoverPence: 4_400_000_000n }, true],
  [
    'a penny too much of turnover, the most of balance sheet',
    { turnoverPence: 4_400_000_001n, balanceSheetPence: 3_800_000_000n },
    true,
  ],
  [
    'a penny too much of both',
    { turnoverPence: 4_400_000_001n, balanceSheetPence: 3_800_000_001n },
    false,
  ],
  ['the most of balance sheet alone', { balanceSheetPence: 3_800_000_000n }, true],
  ['no turnover yet', { turnoverPence: 0n }, true],
  ['a penny too much of turnover, nothing else', { turnoverPence: 4_400_000_001n }, undefined],
  [
    'a penny too much of balance sheet, nothing else',
    { balanceSheetPence: 3_800_000_001n },
    undefined,
  ],
  ['nothing but staff', {}, undefined],
  ['no staff said', { staffCount: null, turnoverPence: 1n }, undefined],
  ['too many people, nothing else', { staffCount: 250 }, false],
])('%s', (_, given, expected) => {
  expect(isSme(given)).toBe(expected)
})

test.each([
  [
    '1 person, which is fewer than 250, and a turnover of £44,000,000 or less.',
    { staffCount: 1, turnoverPence: 5n },
  ],
  ['1,200 people, which is not fewer than 250.', { staffCount: 1200 }],
  [
    '12 people, which is fewer than 250. Say your balance sheet total, too.',
    { turnoverPence: 4_400_000_001n },
  ],
  [
    '12 people, which is fewer than 250, but a turnover above £44,000,000 and a balance sheet total above £38,000,000.',
    { turnoverPence: 4_400_000_001n, balanceSheetPence: 3_800_000_001n },
  ],
  ['Say how many people work for you.', { staffCount: null }],
])('the working reads: %s', (working, given) => {
  expect(assessSize(size(given), law).working).toBe(working)
})
