import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { MOST_SCHEME_LINES, readSchemeFile } from './scheme-file.ts'

const head = 'email,kind_of_spend,limit,year_limit'
const problemsOf = (text: string) => readSchemeFile(text).problems

test('each line is somebody’s limit for a kind of spend, with its place in the file', () => {
  const file = `${head}\nUna@leeds.gov.uk,capital,"£10,000","50,000"\n\nola@leeds.gov.uk,,500.50,`

  expect(readSchemeFile(file)).toEqual({
    problems: [],
    lines: [
      {
        ...{ line: 2, email: 'una@leeds.gov.uk', spend: 'capital' },
        ...{ limitPence: pounds(10_000), yearLimitPence: pounds(50_000) },
      },
      {
        ...{ line: 4, email: 'ola@leeds.gov.uk', spend: undefined },
        ...{ limitPence: 500_50n, yearLimitPence: undefined },
      },
    ],
  })
})

test('a spreadsheet’s own way is read: mark at the start, semicolons or tabs, columns in any order, more of them', () => {
  const line = { line: 2, email: 'una@leeds.gov.uk', limitPence: pounds(5) }
  const read = { lines: [expect.objectContaining(line)], problems: [] }

  expect(readSchemeFile('\uFEFFLimit;Name;Email\r\n5;Una Bell;una@leeds.gov.uk\r\n')).toEqual(read)
  expect(
    readSchemeFile('E-mail\tLimit'.replace('E-mail', 'Email') + '\nuna@leeds.gov.uk\t5'),
  ).toEqual(read)
  expect(readSchemeFile(`email,limit,kind of spend\nuna@leeds.gov.uk,5,Any kind`)).toEqual(read)
})

test('a kind of spend is read by its name or as it is written on screen', () => {
  const spends = ['flexible-receipts', 'Flexible use of capital receipts', 'GRANT'].map(
    (kind) => readSchemeFile(`${head}\nuna@leeds.gov.uk,${kind},5,`).lines[0]?.spend,
  )

  expect(spends).toEqual(['flexible-receipts', 'flexible-receipts', 'grant'])
})

test.each([
  [',any,5,', 'There is no email address'],
  ['a@b.uk,loans,5,', '“loans” is no kind of spend'],
  ['a@b.uk,any,,', '“” is no limit in pounds'],
  ['a@b.uk,any,-5,', '“-5” is no limit in pounds'],
  ['a@b.uk,any,5,lots', '“lots” is no limit in pounds'],
  ['a@b.uk,any,5.00,4.99', 'less than the limit for one pledge'],
])('%s is refused, and says why', (line, problem) => {
  expect(problemsOf(`${head}\n${line}`)).toEqual([
    { line: 2, problem: expect.stringContaining(problem) as string },
  ])
})

test('the limit for the year may equal the limit for one pledge', () => {
  expect(problemsOf(`${head}\na@b.uk,any,5.00,5.00`)).toEqual([])
})

test('the same person and kind twice is refused at the second line', () => {
  const twice = `${head}\na@b.uk,grant,5,\na@b.uk,any,5,\nA@B.uk,Grant,6,`

  expect(problemsOf(twice)).toEqual([
    { line: 4, problem: expect.stringContaining('Line 2') as string },
  ])
})

test('a file without its columns, without lines, or with an open quote is refused whole', () => {
  expect(problemsOf('una@leeds.gov.uk,5')).toEqual([
    { line: 1, problem: 'The first line names no column email and no limit' },
  ])
  expect(problemsOf(head)).toEqual([{ line: 1, problem: 'There is no line below the first' }])
  expect(problemsOf('')).toHaveLength(1)
  expect(problemsOf(`${head}\n"a@b.uk,any,5,`)).toEqual([
    { line: expect.any(Number) as number, problem: expect.stringContaining('quote') as string },
  ])
})

test('as many lines as are allowed are read, and one more is refused', () => {
  const lines = (count: number) =>
    [head, ...Array.from({ length: count }, (_, place) => `p${place}@b.uk,any,5,`)].join('\n')

  expect(problemsOf(lines(MOST_SCHEME_LINES))).toEqual([])
  expect(problemsOf(lines(MOST_SCHEME_LINES + 1))).toEqual([
    { line: MOST_SCHEME_LINES + 2, problem: `Use ${MOST_SCHEME_LINES} lines or fewer` },
  ])
})
