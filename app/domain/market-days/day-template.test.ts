import { expect, test } from 'vitest'
import { londonTime } from '#app/core/time.ts'
import { layOut, readTemplate, TemplateInput, usualTemplate } from './day-template.ts'
import { minutesOf } from './market-day.ts'

const template = (changes: Partial<typeof usualTemplate>) =>
  TemplateInput.parse({ ...usualTemplate, day: '2027-09-23', ...changes })

const clockOf = (slots: ReturnType<typeof layOut>) =>
  slots.map((slot) => `${londonTime(slot.startsAt)} ${slot.kind}`)

const refusals = (changes: Partial<typeof usualTemplate>) => {
  const parsed = TemplateInput.safeParse({ ...usualTemplate, day: '2027-09-23', ...changes })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => [path[0], message])
}

test('the usual day runs from the welcome to the questions, with a break in the middle', () => {
  expect(clockOf(layOut(template({})))).toEqual([
    '10:00 welcome',
    '10:10 problem',
    '10:30 demo',
    '10:45 demo',
    '11:00 demo',
    '11:15 break',
    '11:30 demo',
    '11:45 demo',
    '12:00 demo',
    '12:15 questions',
  ])
})

test('a gap stands between demos, but not beside a break', () => {
  const parts = { gapMinutes: '5', welcomeMinutes: '0', problemMinutes: '0', demoCount: '4' }

  const slots = layOut(template({ ...parts, demosBeforeBreak: '2', questionsMinutes: '0' }))

  expect(clockOf(slots)).toEqual([
    '10:00 demo',
    '10:20 demo',
    '10:35 break',
    '10:50 demo',
    '11:10 demo',
  ])
})

test('no break follows the last demo', () => {
  expect(layOut(template({ demoCount: '3' })).map(({ kind }) => kind)).not.toContain('break')
})

test.each([
  ['2027-03-27', '10:00', '2027-03-27T10:00:00.000Z'],
  ['2027-03-29', '10:00', '2027-03-29T09:00:00.000Z'],
  ['2026-03-29', '10:00', '2026-03-29T09:00:00.000Z'],
  ['2026-10-25', '10:00', '2026-10-25T10:00:00.000Z'],
  ['2026-10-24', '10:00', '2026-10-24T09:00:00.000Z'],
])('ten in the morning on %s is the right instant', (day, starts, instant) => {
  expect(layOut(template({ day, starts }))[0]?.startsAt.toISOString()).toBe(instant)
})

test.each([
  ['2026-03-29', ['00:30', '00:45', '02:00', '02:15']],
  ['2026-10-25', ['00:30', '00:45', '01:00', '01:15', '01:30', '01:45', '01:00', '01:15']],
])('slots across the clock change of %s keep their real length', (day, clock) => {
  const nothing = { welcomeMinutes: '0', problemMinutes: '0', questionsMinutes: '0' }

  const slots = layOut(
    template({
      ...nothing,
      day,
      starts: '00:30',
      demoCount: String(clock.length),
      breakMinutes: '0',
    }),
  )

  expect(slots.map((slot) => londonTime(slot.startsAt))).toEqual(clock)
  expect(slots.map(minutesOf)).toEqual(clock.map(() => 15))
  for (const [place, slot] of slots.slice(1).entries())
    expect(slot.startsAt).toEqual(slots[place]?.endsAt)
})

test.each([
  ['2027-03-28', '01:00', 'does not happen'],
  ['2027-03-28', '01:59', 'does not happen'],
  ['2026-03-29', '01:30', 'does not happen'],
  ['2027-10-31', '01:00', 'happens twice'],
  ['2026-10-25', '01:59', 'happens twice'],
])('a day cannot start at %s %s, which %s', (day, starts, why) => {
  expect(refusals({ day, starts })).toEqual([['starts', expect.stringContaining(why)]])
})

test.each([
  ['2027-03-28', '00:59'],
  ['2027-03-28', '02:00'],
  ['2026-10-25', '00:59'],
  ['2026-10-25', '02:00'],
])('the minute beside the clock change, %s %s, is an ordinary one', (day, starts) => {
  expect(refusals({ day, starts })).toEqual([])
})

test('a day ends by midnight', () => {
  const short = { welcomeMinutes: '0', problemMinutes: '0', questionsMinutes: '0', demoCount: '4' }

  expect(refusals({ ...short, starts: '23:00', demosBeforeBreak: '0' })).toEqual([])
  expect(refusals({ ...short, starts: '23:01', demosBeforeBreak: '0' })).toEqual([
    ['starts', expect.stringContaining('past midnight')],
  ])
})

test.each([
  ['slotMinutes', '4'],
  ['slotMinutes', '1e1'],
  ['demoCount', '0'],
  ['gapMinutes', '-5'],
  ['day', '2027-02-30'],
  ['starts', '25:00'],
])('%s of %s is refused', (name, value) => {
  expect(refusals({ [name]: value }).map(([path]) => path)).toEqual([name])
})

test('a day that has begun cannot be laid out any more', () => {
  const typed = (day: string) => new URLSearchParams({ ...usualTemplate, day })
  const now = new Date('2027-09-23T09:00:00Z')

  expect(readTemplate(typed('2027-09-23'), now).fields).toEqual({
    day: ['Choose a day that is still to come'],
  })
  expect(readTemplate(typed('2027-09-24'), now).fields).toBeUndefined()
})
