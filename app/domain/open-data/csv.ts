/** A cell of a CSV file. Numbers and whole pence stay numbers; nothing is an empty cell. */
export type Cell = string | number | bigint | boolean | null | undefined

export type CsvColumn<Row> = { name: string; value: (row: Row) => Cell }

/**
 * What a spreadsheet could take for a formula: it begins with one of these signs, their full-width
 * forms, or white space before them (OWASP, CSV injection). Apostrophes in front are counted in, so
 * that what is added can be taken away again.
 */
const formula = /^'*[\s\0]*[=+\-@\t\r\n\0＝＋－＠]/

/** An apostrophe makes a spreadsheet show the text and run nothing. */
const withoutFormula = (text: string) => (formula.test(text) ? `'${text}` : text)

/** RFC 4180: quotes around what holds a separator, a quote, a line break or space at its ends. */
function csvText(text: string) {
  const safe = withoutFormula(text)
  return /[",;'\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function printCell(cell: Cell) {
  if (cell === null || cell === undefined) return ''
  return typeof cell === 'string' ? csvText(cell) : String(cell)
}

/** One line of a CSV file with its line break, as RFC 4180 writes it; safe to open in a spreadsheet. */
export const csvLine = (cells: readonly Cell[]) => `${cells.map(printCell).join(',')}\r\n`

export const csvHeader = <Row>(columns: readonly CsvColumn<Row>[]) =>
  csvLine(columns.map(({ name }) => name))

export const csvRow = <Row>(columns: readonly CsvColumn<Row>[], row: Row) =>
  csvLine(columns.map(({ value }) => value(row)))
