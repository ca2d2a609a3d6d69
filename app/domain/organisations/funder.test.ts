import { expect, test } from 'vitest'
import { describeIdentifier, FunderInput } from './funder.ts'

const typed = { name: 'Harbour Fund', kind: 'charity', source: 'Rang its office on 3 May 2027' }
const fieldsOf = (given: object) => {
  const parsed = FunderInput.safeParse(given)
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'))
}

test.each([
  ['charity', { charityNumber: '1123456' }, 'GB-CHC-1123456'],
  ['charity', { charityNumber: 'sc 012345' }, 'GB-SC-SC012345'],
  ['charity', { charityNumber: 'NIC101234' }, 'GB-NIC-101234'],
  ['other', { companyNumber: 'rc123' }, 'GB-COH-RC000123'],
  ['combined-authority', { areaCode: 'E47000001' }, 'E47000001'],
  [
    'central-government',
    { governmentPage: 'www.gov.uk/government/organisations/Cabinet-Office/' },
    'https://www.gov.uk/government/organisations/cabinet-office',
  ],
])('a %s of %o is known by %s', (kind, shown, identifier) => {
  expect(FunderInput.parse({ ...typed, kind, ...shown })).toMatchObject({ kind, identifier })
})

test.each([
  ['charity', 'charityNumber', '12'],
  ['other', 'companyNumber', 'XX123456'],
  ['combined-authority', 'areaCode', 'E06000001'],
  ['central-government', 'governmentPage', 'https://gov.uk.evil.test/government/organisations/x'],
  ['central-government', 'governmentPage', 'https://www.gov.uk/guidance'],
])('a %s whose %s is %s is turned down beside that field', (kind, field, value) => {
  expect(fieldsOf({ ...typed, kind, [field]: value })).toEqual([field])
})

test('what another kind is known by counts for nothing', () => {
  expect(fieldsOf({ ...typed, companyNumber: '09876543' })).toEqual(['charityNumber'])
})

test('all that is wrong is said at once', () => {
  expect(fieldsOf({ kind: 'other' })).toEqual(['name', 'source', 'companyNumber'])
})

test('what a funder is known by is said in words, with the page where there is one', () => {
  expect(describeIdentifier('GB-COH-RC000123')).toMatchObject({ name: 'Company number RC000123' })
  expect(describeIdentifier('GB-SC-SC012345').name).toBe('Charity number SC012345')
  expect(describeIdentifier('GB-NIC-101234').name).toBe('Charity number NIC101234')
  expect(describeIdentifier('E47000001').name).toBe('Area code E47000001')
  const page = 'https://www.gov.uk/government/organisations/cabinet-office'
  expect(describeIdentifier(page)).toEqual({ name: 'Its page on GOV.UK', href: page })
})
