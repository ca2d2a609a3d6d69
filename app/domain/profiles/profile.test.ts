import { expect, test } from 'vitest'
import { KeptProfile, isSameProfile, keepProfile } from './kept-profile.ts'
import { isToConfirm, minutesLeft, profileParts, type SupplierProfile } from './profile.ts'

const empty: SupplierProfile = {
  ...{ name: 'Tideline', legalForm: 'company', companyNumber: '99000001', charityNumber: null },
  ...{ town: null, staffCount: null, isSmeDeclaredAt: null, serves: [] },
  ...{ services: [], frameworks: [], credentials: [] },
}

const held: SupplierProfile['credentials'][number] = {
  ...{ id: 'a', kind: 'public-liability', name: null, number: 'P-1', issuer: 'Mutual' },
  ...{ coverPence: 500_000_000n, validFrom: '2027-01-01', expiresOn: '2027-12-31' },
  ...{ provenance: 'seen', enteredOn: '2027-01-02', seenOn: '2027-01-05' },
}

const stateOf = (profile: SupplierProfile, id: string) =>
  profileParts(profile).find((part) => part.id === id)?.state

test('an empty profile says what is missing, what a pitch needs and how long it takes', () => {
  const parts = profileParts(empty)

  expect(parts.map(({ id, state }) => [id, state])).toEqual([
    ['company', 'in progress'],
    ['places', 'not started'],
    ['size', 'not started'],
    ['services', 'not started'],
    ['frameworks', 'not started'],
    ['insurances', 'not started'],
    ['certificates', 'not started'],
  ])
  expect(parts.filter(({ isNeeded }) => isNeeded).map(({ id }) => id)).toEqual(['company', 'size'])
  expect(minutesLeft(parts)).toBe(18)
  expect(minutesLeft(parts.map((part) => ({ ...part, state: 'done' as const })))).toBeUndefined()
})

test('insurances and certificates are counted apart, and one without its last day is only begun', () => {
  const insured = { ...empty, credentials: [held] }
  const bare = { ...empty, credentials: [{ ...held, expiresOn: null }] }

  expect(stateOf(insured, 'insurances')).toBe('done')
  expect(stateOf(insured, 'certificates')).toBe('not started')
  expect(stateOf(bare, 'insurances')).toBe('in progress')
})

test('a profile comes back from a pitch as it was kept', () => {
  const whole = {
    ...empty,
    services: [{ id: 38, name: 'Waste management' }],
    frameworks: [
      {
        ...{ id: 'f', slug: null, name: 'A list', reference: 'L-1', lot: '2b' },
        expiresOn: '2027-10-01',
      },
    ],
    credentials: [held],
  }

  const kept: unknown = JSON.parse(JSON.stringify(keepProfile(whole)))
  const read = KeptProfile.parse(kept)

  expect(read).toEqual(whole)
  expect(isSameProfile(read, whole)).toBe(true)
  expect(isSameProfile(read, { ...whole, credentials: [{ ...held, seenOn: null }] })).toBe(false)
})

test('a pitch that was sent before certificates had days keeps what it said', () => {
  const read = KeptProfile.parse({
    ...{ name: 'Tideline', companyNumber: '99000001', town: 'Bristol', staffCount: 34 },
    ...{ isSmeDeclaredAt: null, hasCyberEssentials: true, insurancePence: '200000000' },
  })

  expect(read.credentials).toMatchObject([
    { kind: 'cyber-essentials', provenance: 'said', expiresOn: null },
    { kind: 'professional-indemnity', provenance: 'said', coverPence: 200_000_000n },
  ])
  expect([read.services, read.frameworks]).toEqual([[], []])
})

test('a profile is asked about again after a year', () => {
  const confirmedAt = new Date('2026-09-14T09:00:00Z')

  expect(isToConfirm(confirmedAt, new Date('2027-09-14T09:00:00Z'))).toBe(false)
  expect(isToConfirm(confirmedAt, new Date('2027-09-14T09:00:00.001Z'))).toBe(true)
  expect(isToConfirm(null, confirmedAt)).toBe(true)
})
