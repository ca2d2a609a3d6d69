import { expect, test } from 'vitest'
import { newReference, withoutSecrets } from './request-log.ts'

test.each([
  ['/sign-in/dGhpcyBpcyBhIHNlY3JldCB0b2tlbg0123', '/sign-in/[hidden]'],
  [
    '/pledges/0199f3c2-7b1e-7000-8000-000000000001',
    '/pledges/0199f3c2-7b1e-7000-8000-000000000001',
  ],
  ['/challenges/one-register-of-empty-homes', '/challenges/one-register-of-empty-homes'],
])('B10: %s is logged as %s', (path, logged) => {
  expect(withoutSecrets(path)).toBe(logged)
})

test('a reference is eight letters and digits that nobody confuses', () => {
  expect(newReference()).toMatch(/^[2-9B-DF-HJ-NP-TV-XZ]{8}$/)
})
