import { formatPounds, type Pence } from '#app/core/money.ts'
import { formatCount } from './council-words.ts'

/** What the test of a small or medium-sized enterprise asks for: Procurement Act 2023, s.123. Dated policy numbers hold it. */
export type SizeTest = {
  staffBelow: bigint
  turnoverAtMostPence: Pence
  balanceSheetAtMostPence: Pence
}

/** What a firm says of itself. Turnover and balance sheet are for the test alone: never shown to others. */
export type FirmSize = {
  staffCount: number | null
  turnoverPence: Pence | null
  balanceSheetPence: Pence | null
}

/** Undefined while what was said decides nothing; the working says what is missing. */
export type Assessed = { isSme: boolean | undefined; working: string }

/** Fewer staff than the limit, and a turnover or a balance sheet total that is not above its own. */
export function assessSize(size: FirmSize, test: SizeTest): Assessed {
  const { staffCount, turnoverPence, balanceSheetPence } = size
  const fewer = `fewer than ${formatCount(Number(test.staffBelow))}`
  if (staffCount === null) return { isSme: undefined, working: 'Say how many people work for you.' }
  const staff = `${formatCount(staffCount)} ${staffCount === 1 ? 'person' : 'people'}`
  if (BigInt(staffCount) >= test.staffBelow)
    return { isSme: false, working: `${staff}, which is not ${fewer}.` }
  const sums = [
    { name: 'turnover', pence: turnoverPence, atMost: test.turnoverAtMostPence },
    { name: 'balance sheet total', pence: balanceSheetPence, atMost: test.balanceSheetAtMostPence },
  ]
  const within = sums.find(({ pence, atMost }) => pence !== null && pence <= atMost)
  if (within)
    return {
      isSme: true,
      working: `${staff}, which is ${fewer}, and a ${within.name} of ${formatPounds(within.atMost)} or less.`,
    }
  const missing = sums.filter(({ pence }) => pence === null)
  if (missing.length > 0)
    return {
      isSme: undefined,
      working: `${staff}, which is ${fewer}. Say your ${missing.map(({ name }) => name).join(' or ')}, too.`,
    }
  return {
    isSme: false,
    working: `${staff}, which is ${fewer}, but ${sums.map(({ name, atMost }) => `a ${name} above ${formatPounds(atMost)}`).join(' and ')}.`,
  }
}
