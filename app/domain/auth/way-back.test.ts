import { expect, test } from 'vitest'
import type { Actor, Role } from '../organisations/actor.ts'
import {
  confirmsAs,
  hasLapsed,
  isEnough,
  LAPSE_MS,
  type Confirmation,
  type Returning,
} from './way-back.ts'

const returning = (more: Partial<Returning> = {}): Returning => ({
  personId: 'priya',
  roles: ['officer'],
  organisationIds: ['leeds'],
  hasAdministrator: true,
  ...more,
})
const actor = (personId: string, roles: Role[], organisationId = 'leeds') =>
  ({ personId, roles, organisationId }) as Actor
const by = (...who: string[]): Confirmation[] =>
  who.map((name) => {
    const [personId = '', as] = name.split(' ')
    return { personId, confirmedAs: as === 'operator' ? 'operator' : 'administrator' }
  })

const powerful = returning({ roles: ['officer', 'finance-approver'] })
const alone = { hasAdministrator: false }

test('an officer is let back in by one administrator, and whoever moves money by an operator, too', () => {
  expect(isEnough(returning(), by('ann administrator'))).toBe(true)
  expect(isEnough(returning(), by())).toBe(false)
  expect(isEnough(powerful, by('ann administrator'))).toBe(false)
  expect(isEnough(powerful, by('ann administrator', 'bob administrator'))).toBe(false)
  expect(isEnough(powerful, by('olu operator', 'oma operator'))).toBe(false)
  expect(isEnough(powerful, by('ann administrator', 'olu operator'))).toBe(true)
})

test('where nobody else administers, operators stand in, two of them for money', () => {
  expect(isEnough(returning(alone), by('olu operator'))).toBe(true)
  expect(isEnough({ ...powerful, ...alone }, by('olu operator'))).toBe(false)
  expect(isEnough({ ...powerful, ...alone }, by('olu operator', 'olu operator'))).toBe(false)
  expect(isEnough({ ...powerful, ...alone }, by('olu operator', 'oma operator'))).toBe(true)
})

test('an administrator of the same organisation confirms, and nobody for themselves', () => {
  expect(confirmsAs(returning(), actor('ann', ['administrator']))).toBe('administrator')
  expect(confirmsAs(returning(), actor('ann', ['officer']))).toBeUndefined()
  expect(confirmsAs(returning(), actor('ann', ['administrator'], 'york'))).toBeUndefined()
  expect(confirmsAs(returning(), actor('priya', ['administrator']))).toBeUndefined()
  expect(confirmsAs(powerful, actor('priya', ['operator']))).toBeUndefined()
})

test('an operator confirms only where one is needed', () => {
  const olu = actor('olu', ['operator'], 'solve-once')

  expect(confirmsAs(returning(), olu)).toBeUndefined()
  expect(confirmsAs(powerful, olu)).toBe('operator')
  expect(confirmsAs(returning(alone), olu)).toBe('operator')
})

test('what nobody confirms lapses after a week; what waits for its day does not', () => {
  const askedAt = new Date('2026-06-01T09:00:00Z')
  const after = (ms: number) => new Date(askedAt.getTime() + ms)

  expect(hasLapsed({ askedAt, dueAt: null }, after(LAPSE_MS - 1))).toBe(false)
  expect(hasLapsed({ askedAt, dueAt: null }, after(LAPSE_MS))).toBe(true)
  expect(hasLapsed({ askedAt, dueAt: after(1) }, after(LAPSE_MS))).toBe(false)
})
