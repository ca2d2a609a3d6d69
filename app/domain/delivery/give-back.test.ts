import { expect, test } from 'vitest'
import type { Actor } from '../organisations/actor.ts'
import { canAskGiveBack, giveBackState, whyNotAgree } from './give-back.ts'

const actor = (changes: Partial<Actor>): Actor => ({
  personId: 'ruth',
  personName: 'Ruth',
  organisationId: 'leeds',
  organisationName: 'Leeds',
  organisationSlug: 'leeds',
  organisationKind: 'council',
  roles: [],
  ...changes,
})
const project = { leadCouncilId: 'leeds' }

test('a finance approver of the lead council asks, and nobody else', () => {
  const roles = ['finance-approver'] as const
  expect(canAskGiveBack(actor({ roles: [...roles] }), project)).toBe(true)
  expect(canAskGiveBack(actor({ roles: ['officer'] }), project)).toBe(false)
  expect(canAskGiveBack(actor({ roles: [...roles], organisationId: 'fife' }), project)).toBe(false)
})

test('a funder whose pot paid agrees, or any funder where no pot did; never who asked', () => {
  const trust = actor({
    ...{ personId: 'beth', organisationId: 'trust', organisationKind: 'funder' },
    roles: ['fund-manager'],
  })
  const asked = { askedById: 'ruth', potFunderIds: ['trust'] }

  expect(whyNotAgree(trust, asked)).toBeUndefined()
  expect(whyNotAgree({ ...trust, roles: ['payment-approver'] }, asked)).toBeUndefined()
  expect(whyNotAgree({ ...trust, roles: ['operator'] }, asked)).toContain('fund manager')
  expect(whyNotAgree({ ...trust, organisationId: 'other' }, asked)).toContain('whose pot paid')
  expect(
    whyNotAgree({ ...trust, organisationId: 'other' }, { ...asked, potFunderIds: [] }),
  ).toBeUndefined()
  expect(whyNotAgree({ ...trust, personId: 'ruth' }, asked)).toContain('Somebody else')
})

test('it is done when the last council has its refund', () => {
  const at = new Date('2027-03-01T12:00:00Z')
  const nobody = { askedAt: null, agreedAt: null, refunds: [] }
  const refunds = [{ refundedOn: at }, { refundedOn: null }]

  expect(giveBackState(nobody)).toBe('open')
  expect(giveBackState({ ...nobody, askedAt: at })).toBe('asked')
  expect(giveBackState({ askedAt: at, agreedAt: at, refunds })).toBe('refunding')
  expect(giveBackState({ askedAt: at, agreedAt: at, refunds: refunds.slice(0, 1) })).toBe('done')
  expect(giveBackState({ askedAt: at, agreedAt: at, refunds: [] })).toBe('done')
})
