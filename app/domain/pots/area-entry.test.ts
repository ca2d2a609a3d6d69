import { expect, test } from 'vitest'
import { londonInstant } from '#app/core/time.ts'
import { entryOn, problemWithEntry, type Entry } from './area-entry.ts'

const noon = (day: string) => londonInstant(day, '12:00')
const entry = (changes: Partial<Entry>): Entry => ({
  status: 'registered',
  fromOn: '2027-07-01',
  toOn: null,
  approvedAt: noon('2027-06-20'),
  ...changes,
})
const later = noon('2030-01-01')

test('an entry holds from its first day on', () => {
  const entries = [entry({})]
  expect(entryOn(entries, '2027-06-30', later)).toBeUndefined()
  expect(entryOn(entries, '2027-07-01', later)).toBe(entries[0])
})

test('an entry no longer holds on the day it ends', () => {
  const entries = [entry({ toOn: '2027-12-01' })]
  expect(entryOn(entries, '2027-11-30', later)).toBe(entries[0])
  expect(entryOn(entries, '2027-12-01', later)).toBeUndefined()
})

test('nothing is known of an entry before the instant it is approved', () => {
  const entries = [entry({})]
  expect(entryOn(entries, '2027-07-01', new Date(noon('2027-06-20').getTime() - 1))).toBeUndefined()
  expect(entryOn(entries, '2027-07-01', noon('2027-06-20'))).toBe(entries[0])
})

test('of several entries the one that began last holds, in whatever order they were approved', () => {
  const checking = entry({
    status: 'checking',
    fromOn: '2027-03-01',
    approvedAt: noon('2027-08-01'),
  })
  const registered = entry({})
  for (const entries of [
    [checking, registered],
    [registered, checking],
  ]) {
    expect(entryOn(entries, '2027-06-30', later)).toBe(checking)
    expect(entryOn(entries, '2027-07-01', later)).toBe(registered)
  }
})

test('a correction from the same day holds from the instant it is approved', () => {
  const wrong = entry({})
  const right = entry({ status: 'no-officer', approvedAt: noon('2027-07-10') })
  const entries = [right, wrong]
  expect(entryOn(entries, '2027-07-05', noon('2027-07-09'))).toBe(wrong)
  expect(entryOn(entries, '2027-07-05', noon('2027-07-10'))).toBe(right)
})

test('what an ended entry replaced does not come back', () => {
  const entries = [entry({ fromOn: '2027-01-01' }), entry({ toOn: '2027-12-01' })]
  expect(entryOn(entries, '2027-12-01', later)).toBeUndefined()
})

type Said = Parameters<typeof problemWithEntry>[0]
const said = (changes: Partial<Said> = {}): Said => ({
  status: 'registered',
  chiefDigitalOfficerFromOn: '2027-07-01',
  strategyPublishedOn: '2027-07-01',
  strategyUrl: undefined,
  evidenceUrl: 'https://www.area.example/minutes',
  fromOn: '2027-07-01',
  toOn: undefined,
  ...changes,
})
const fieldOf = (changes: Partial<Said>, hasFile = false) =>
  problemWithEntry(said(changes), hasFile)?.field

test('a registered area has its officer and its strategy by the first day', () => {
  expect(fieldOf({})).toBeUndefined()
  expect(fieldOf({ chiefDigitalOfficerFromOn: '2027-07-02' })).toBe('chiefDigitalOfficerFromOn')
  expect(fieldOf({ strategyPublishedOn: '2027-07-02' })).toBe('strategyPublishedOn')
  expect(fieldOf({ strategyPublishedOn: undefined })).toBe('strategyPublishedOn')
  expect(fieldOf({ status: 'no-strategy', strategyPublishedOn: undefined })).toBeUndefined()
})

test('an entry rests on a file or an address', () => {
  expect(fieldOf({ evidenceUrl: undefined })).toBe('evidence')
  expect(fieldOf({ evidenceUrl: undefined }, true)).toBeUndefined()
})

test('an entry ends after its first day, and leaving the register has no end', () => {
  expect(fieldOf({ toOn: '2027-07-01' })).toBe('toOn')
  expect(fieldOf({ toOn: '2027-07-02' })).toBeUndefined()
  expect(fieldOf({ status: 'ended', toOn: '2027-07-02' })).toBe('toOn')
})
