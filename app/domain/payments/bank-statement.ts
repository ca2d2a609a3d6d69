import { PenceInput, type Pence } from '#app/core/money.ts'
import { quote } from '#app/core/quote.ts'
import { DayInput } from '#app/core/time.ts'

export type StatementLine = { receivedOn: string; reference: string; amountPence: Pence }
export type ReadLine = { line: number; problem: string } | ({ line: number } & StatementLine)

/**
 * Reads money in from a bank statement pasted or exported as CSV: date, reference, amount on each
 * line (2027-09-22 or 22/09/2027). Every line is answered, with what is wrong where one cannot be read.
 */
export const readStatement = (text: string): ReadLine[] =>
  text
    .split(/\r?\n/)
    .map((content, place) => ({ content: content.trim(), line: place + 1 }))
    .filter(({ content, line }) => content !== '' && !(line === 1 && /^date\b/i.test(content)))
    .map(({ content, line }) => ({ line, ...readLine(content) }))

function readLine(content: string): { problem: string } | StatementLine {
  const [date = '', reference = '', ...rest] = splitCells(content)
  const day = DayInput.safeParse(date.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1'))
  if (!day.success) return { problem: `${quote(date) || 'The first column'} is not a date` }
  const amount = PenceInput.safeParse(rest.join(','))
  if (!amount.success || amount.data <= 0n)
    return {
      problem: `${quote(rest.join(',')) || 'The third column'} is not an amount of money in`,
    }
  return { receivedOn: day.data, reference: reference.trim(), amountPence: amount.data }
}

/** CSV cells with or without quotes around them. */
const splitCells = (content: string) =>
  [...content.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
    (quoted?.replaceAll('""', '"') ?? plain).trim(),
  )
