import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

test.each(['=1+1', '+44', '-2', '@sum', '\tx', '\rx'])('%j cannot run as a formula', (cell) => {
  expect(toCsv(['a'], [[cell]])).toBe(`a\r\n"'${cell}"\r\n`)
})

test('commas, quotes and line breaks stay inside their cell', () => {
  expect(toCsv(['a', 'b'], [['x, "y"', 'two\nlines']])).toBe('a,b\r\n"x, ""y""","two\nlines"\r\n')
})

test('numbers stay numbers, and nothing is empty', () => {
  expect(toCsv(['a', 'b', 'c'], [[-5n, 7, null]])).toBe('a,b,c\r\n-5,7,\r\n')
})
