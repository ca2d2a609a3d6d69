import { expect, test } from 'vitest'
import type { Actor } from '../organisations/actor.ts'
import {
  canDraft,
  canLead,
  nextChangeAt,
  numberOf,
  referenceOf,
  slugFrom,
  slugWithNumber,
} from './challenge.ts'

const actor = (wanted: Partial<Actor> = {}): Actor => ({
  personId: 'p',
  personName: 'Margaret Osei',
  organisationId: 'leeds',
  organisationName: 'Leeds',
  organisationSlug: 'leeds',
  organisationKind: 'council',
  roles: ['officer'],
  ...wanted,
})

test('a reference has four digits or more and is read back however it is typed', () => {
  expect([referenceOf(1), referenceOf(412), referenceOf(12_345)]).toEqual([
    'SO-0001',
    'SO-0412',
    'SO-12345',
  ])
  expect([' so-0412', 'SO412', 'SO-', 'so-4a', '412'].map(numberOf)).toEqual([
    412,
    412,
    undefined,
    undefined,
    undefined,
  ])
})

test('a slug keeps letters and digits, Welsh and apostrophes included', () => {
  expect(slugFrom('Childcare information')).toBe('childcare-information')
  expect(slugFrom('Ŵyn a’r tŷ: 2 ffordd!')).toBe('wyn-ar-ty-2-ffordd')
  expect(slugFrom('???')).toBe('')
  expect(slugFrom('a'.repeat(200))).toHaveLength(80)
})

test('a slug never hides a page of its own under /challenges', () => {
  expect(slugFrom('New')).toBe('new-challenge')
  expect(slugWithNumber('childcare', 7)).toBe('childcare-so-0007')
  expect(slugWithNumber('', 7)).toBe('so-0007')
})

test('only officers of a council draft, and only the lead council’s look after a challenge', () => {
  expect(canDraft(actor())).toBe(true)
  expect(canDraft(actor({ roles: ['finance-approver'] }))).toBe(false)
  expect(canDraft(actor({ organisationKind: 'supplier' }))).toBe(false)
  expect(canLead(actor(), { leadCouncilId: 'leeds' })).toBe(true)
  expect(canLead(actor(), { leadCouncilId: 'bradford' })).toBe(false)
  expect(canLead(actor({ roles: ['administrator'] }), { leadCouncilId: 'leeds' })).toBe(false)
})

test('two changes in one millisecond are still one after the other', () => {
  const at = new Date('2026-05-31T10:00:00Z')

  expect(nextChangeAt(at, at).getTime()).toBe(at.getTime() + 1)
  expect(nextChangeAt(at, new Date('2026-05-31T10:00:01Z')).toISOString()).toBe(
    '2026-05-31T10:00:01.000Z',
  )
})
