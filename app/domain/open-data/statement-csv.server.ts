import { placeText } from '../ledger/statement.ts'
import type { Statement } from '../reporting/statement.server.ts'
import { csvHeader, csvRow, type CsvColumn } from './csv.ts'

type Row = Statement['entries'][number]

const columns: CsvColumn<Row>[] = [
  { name: 'journal', value: ({ journalId }) => journalId },
  { name: 'line', value: ({ line }) => line },
  { name: 'at', value: ({ at }) => at.toISOString() },
  { name: 'what', value: ({ what }) => what },
  { name: 'who', value: ({ who }) => who },
  { name: 'challenge', value: ({ challenge }) => challenge?.title },
  { name: 'reference', value: ({ reference }) => reference?.name },
  { name: 'in_pence', value: ({ amountPence }) => (amountPence > 0n ? amountPence : null) },
  { name: 'out_pence', value: ({ amountPence }) => (amountPence < 0n ? -amountPence : null) },
  { name: 'balance_pence', value: ({ balancePence }) => balancePence },
]

/** A whole statement as CSV, read page by page, so its length costs no memory. */
export async function* statementCsv(
  search: URLSearchParams,
  read: (search: URLSearchParams, limit: number) => Promise<Statement>,
) {
  yield csvHeader(columns)
  const page = new URLSearchParams(search)
  page.delete('after')
  for (;;) {
    const { entries, next } = await read(page, 500)
    yield entries.map((entry) => csvRow(columns, entry)).join('')
    if (!next) return
    page.set('after', placeText(next))
  }
}
