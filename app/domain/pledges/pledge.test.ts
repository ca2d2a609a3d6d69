import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import type { Actor } from '../organisations/actor.ts'
import {
  canApprovePledge,
  canChangePledge,
  canFollow,
  canWithdrawPledge,
  needsApproval,
  pledgeStates,
  wrongAmount,
} from './pledge.ts'
import { canOpenRound, closingInstant, formatClosing, isPastClosing, RoundInput } from './round.ts'

const actor = (changes: Partial<Actor>): Actor => ({
  personId: 'me',
  personName: 'Me',
  organisationId: 'leeds',
  organisationName: 'Leeds',
  organisationSlug: 'leeds',
  organisationKind: 'council',
  roles: ['officer'],
  ...changes,
})
const pledge = { councilId: 'leeds', madeById: 'somebody' }

const alone = { limitPence: pounds(10_000), hasLock: false, keyDecisionAbovePence: undefined }

test('nobody commits a key decision alone, nor anything under a spending lock', () => {
  const gated = { amountPence: pounds(10_000), conditions: {} }
  const above = (keyDecisionAbovePence: bigint) => ({ ...alone, keyDecisionAbovePence })
  expect(needsApproval(gated, above(pounds(10_000)))).toBe(false)
  expect(needsApproval(gated, above(pounds(10_000) - 1n))).toBe(true)
  expect(needsApproval(gated, { ...alone, hasLock: true })).toBe(true)
})

test('an officer signs up to their limit and not a penny more', () => {
  const gated = { amountPence: pounds(10_000), conditions: {} }
  expect(needsApproval(gated, alone)).toBe(false)
  expect(needsApproval(gated, { ...alone, limitPence: pounds(10_000) - 1n })).toBe(true)
})

test('a decision still to be made needs a signature, whatever the sum', () => {
  const gated = { amountPence: 1n, conditions: { decisionByOn: '2027-09-24' } }
  expect(needsApproval(gated, alone)).toBe(true)
})

test('nobody signs their own pledge, or one of another council', () => {
  const approver = actor({ roles: ['finance-approver'] })
  expect(canApprovePledge(approver, pledge)).toBe(true)
  expect(canApprovePledge(approver, { ...pledge, madeById: 'me' })).toBe(false)
  expect(canApprovePledge(approver, { ...pledge, councilId: 'kent' })).toBe(false)
  expect(canApprovePledge(actor({ roles: ['officer'] }), pledge)).toBe(false)
})

test('only the council’s own people change or withdraw its pledge', () => {
  const stranger = actor({ organisationId: 'kent' })
  expect(canChangePledge(actor({}), pledge)).toBe(true)
  expect(canChangePledge(stranger, pledge)).toBe(false)
  expect(canWithdrawPledge(actor({ roles: ['finance-approver'] }), pledge)).toBe(true)
  expect(canWithdrawPledge(actor({ roles: ['administrator'] }), pledge)).toBe(false)
  expect(canWithdrawPledge(stranger, pledge)).toBe(false)
})

test('a pledge is at least the smallest, in whole pounds', () => {
  expect(wrongAmount(pounds(1_000), pounds(1_000))).toBeUndefined()
  expect(wrongAmount(pounds(1_000) - 1n, pounds(1_000))).toBe('Enter a pledge of £1,000 or more')
  expect(wrongAmount(pounds(1_000) + 1n, pounds(1_000))).toMatch(/whole pounds/)
})

test('what has ended never moves again', () => {
  for (const from of ['called', 'declined', 'withdrawn', 'lapsed'] as const)
    for (const to of pledgeStates) expect(canFollow(from, to)).toBe(false)
})

test('pledging closes at 5pm in London, in summer and in winter', () => {
  expect(closingInstant('2027-10-29').toISOString()).toBe('2027-10-29T16:00:00.000Z')
  expect(closingInstant('2027-11-29').toISOString()).toBe('2027-11-29T17:00:00.000Z')
  const round = { closesAt: closingInstant('2027-10-29') }
  expect(isPastClosing(round, new Date('2027-10-29T16:59:59.999+01:00'))).toBe(false)
  expect(isPastClosing(round, new Date('2027-10-29T17:00:00+01:00'))).toBe(true)
  expect(formatClosing(round)).toBe('5pm on Friday 29 October 2027')
})

test('only an officer of the lead council opens a round', () => {
  expect(canOpenRound(actor({}), { leadCouncilId: 'leeds' })).toBe(true)
  expect(canOpenRound(actor({}), { leadCouncilId: 'kent' })).toBe(false)
  expect(canOpenRound(actor({ roles: ['finance-approver'] }), { leadCouncilId: 'leeds' })).toBe(
    false,
  )
})

const form = {
  operationKey: '01990000-0000-7000-8000-000000000000',
  target: '480,000',
  stretch: '',
  minimumCouncils: '10',
  smallestPledge: '1,000',
  closesOn: '2027-10-29',
}
const wrongFields = (changes: Partial<typeof form>) =>
  RoundInput.safeParse({ ...form, ...changes }).error?.issues.map((issue) => issue.path[0])

test('the terms of a round make sense together', () => {
  expect(RoundInput.parse(form)).toMatchObject({
    target: pounds(480_000),
    stretch: undefined,
    minimumCouncils: 10,
    isDataKeptInUk: false,
  })
  expect(wrongFields({ stretch: '480,000' })).toEqual(['stretch'])
  expect(wrongFields({ stretch: '480,001' })).toBeUndefined()
  expect(wrongFields({ smallestPledge: '480,001' })).toEqual(['smallestPledge'])
  for (const minimumCouncils of ['0', '401', '-1', '1.5', 'ten', ''])
    expect(wrongFields({ minimumCouncils })).toEqual(['minimumCouncils'])
  for (const target of ['-5', '0', '0.001', '1e21', '0x10', 'NaN', '１００', ''])
    expect(wrongFields({ target })).toContain('target')
})
