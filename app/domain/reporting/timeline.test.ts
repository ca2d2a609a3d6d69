import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { timeline, type TimelineFacts } from './timeline.ts'

const at = (day: string) => new Date(`${day}T12:00:00Z`)
const round = {
  targetPence: pounds(480_000),
  opensAt: at('2027-06-01'),
  closesAt: at('2027-10-29'),
  closedAt: null,
  outcome: null,
  coSigners: 5,
}
const facts = (wanted: Partial<TimelineFacts> = {}): TimelineFacts => ({
  leadCouncil: 'Hertfordshire',
  publishedAt: at('2027-05-12'),
  updates: [],
  rounds: [],
  marketDays: [],
  payments: [],
  ...wanted,
})
const told = (wanted: Partial<TimelineFacts>, now: string) =>
  timeline(facts(wanted), at(now)).map(({ title, state }) => [title, state])

test('what happened is done, the latest of it is now, and what is fixed comes later', () => {
  const updates = [
    { title: 'Scope made clearer', body: 'Clubs are in.', postedAt: at('2027-09-08') },
  ]

  expect(told({ rounds: [round], updates }, '2027-09-14')).toEqual([
    ['Posted by Hertfordshire', 'done'],
    ['Pledging opened', 'done'],
    ['Scope made clearer', 'now'],
    ['Pledging closes', 'later'],
  ])
})

test('a round tells how it ended, at the moment it was closed', () => {
  const closed = { ...round, closedAt: at('2027-10-30') }

  expect(told({ rounds: [{ ...closed, outcome: 'funded' }] }, '2027-11-01')[2]).toEqual([
    'Funded',
    'now',
  ])
  expect(told({ rounds: [{ ...closed, outcome: 'lapsed' }] }, '2027-11-01')[2]?.[0]).toBe(
    'Target missed',
  )
})

test('a cancelled market day is left out', () => {
  const day = { slug: 'd', title: 'Families', startsAt: at('2027-09-23'), isCancelled: false }

  expect(told({ marketDays: [day] }, '2027-09-14')[1]).toEqual(['Market day: Families', 'later'])
  expect(told({ marketDays: [{ ...day, isCancelled: true }] }, '2027-09-14')).toHaveLength(1)
})

test('award, start and payments follow in the order they happened', () => {
  const wanted = {
    award: { supplier: 'Plainly Software', publishedAt: at('2027-12-01') },
    project: { reference: 'PR-0104', startedAt: at('2027-12-15') },
    payments: [{ milestone: 'First version', paidAt: at('2028-02-01') }],
  }

  expect(told(wanted, '2028-03-01').map(([title]) => title)).toEqual([
    'Posted by Hertfordshire',
    'Plainly Software is chosen',
    'Work began',
    'Paid: First version',
  ])
  expect(timeline(facts(wanted), at('2028-03-01'))[2]?.href).toBe('/projects/PR-0104')
})
