import { expect, test } from 'vitest'
import type { Actor } from '../organisations/actor.ts'
import { milestoneState } from './milestone.ts'
import { canEndStop, canProposeStop, stopState, whyNotDecideStop, whyNotStop } from './stop.ts'

const actor = (changes: Partial<Actor>): Actor => ({
  personId: 'ruth',
  personName: 'Ruth',
  organisationId: 'leeds',
  organisationName: 'Leeds',
  organisationSlug: 'leeds',
  organisationKind: 'council',
  roles: ['officer'],
  ...changes,
})
const trust = actor({
  ...{ personId: 'beth', organisationId: 'trust', organisationKind: 'funder' },
  roles: ['payment-approver'],
})
const proposed = { leadCouncilId: 'leeds', proposedById: 'ruth', potFunderIds: ['trust'] }

const at = new Date('2027-03-01T12:00:00Z')

test('the lead council proposes, another person of a funder that pays decides, and either ends it', () => {
  expect(canProposeStop(actor({}), proposed)).toBe(true)
  expect(canProposeStop(actor({ roles: ['finance-approver'] }), proposed)).toBe(false)
  expect(canProposeStop(actor({ organisationId: 'fife' }), proposed)).toBe(false)
  expect(whyNotDecideStop(trust, proposed)).toBeUndefined()
  expect(whyNotDecideStop({ ...trust, personId: 'ruth' }, proposed)).toContain('Somebody else')
  expect(whyNotDecideStop({ ...trust, organisationId: 'other' }, proposed)).toContain('whose pot')
  expect(whyNotDecideStop(actor({}), proposed)).toContain('fund manager')
  expect([trust, actor({})].map((one) => canEndStop(one, proposed))).toEqual([true, true])
  expect(canEndStop(actor({ organisationId: 'fife' }), proposed)).toBe(false)
})

test('a project stops while something of it is open, and nothing of it is claimed and unpaid', () => {
  const paid = { claim: {}, payment: { settledAt: at } }
  const due = { claim: {}, payment: { settledAt: null } }
  const claimed = { claim: {}, payment: null }
  const open = { claim: undefined, payment: null }
  const why = (...steps: Omit<Parameters<typeof whyNotStop>[0][number], 'position'>[]) =>
    whyNotStop(steps.map((step, place) => ({ ...step, position: place + 1 })))
  expect(why(open, open)).toBeUndefined()
  expect(why(paid, open)).toBeUndefined()
  expect(why(paid, paid)).toContain('nothing is left to stop')
  expect(why(paid, claimed, open)).toContain('Milestone 2 is claimed')
  expect(why(due, claimed, open)).toContain('Milestones 1 and 2 are claimed')
})

test('a project is stopped once that is agreed, and goes on when a proposal was put aside', () => {
  const waiting = { agreedAt: null, endedAt: null }
  expect(stopState('delivering', undefined)).toBe('building')
  expect(stopState('delivering', waiting)).toBe('proposed')
  expect(stopState('delivering', { ...waiting, endedAt: at })).toBe('building')
  expect(stopState('stopped', { ...waiting, agreedAt: at })).toBe('stopped')
  expect(stopState('completed', { ...waiting, endedAt: at })).toBe('built')
  expect(milestoneState({ payment: null, isStopped: true })).toBe('cancelled')
  expect(milestoneState({ payment: { sentAt: at, settledAt: at }, isStopped: true })).toBe('paid')
})
