import { expect, test } from 'vitest'
import type { Actor, OrganisationKind, Role } from '#app/domain/organisations/actor.ts'
import { assertMayReach, butTell, hidden, isOf, kept, own, quiet, role } from './access.ts'

const somebody = (organisationKind: OrganisationKind, ...roles: Role[]) =>
  ({ organisationKind, roles }) as Actor

const officer = somebody('council', 'officer')
const member = somebody('supplier', 'member')

test('a kind is a role, everybody of a kind of organisation, or the administrators of one', () => {
  expect(isOf(officer, 'officer')).toBe(true)
  expect(isOf(officer, 'council')).toBe(true)
  expect(isOf(officer, 'finance-approver')).toBe(false)
  expect(isOf(officer, 'supplier')).toBe(false)
  expect(isOf(somebody('council', 'administrator'), 'council administrator')).toBe(true)
  expect(isOf(somebody('supplier', 'administrator'), 'council administrator')).toBe(false)
  expect(isOf(somebody('supplier', 'administrator'), 'administrator')).toBe(true)
  expect(isOf(officer, 'council administrator')).toBe(false)
})

test('whoever is named gets through, whoever is not is told so or finds nothing', () => {
  for (const access of [role('officer'), quiet('officer'), own('officer'), hidden('officer')])
    expect(() => assertMayReach(officer, access)).not.toThrow()
  for (const access of [role('officer'), own('officer'), kept('officer')])
    expect(() => assertMayReach(member, access)).toThrow('This is for officers of a council.')
  for (const access of [quiet('officer'), hidden('officer')])
    expect(() => assertMayReach(member, access)).toThrow('Page not found')
})

test('whoever is only to be told why not gets as far as the verb', () => {
  const access = butTell(hidden('finance-approver'), 'council')

  expect(() => assertMayReach(officer, access)).not.toThrow()
  expect(() => assertMayReach(member, access)).toThrow('Page not found')
})

test('a person without a role is not taken for one with it', () => {
  expect(() => assertMayReach(somebody('council'), role('officer'))).toThrow('officers')
  expect(() => assertMayReach(somebody('council'), quiet('council'))).not.toThrow()
})

test('several kinds are named in one sentence', () => {
  const access = role('council administrator', 'fund-manager', 'operator')

  expect(() => assertMayReach(officer, access)).toThrow(
    'This is for administrators of a council, fund managers or the operators of this site.',
  )
})
