import { expect, test } from 'vitest'
import { textOfBody } from './operation.ts'

test('the same answers are the same text, in whatever order and left out or none', () => {
  const sent = {
    amount: 1_000n,
    on: new Date('2027-01-01'),
    lines: [{ b: 1, a: null }],
    none: null,
  }

  expect(textOfBody(sent)).toBe(
    textOfBody({ lines: [{ b: 1 }], none: undefined, on: new Date('2027-01-01'), amount: 1_000n }),
  )
  expect(textOfBody(sent)).toBe(
    '{"amount":"1000","lines":[{"b":1}],"on":"2027-01-01T00:00:00.000Z"}',
  )
})

test('another sum, another order of lines or another answer is another text', () => {
  expect(textOfBody({ amount: 1n })).not.toBe(textOfBody({ amount: 2n }))
  expect(textOfBody([1, 2])).not.toBe(textOfBody([2, 1]))
  expect(textOfBody({ a: 1 })).not.toBe(textOfBody({ b: 1 }))
  expect(textOfBody({ text: '' })).not.toBe(textOfBody({}))
})
