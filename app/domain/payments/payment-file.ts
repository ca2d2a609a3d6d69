import type { Pence } from '#app/core/money.ts'
import { formatNumericDay } from '#app/core/time.ts'

export type PaymentLine = {
  reference: string
  amountPence: Pence
  accountName: string
  sortCode: string
  accountNumber: string
}

export type Originator = { accountName: string; sortCode: string; accountNumber: string }

/**
 * A payment file as Bacs bureaux take it, one line a payment and no header: payee's sort code,
 * account and name, pounds, 99 (a credit), our sort code, account and name, the reference, the day.
 * Names and references hold 18 characters (Bacs standard 18).
 */
export function writePaymentFile(lines: PaymentLine[], from: Originator, day: string) {
  return lines
    .map((line) =>
      [
        line.sortCode,
        line.accountNumber,
        bacsText(line.accountName),
        poundsOf(line.amountPence),
        '99',
        from.sortCode,
        from.accountNumber,
        bacsText(from.accountName),
        bacsText(line.reference),
        formatNumericDay(day),
      ].join(','),
    )
    .map((line) => `${line}\r\n`)
    .join('')
}

const poundsOf = (pence: Pence) => `${pence / 100n}.${String(pence % 100n).padStart(2, '0')}`

/**
 * Capital letters, digits and . & / - only, 18 at most: anything else a bank would turn away. Begins
 * with a letter or digit, so that a spreadsheet takes it for text.
 */
export const bacsText = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9 .&/-]/g, ' ')
    .replace(/^[^A-Z0-9]+/, '')
    .slice(0, 18)
    .trim()
