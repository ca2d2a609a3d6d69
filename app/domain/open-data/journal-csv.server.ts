import type { Period, Place } from '../ledger/statement.ts'
import type { Actor } from '../organisations/actor.ts'
import { listJournalLines, type JournalLine } from '../reporting/journal-export.server.ts'
import { csvHeader, csvRow, type CsvColumn } from './csv.ts'

const columns: CsvColumn<JournalLine>[] = [
  { name: 'journal', value: ({ journalId }) => journalId },
  { name: 'line', value: ({ line }) => line },
  { name: 'date', value: ({ day }) => day },
  { name: 'what', value: ({ what }) => what },
  { name: 'challenge_reference', value: ({ reference }) => reference },
  { name: 'challenge', value: ({ challenge }) => challenge },
  { name: 'account', value: ({ account }) => account },
  { name: 'cost_code', value: ({ costCode }) => costCode },
  { name: 'budget_code', value: ({ budgetCode }) => budgetCode },
  { name: 'debit_pence', value: (line) => ('debitPence' in line ? line.debitPence : null) },
  { name: 'credit_pence', value: (line) => ('creditPence' in line ? line.creditPence : null) },
]

/** A council's journals for its finance system, read page by page. */
export async function* journalCsv(actor: Actor, period: Period, limit = 500) {
  yield csvHeader(columns)
  let after: Place | undefined
  do {
    const page = await listJournalLines(actor, { period, after, limit })
    yield page.lines.map((line) => csvRow(columns, line)).join('')
    after = page.next
  } while (after)
}
