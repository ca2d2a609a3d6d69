import { expect, test } from 'vitest'
import type { Actor } from '../organisations/actor.ts'
import {
  canInvite,
  canInviteFirst,
  canLookAfter,
  FirstAdministratorInput,
  InvitationInput,
  maskAddress,
  mayBeOffered,
  stateOf,
  WhoYouAre,
} from './invitation.ts'

const at = new Date('2027-03-01T12:00:00Z')
const actor = (organisationId: string, ...roles: Actor['roles']) =>
  ({ organisationId, roles }) as Actor

test('an invitation is open until the instant it ends, unless something came before', () => {
  const open = { acceptedAt: null, withdrawnAt: null, expiresAt: new Date(at.getTime() + 1) }

  expect(stateOf(open, at)).toBe('open')
  expect(stateOf({ ...open, expiresAt: at }, at)).toBe('ended')
  expect(stateOf({ ...open, acceptedAt: at, expiresAt: at }, at)).toBe('accepted')
  expect(stateOf({ ...open, withdrawnAt: at, expiresAt: at }, at)).toBe('withdrawn')
})

test('administrators invite and look after what their own organisation sent, operators what they sent', () => {
  const [own, other, operator] = [
    actor('a', 'administrator'),
    actor('b', 'administrator'),
    actor('s', 'operator'),
  ]

  expect([own, operator, actor('a', 'officer')].map(canInvite)).toEqual([true, false, false])
  expect([own, operator].map(canInviteFirst)).toEqual([false, true])
  for (const [isFirst, allowed] of [
    [false, [true, false, false]],
    [true, [true, false, true]],
  ] as const)
    expect(
      [own, other, operator].map((who) => canLookAfter(who, { organisationId: 'a', isFirst })),
    ).toEqual(allowed)
})

test('only roles of the kind of organisation are offered, or none', () => {
  expect(mayBeOffered('council', ['officer', 'finance-approver'])).toBe(true)
  expect(mayBeOffered('council', [])).toBe(true)
  expect(mayBeOffered('council', ['officer', 'fund-manager'])).toBe(false)
  expect(mayBeOffered('supplier', ['operator'])).toBe(false)
})

test('an address is read as one, in small letters, and nothing else is let into a mail', () => {
  const read = (email: string) => InvitationInput.safeParse({ email }).data?.email

  expect(read(' Ann@Leeds.gov.uk ')).toBe('ann@leeds.gov.uk')
  for (const bad of ['', 'ann', 'a@b.uk\r\nBcc: x@y.uk', 'ann@lеeds.gov.uk', 'a@b.uk, c@d.uk'])
    expect(read(bad)).toBeUndefined()
  expect(FirstAdministratorInput.safeParse({ email: 'a@b.uk', organisationId: '*' }).success).toBe(
    false,
  )
})

test('a name is one line of a hundred characters', () => {
  const read = (name: string) => WhoYouAre.safeParse({ name, jobTitle: 'Officer' }).success

  expect(read('Siân O’Brien-Núñez')).toBe(true)
  expect(read('a'.repeat(100))).toBe(true)
  for (const bad of ['', ' ', 'a'.repeat(101), 'Ann\nBcc: x', '<b>Ann</b>', 'Ann\u202e'])
    expect(read(bad)).toBe(false)
})

test('whoever has the link sees no more of the address than its first letter and where it is', () => {
  expect(maskAddress('priya.nair@leeds.gov.uk')).toBe('p…@leeds.gov.uk')
  expect(maskAddress('p@leeds.gov.uk')).toBe('p…@leeds.gov.uk')
})
