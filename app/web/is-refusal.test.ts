import { data } from '@remix-run/node'
import { expect, test } from 'vitest'
import { isRefusal } from './is-refusal.ts'

test('what says "not you" or "not there" is a refusal, thrown or answered, as a page or a line', () => {
  for (const status of [403, 404]) {
    expect(isRefusal(data({ error: 'No' }, status))).toBe(true)
    expect(isRefusal(new Response('No', { status }))).toBe(true)
  }
})

test('any other answer is none: a page, a form to mend, somebody sent to sign in', () => {
  expect(isRefusal({ pledges: [] })).toBe(false)
  expect(isRefusal(null)).toBe(false)
  expect(isRefusal(data({ error: 'Check your answers' }, 422))).toBe(false)
  expect(isRefusal(new Response(null, { status: 302 }))).toBe(false)
})

test('being asked to sign with a code is none: nobody was turned away', () => {
  const signing = { says: [], fingerprint: '', values: {} }
  expect(isRefusal(data({ signing }, { status: 403 }))).toBe(false)
})
