import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import type { Actor } from '../organisations/actor.ts'
import { DecisionInput, needsSecondApproval, whyNotApprove, type Hands } from './approval.ts'

const manager: Actor = {
  personId: 'marsh',
  personName: 'Helen Marsh',
  organisationId: 'trust',
  organisationName: 'The trust',
  organisationSlug: 'trust',
  organisationKind: 'funder',
  roles: ['fund-manager'],
}
const approver: Actor = {
  ...manager,
  personId: 'ashworth',
  organisationId: 'office',
  roles: ['payment-approver'],
}
const hands: Hands = {
  claimedById: 'founder',
  acceptedById: 'officer',
  supplierId: 'tideline',
  approvals: [],
  potFunderIds: ['trust'],
}
const afterFirst: Hands = {
  ...hands,
  approvals: [{ decidedById: 'marsh', decidedForId: 'trust' }],
}

test('a fund manager whose pot pays gives the first approval', () => {
  expect(whyNotApprove(manager, hands)).toBeUndefined()
})

test('while no pot pays, a fund manager of any funder gives the first approval', () => {
  expect(
    whyNotApprove({ ...manager, organisationId: 'office' }, { ...hands, potFunderIds: [] }),
  ).toBe(undefined)
})

test.each<[string, Partial<Actor>, string]>([
  ['whose pot does not pay', { organisationId: 'office' }, 'pot that pays'],
  ['who only approves payments', { roles: ['payment-approver'] }, 'fund manager gives'],
  ['of a council', { organisationKind: 'council' }, 'fund manager gives'],
  ['who made the claim', { personId: 'founder' }, 'acted on this claim before'],
  ['who accepted the work', { personId: 'officer' }, 'acted on this claim before'],
  ['of the firm that is paid, too', { memberOf: ['trust', 'tideline'] }, 'firm that is paid'],
])('the first approval is not for somebody %s', (_, change, why) => {
  expect(whyNotApprove({ ...manager, ...change }, hands)).toContain(why)
})

test('a payment approver of another organisation gives the second approval', () => {
  expect(whyNotApprove(approver, afterFirst)).toBeUndefined()
  expect(whyNotApprove({ ...approver, roles: ['fund-manager'] }, afterFirst)).toBeUndefined()
})

test.each<[string, Partial<Actor>, string]>([
  ['who gave the first, acting for others now', { personId: 'marsh' }, 'You gave the first'],
  ['of the organisation that gave the first', { organisationId: 'trust' }, 'Another organisation'],
  ['who accepted the work', { personId: 'officer' }, 'acted on this claim before'],
  ['of a supplier', { organisationKind: 'supplier' }, 'gives the second'],
  ['of the firm that is paid, too', { memberOf: ['office', 'tideline'] }, 'firm that is paid'],
])('the second approval is not for somebody %s', (_, change, why) => {
  expect(whyNotApprove({ ...approver, ...change }, afterFirst)).toContain(why)
})

test('the threshold itself needs one approval, and a penny more needs two', () => {
  expect(needsSecondApproval(pounds(50_000), pounds(50_000))).toBe(false)
  expect(needsSecondApproval(pounds(50_000) + 1n, pounds(50_000))).toBe(true)
})

const claimId = '019a0000-0000-7000-8000-000000000001'
const messages = (given: object) =>
  DecisionInput.safeParse({ claimId, ...given }).error?.issues.map((issue) => issue.message)

test('sending back says why, approving confirms that the evidence was read', () => {
  const approval = { step: 'approval', seal: 'x', operationKey: claimId }

  expect(messages({ step: 'acceptance' })).toEqual(['Choose yes or no'])
  expect(messages({ step: 'acceptance', decision: 'accepted' })).toBeUndefined()
  expect(messages({ step: 'acceptance', decision: 'sent-back', reason: '123456789' })).toEqual([
    'Say what is missing, in 10 characters or more',
  ])
  expect(
    messages({ ...approval, decision: 'sent-back', reason: 'Test 2 was not met' }),
  ).toBeUndefined()
  expect(messages({ ...approval, decision: 'approved' })).toEqual([
    'Confirm that you have read the evidence and have no interest',
  ])
  expect(messages({ ...approval, decision: 'approved', hasNoInterest: 'yes' })).toBeUndefined()
})
