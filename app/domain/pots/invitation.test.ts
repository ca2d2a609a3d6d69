import { expect, test } from 'vitest'
import type { Actor } from '../organisations/actor.ts'
import { canAnswerInvitation } from './invitation.ts'
import { canFundPot } from './pot.ts'

const manager = (organisationId: string, roles: Actor['roles'] = ['fund-manager']): Actor => ({
  ...{ personId: organisationId, personName: organisationId },
  ...{ organisationId, organisationName: organisationId, organisationSlug: 'x' },
  organisationKind: 'funder',
  roles,
})

const invited = { funderId: 'office', pot: { funderId: 'trust' } }

test('the invited funder joins or declines, and who invited it may take that back', () => {
  for (const answer of ['joined', 'declined'] as const) {
    expect(canAnswerInvitation(manager('office'), invited, { answer })).toBe(true)
    expect(canAnswerInvitation(manager('trust'), invited, { answer })).toBe(false)
  }
  expect(canAnswerInvitation(manager('trust'), invited, { answer: 'withdrawn' })).toBe(true)
  expect(canAnswerInvitation(manager('office'), invited, { answer: 'withdrawn' })).toBe(false)
  expect(
    canAnswerInvitation(manager('office', ['payment-approver']), invited, { answer: 'joined' }),
  ).toBe(false)
})

test('money is put in by fund managers of the pot’s owner and of funders that joined it', () => {
  const pot = { funderId: 'trust', joinedFunderIds: ['office'] }

  expect(canFundPot(manager('trust'), pot)).toBe(true)
  expect(canFundPot(manager('office'), pot)).toBe(true)
  expect(canFundPot(manager('office', ['payment-approver']), pot)).toBe(false)
  expect(canFundPot(manager('other'), pot)).toBe(false)
})
