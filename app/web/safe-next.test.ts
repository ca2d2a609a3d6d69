import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

test.each([
  '//evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/%09/evil.test',
  '/\t/evil.test',
  '/%5cevil.test',
  'https:evil.test',
  'https://evil.test',
  '///evil.test',
  '/..//evil.test',
  '/.//evil.test',
  'javascript:alert(1)',
  'data:text/html,x',
  '%2f%2fevil.test',
  '/%2f%2fevil.test',
  '/a/%0d%0aSet-Cookie:x',
  'challenges',
  `/${'a'.repeat(1001)}`,
  '/sign-in',
  '/sign-out',
  '',
  null,
  undefined,
])('K1: %s leads to the workspace instead', (wanted) => {
  expect(safeNext(wanted)).toBe('/workspace')
})

test.each([
  '/challenges/late-bins',
  '/challenges?stage=funding&page=2',
  '/challenges?q=a%2Fb',
  '/sign-inside',
])('%s is a page of ours', (wanted) => {
  expect(safeNext(wanted)).toBe(wanted)
})
