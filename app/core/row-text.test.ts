import { expect, test } from 'vitest'
import { textOfRow } from './row-text.ts'

test('plain values stand as they are, nothing is left empty, and arrays are quoted as one value', () => {
  const at = new Date('2027-01-31T09:00:00Z')

  expect(textOfRow(['draft', 42n, 1, true, undefined, null, at])).toBe(
    '(draft,42,1,true,,,"2027-01-31T09:00:00.000Z")',
  )
  expect(textOfRow([[1, 2], [5n, undefined], []])).toBe('("{1,2}","{5,NULL}","{}")')
})

test('what has a meaning in a row or an array is told from it', () => {
  expect(textOfRow(['', 'NULL', 'a "b", c', 'back\\slash', '(x)'])).toBe(
    '("","NULL","a \\"b\\", c","back\\\\slash","(x)")',
  )
  expect(textOfRow([['NULL', 'a b']])).toBe('("{\\"NULL\\",\\"a b\\"}")')
})
