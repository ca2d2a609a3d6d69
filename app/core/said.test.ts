import { expect, test } from 'vitest'
import { saidOf } from './said.ts'

const words = { sent: 'It is on its way.' }

test('an address has one of the words said, and nothing else', () => {
  expect(saidOf(words, 'sent')).toBe('It is on its way.')
  expect(saidOf(words, 'lost')).toBeUndefined()
  expect(saidOf(words, '')).toBeUndefined()
  expect(saidOf(words, null)).toBeUndefined()
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'what every object calls %s is none of the words',
  (asked) => expect(saidOf(words, asked)).toBeUndefined(),
)
