import { expect, test } from 'vitest'
import { allOf, halfOf } from './shared-words.ts'

test('of one or two words either will do', () => {
  expect(halfOf(['pothol'])).toBe("'pothol'")
  expect(halfOf(['bin', 'miss'])).toBe("'miss' | 'bin'")
})

test('what has half of the words has two of those that are asked for', () => {
  const words = ['a1', 'b22', 'c333', 'd4444', 'e55555', 'f666666', 'g7777777']
  const asked = halfOf(words)

  for (let chosen = 0; chosen < 2 ** words.length; chosen++) {
    const had = words.filter((_, place) => chosen & (1 << place))
    if (had.length < 4) continue
    const isFound = asked.split(') | ').some((part) => {
      const [first = '', others = ''] = part.split(' & (')
      return has(had, first) && others.split(' | ').some((other) => has(had, other))
    })
    expect(isFound, had.join()).toBe(true)
  }
})

const has = (words: string[], text: string) => words.includes(text.replace(/['()]/g, ''))

test('a quote or a backslash in a word stays in the word', () => {
  expect(allOf(["o'clock", 'a\\b'])).toBe("'o''clock' & 'a\\\\b'")
})
