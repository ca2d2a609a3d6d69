/** A spreadsheet would run a cell that begins like this. OWASP, CSV injection. */
const looksLikeFormula = /^[=+\-@\t\r]/

/**
 * Text as RFC 4180 has it, for spreadsheets: a cell that a spreadsheet would take for a formula gets an
 * apostrophe in front, so what people typed is never run on somebody else's computer.
 */
export const toCsv = (header: readonly string[], rows: readonly (readonly Cell[])[]) =>
  [header, ...rows].map((row) => row.map(printCell).join(',') + '\r\n').join('')

export type Cell = string | number | bigint | null | undefined

function printCell(cell: Cell) {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = looksLikeFormula.test(cell) ? `'${cell}` : cell
  return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
