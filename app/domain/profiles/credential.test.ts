import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import {
  asPublished,
  describeExpiry,
  describeProvenance,
  problemWithCredential,
  provenanceOf,
  standingOf,
  type CredentialInput,
  type HeldCredential,
} from './credential.ts'

const today = '2027-09-14'

test.each([
  ['2027-09-13', 'expired on 13 September 2027'],
  ['2027-09-14', 'expires today'],
  ['2027-09-15', 'expires in 1 day'],
  ['2027-10-14', 'expires in 30 days'],
  ['2027-10-15', 'until 15 October 2027'],
  [null, 'no expiry given'],
])('a last day of %s is shown as “%s”', (expiresOn, words) => {
  expect(describeExpiry(expiresOn, today)).toBe(words)
})

const dated = (validFrom: string | null, expiresOn: string | null) => ({
  ...{ validFrom, expiresOn, endedAs: null },
})

test('it is held from its first day to its last, both included', () => {
  expect(standingOf(dated('2027-09-14', '2027-09-14'), today)).toBe('held')
  expect(standingOf(dated('2027-09-15', '2028-09-14'), today)).toBe('not-yet')
  expect(standingOf(dated('2026-09-14', '2027-09-13'), today)).toBe('expired')
  expect(standingOf(dated(null, null), today)).toBe('held')
})

test('one that was renewed goes on until its own last day; one taken back or put right does not', () => {
  const endedAs = (how: 'renewed' | 'corrected' | 'withdrawn') =>
    standingOf({ ...dated('2027-01-01', '2027-12-31'), endedAs: how }, today)

  expect(endedAs('renewed')).toBe('held')
  expect([endedAs('corrected'), endedAs('withdrawn')]).toEqual(['withdrawn', 'withdrawn'])
})

test('a document stands behind what is said until it is sent back, and more once it was seen', () => {
  const at = new Date('2027-09-01T09:00:00Z')
  const backed = { fileId: 'a', seenAt: null, sentBackAt: null }

  expect(provenanceOf({ ...backed, fileId: null })).toBe('said')
  expect(provenanceOf(backed)).toBe('document')
  expect(provenanceOf({ ...backed, sentBackAt: at })).toBe('said')
  expect(provenanceOf({ ...backed, seenAt: at })).toBe('seen')
})

test('the day is told on which it was entered, or seen', () => {
  const said = { provenance: 'said', enteredOn: '2027-05-03', seenOn: null } as const

  expect(describeProvenance(said)).toBe('Entered on 3 May 2027')
  expect(describeProvenance({ ...said, provenance: 'seen', seenOn: '2027-05-09' })).toBe(
    'By Solve Once on 9 May 2027',
  )
  expect(describeProvenance({ ...said, enteredOn: null })).toBe('Entered before days were asked')
})

const input = (given: Partial<CredentialInput>): CredentialInput => ({
  ...{ operationKey: '', kind: 'cyber-essentials', name: undefined, number: '1', issuer: 'A' },
  ...{ cover: undefined, validFrom: '2027-01-01', expiresOn: '2028-01-01', ...given },
})

test.each<[string, Partial<CredentialInput>, string | undefined]>([
  ['a whole certificate', {}, undefined],
  ['one that ends today', { expiresOn: '2027-09-14' }, undefined],
  ['one that ended yesterday', { expiresOn: '2027-09-13' }, 'expiresOn'],
  ['one that ends before it begins', { validFrom: '2028-01-02' }, 'expiresOn'],
  ['a policy without its sum', { kind: 'public-liability' }, 'cover'],
  ['a policy of nothing', { kind: 'public-liability', cover: 0n }, 'cover'],
  ['a policy of a pound', { kind: 'public-liability', cover: pounds(1) }, undefined],
  ['one of no kind and without a name', { kind: 'other-certificate' }, 'name'],
])('%s', (_what, said, field) => {
  expect(problemWithCredential(input(said), today)?.field).toBe(field)
})

test('everybody reads the number of a certificate, and nobody else that of a policy', () => {
  const held: HeldCredential = {
    ...{ id: 'a', kind: 'cyber-essentials', name: null, number: 'N-1', issuer: 'I' },
    ...{ coverPence: null, validFrom: today, expiresOn: today, provenance: 'said' },
    ...{ enteredOn: today, seenOn: null },
  }

  expect(asPublished(held).number).toBe('N-1')
  expect(asPublished({ ...held, kind: 'public-liability', coverPence: 1n })).toMatchObject({
    ...{ number: null, issuer: null, coverPence: 1n },
  })
})
