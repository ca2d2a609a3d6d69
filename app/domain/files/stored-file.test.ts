import { expect, test } from 'vitest'
import { contentTypeOf, formatSize, largestBytes, problemWith, safeName } from './stored-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const pdf = bytes('%PDF-1.7 …')

test('a PDF that starts as one is taken', () => {
  expect(problemWith('report.pdf', pdf)).toBeUndefined()
  expect(contentTypeOf('Report.PDF')).toBe('application/pdf')
})

test.each([
  ['report.pdf', bytes('<script>'), 'not what its name says'],
  ['page.html', bytes('<p>'), 'is not a PDF'],
  ['run.pdf.exe', pdf, 'is not a PDF'],
  ['empty.pdf', bytes(''), 'is empty'],
  ['table.csv', new Uint8Array([65, 0, 66]), 'not what its name says'],
])('%s is refused', (name, content, why) => {
  expect(problemWith(name, content)).toContain(why)
})

test('ten megabytes are taken and one byte more is not', () => {
  const of = (size: number) => {
    const content = new Uint8Array(size)
    content.set(pdf)
    return content
  }
  expect(problemWith('a.pdf', of(largestBytes))).toBeUndefined()
  expect(problemWith('a.pdf', of(largestBytes + 1))).toContain('larger than 10MB')
})

test('a name keeps its last part and nothing that breaks a header', () => {
  expect(safeName('..\\..\\etc/ŷ report "1".pdf\r\nX: y')).toBe('ŷ report 1.pdfX y')
  expect(safeName('///')).toBe('file')
})

test('J6: a long name keeps its end, and no half of a letter', () => {
  // Each of these letters is two to JavaScript, and only whole ones are kept by a database.
  const long = safeName(`${'\u{20000}'.repeat(200)}.pdf`)

  expect(Array.from(long)).toHaveLength(120)
  expect(long.endsWith('\u{20000}.pdf')).toBe(true)
  expect(encodeURIComponent(safeName(`a${'\u{20000}'.repeat(200)}.ods`))).toContain(
    '%F0%A0%80%80.ods',
  )
})

test.each([
  [512, '512 bytes'],
  [1_258_291, '1.2MB'],
  [20_480, '20KB'],
])('%i bytes are shown as %s', (size, shown) => {
  expect(formatSize(size)).toBe(shown)
})
