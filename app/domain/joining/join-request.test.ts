import { expect, test } from 'vitest'
import { DecisionInput, JoinInput } from './join-request.ts'

test('a no has a reason, and a yes may have no roles', () => {
  const read = (input: unknown) => DecisionInput.safeParse(input).success

  expect(read({ decision: 'yes' })).toBe(true)
  expect(read({ decision: 'no', reason: 'Unknown here' })).toBe(true)
  expect(read({ decision: 'no', reason: 'x'.repeat(500) })).toBe(true)
  for (const bad of [
    {},
    { decision: 'no' },
    { decision: 'no', reason: '  ' },
    { decision: 'no', reason: 'x'.repeat(501) },
    { decision: 'yes', roles: 'king' },
  ])
    expect(read(bad)).toBe(false)
})

test('an address is needed to join', () => {
  expect(JoinInput.safeParse({ email: 'Ann@Leeds.gov.uk' }).data?.email).toBe('ann@leeds.gov.uk')
  expect(JoinInput.safeParse({ email: 'ann' }).success).toBe(false)
})
