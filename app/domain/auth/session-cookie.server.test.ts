import { expect, test } from 'vitest'
import { readSessionCookie } from './session-cookie.server.ts'

test.each([
  ['alone', 'session=abc', 'abc'],
  [
    'beside a cookie of another site that nobody can read',
    'sale=100%; session=abc; x=%E0%A4%A',
    'abc',
  ],
  ['that nobody can read', 'session=%E0%A4%A', undefined],
  ['beside another one of its name: one of them counts', 'session=def; session=abc', 'abc'],
  ['with names that every object has beside it', '__proto__=x; constructor=y; session=abc', 'abc'],
  ['without any', '__proto__=x', undefined],
])('a session cookie %s', (_how, header, secret) => {
  expect(readSessionCookie(header)).toBe(secret)
})

test('no header is no session', () => {
  expect(readSessionCookie(null)).toBeUndefined()
})
