import { expect, test } from 'vitest'
import { LimitInput } from './delegation.ts'
import { compareRoles, movesMoney, RolesInput, rolesOf } from './people.ts'

test('no box, one box and several boxes are a list of roles', () => {
  const read = (value: unknown) => RolesInput.safeParse({ roles: value }).data?.roles

  expect(read(undefined)).toEqual([])
  expect(read('officer')).toEqual(['officer'])
  expect(read(['officer', 'administrator'])).toEqual(['officer', 'administrator'])
  expect(read('king')).toBeUndefined()
})

test('a new set of roles gives what is new and takes what is missing', () => {
  expect(compareRoles(['officer', 'administrator'], ['officer', 'finance-approver'])).toEqual({
    granted: ['finance-approver'],
    ended: ['administrator'],
  })
  expect(compareRoles(['officer'], ['officer'])).toEqual({ granted: [], ended: [] })
})

test('every kind of organisation has an administrator; suppliers have nobody who moves money', () => {
  for (const kind of ['council', 'supplier', 'funder', 'platform'] as const)
    expect(rolesOf(kind)).toContain('administrator')
  expect(rolesOf('supplier').some(movesMoney)).toBe(false)
  expect(rolesOf('council').filter(movesMoney)).toEqual(['finance-approver'])
})

test('a limit has a sum, a first day and a decision behind it', () => {
  const limit = { limit: '10,000', from: '2027-04-01', source: 'Scheme of delegation, part 3' }

  expect(LimitInput.parse(limit)).toMatchObject({ limit: 1_000_000n, from: '2027-04-01' })
  expect(LimitInput.safeParse({ ...limit, limit: '-1' }).success).toBe(false)
  expect(LimitInput.safeParse({ ...limit, source: ' x ' }).success).toBe(false)
  expect(LimitInput.safeParse({ ...limit, from: '2027-02-30' }).success).toBe(false)
})
