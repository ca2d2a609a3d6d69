import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test.each([
  '=1+1',
  '+44',
  '-2',
  '@sum',
  '\tx',
  '\rx',
  '\nx',
  '＝1',
  '＋1',
  '－1',
  '＠a',
  ' =1',
  "'=1",
])('%j cannot run as a formula', (cell) => {
  expect(csvLine(['a', cell])).toBe(`a,"'${cell}"\r\n`)
})

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(csvLine(['x, "y"', 'two\nlines'])).toBe('"x, ""y""","two\nlines"\r\n')
})

test('numbers stay numbers, and nothing is empty', () => {
  expect(csvLine([-5n, 7, null])).toBe('-5,7,\r\n')
})

/** Reads RFC 4180 as a spreadsheet does. */
function readCsv(text: string) {
  const rows: string[][] = []
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy
  let row: string[] = []
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    const [, raw = '', end] = found
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end === '\r\n') {
      rows.push(row)
      row = []
    }
    if (cell.lastIndex === text.length) return rows
  }
  throw new Error('not a CSV file')
}

const dangerous = fc.constantFrom(...'=+-@\t\r\n\0＝＋－＠\' ",;')
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: dangerous }),
  fc.tuple(fc.string({ unit: dangerous }), fc.string()).map((parts) => parts.join('')),
)

test('J5: any text can be read back, and no cell of any file begins a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyText, { minLength: 2, maxLength: 4 }), { minLength: 1 }),
      (rows) => {
        const read = readCsv(rows.map(csvLine).join(''))

        for (const cell of read.flat()) expect(cell).not.toMatch(/^[\s\0]*[=+\-@\t\r\n\0＝＋－＠]/)
        const plain = read.map((row) =>
          row.map((cell) =>
            /^''*[\s\0]*[=+\-@\t\r\n\0＝＋－＠]/.test(cell) ? cell.slice(1) : cell,
          ),
        )
        expect(plain).toEqual(rows)
      },
    ),
    { numRuns: 1000 },
  )
})
