import { CsvError, parse } from 'csv-parse/sync'
import { PenceInput, type Pence } from '#app/core/money.ts'
import { quote } from '#app/core/quote.ts'
import { spendKindLabel, spendKinds, type SpendKind } from './spend.ts'

/** The columns of the file; a name may stand beside the address, to be read by people. */
export const schemeColumns = ['email', 'name', 'kind_of_spend', 'limit', 'year_limit'] as const

const needed = ['email', 'limit']
export const MOST_SCHEME_LINES = 1_000

/** Up to what sum somebody may sign, as one line of the file says; without a kind of spend it is for any. */
export type SchemeLine = {
  line: number
  email: string
  spend: SpendKind | undefined
  limitPence: Pence
  yearLimitPence: Pence | undefined
}
export type SchemeProblem = { line: number; problem: string }
export type SchemeFile = { lines: SchemeLine[]; problems: SchemeProblem[] }

type Cells = Record<string, string | undefined>
type Parsed = { record: Cells; info: { lines: number } }

/**
 * Reads a council's limits from a CSV file: one line for each person and kind of spend, the first line naming the
 * columns in any order. Commas, semicolons and tabs separate. Every line that cannot be read is answered with why.
 */
export function readSchemeFile(text: string): SchemeFile {
  const parsed = parseCells(text)
  if ('problem' in parsed) return { lines: [], problems: [parsed] }
  const lines: SchemeLine[] = []
  const problems: SchemeProblem[] = []
  for (const { record, info } of parsed.rows) {
    const read = readLine(record)
    if ('problem' in read) problems.push({ line: info.lines, ...read })
    else lines.push({ line: info.lines, ...read })
  }
  return { lines, problems: [...problems, ...findTwice(lines)].sort((a, b) => a.line - b.line) }
}

function parseCells(text: string): { rows: Parsed[] } | SchemeProblem {
  let missing: string[] = []
  try {
    // Typed by hand: with `info` each row comes with its place in the file.
    const rows = parse(text, {
      bom: true,
      columns: (names: string[]) => {
        const known = names.map(columnName)
        missing = needed.filter((name) => !known.includes(name))
        return known
      },
      delimiter: [',', ';', '\t'],
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: MOST_SCHEME_LINES + 1,
    }) as unknown as Parsed[]
    if (missing.length > 0)
      return { line: 1, problem: `The first line names no column ${missing.join(' and no ')}` }
    if (rows.length === 0) return { line: 1, problem: 'There is no line below the first' }
    if (rows.length > MOST_SCHEME_LINES)
      return { line: MOST_SCHEME_LINES + 2, problem: `Use ${MOST_SCHEME_LINES} lines or fewer` }
    return { rows }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return { line: Number(error['lines'] ?? 1), problem: 'A quote is opened and not closed here' }
  }
}

const columnName = (name: string) => name.toLowerCase().replace(/[\s-]+/g, '_')

const kinds = new Map<string, SpendKind | undefined>([
  ...['', 'any', 'any kind'].map((name) => [name, undefined] as const),
  ...spendKinds.flatMap((kind) => [
    [kind, kind] as const,
    [spendKindLabel[kind].toLowerCase(), kind] as const,
  ]),
])

function readLine(cells: Cells): { problem: string } | Omit<SchemeLine, 'line'> {
  const { email = '', kind_of_spend: kind = '', limit = '', year_limit: year = '' } = cells
  if (!email) return { problem: 'There is no email address' }
  if (!kinds.has(kind.toLowerCase()))
    return {
      problem: `“${quote(kind)}” is no kind of spend. Use ${spendKinds.join(', ')} or any`,
    }
  const [each, all] = [PenceInput.safeParse(limit), PenceInput.safeParse(year)]
  if (!each.success) return { problem: `“${quote(limit)}” is no limit in pounds, like 5,000` }
  if (year && !all.success)
    return { problem: `“${quote(year)}” is no limit in pounds, like 20,000, for the year` }
  const yearLimitPence = year && all.success ? all.data : undefined
  if (yearLimitPence !== undefined && yearLimitPence < each.data)
    return { problem: 'The limit for the year is less than the limit for one pledge' }
  return {
    email: email.toLowerCase(),
    spend: kinds.get(kind.toLowerCase()),
    limitPence: each.data,
    yearLimitPence,
  }
}

function findTwice(lines: SchemeLine[]): SchemeProblem[] {
  const first = new Map<string, number>()
  return lines.flatMap(({ line, email, spend }) => {
    const key = `${email} ${spend}`
    const before = first.get(key)
    if (before === undefined) first.set(key, line)
    const problem = `Line ${before} says the same person’s limit for the same kind of spend`
    return before === undefined ? [] : [{ line, problem }]
  })
}
