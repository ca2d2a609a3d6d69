import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeText, foldLine, writeCalendarFile, type CalendarEvent } from './calendar-file.ts'
import { bookingEvent, dayEvent } from './day-calendar.ts'

const day = {
  id: '0197a1b2-0000-7000-8000-000000000001',
  slug: 'children-2027-09-23',
  title: 'Children; families, and more',
  summary: 'Small firms show what they have built.',
  sequence: 0,
  isCancelled: false,
  startsAt: new Date('2027-09-23T10:00:00+01:00'),
  endsAt: new Date('2027-09-23T12:45:00+01:00'),
}
const site = 'https://solve-once.example'
const file = (...events: CalendarEvent[]) =>
  writeCalendarFile({
    events,
    organiserEmail: 'days@solve-once.example',
    writtenAt: new Date('2027-09-01T08:00:00Z'),
  })
const unfold = (text: string) => text.replaceAll('\r\n ', '').split('\r\n')

test('a day is one event in UTC, with everything RFC 5545 and 5546 ask for', () => {
  expect(unfold(file(dayEvent(day, site)))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Solve Once//Market days//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:0197a1b2-0000-7000-8000-000000000001',
    'DTSTAMP:20270901T080000Z',
    'SEQUENCE:0',
    'DTSTART:20270923T090000Z',
    'DTEND:20270923T114500Z',
    'SUMMARY:Market day: Children\\; families\\, and more',
    'DESCRIPTION:Small firms show what they have built.\\n\\nRegister for the join link: https://solve-once.example/market-days/children-2027-09-23',
    'LOCATION:Online',
    'URL:https://solve-once.example/market-days/children-2027-09-23',
    'ORGANIZER;CN=Solve Once:mailto:days@solve-once.example',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('every line ends with CRLF, and none is longer than 75 octets', () => {
  const text = file(dayEvent({ ...day, title: 'Gwasanaethau plant ŵ ŷ 👩‍👩‍👧 '.repeat(9) }, site))

  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  for (const line of text.split('\r\n'))
    expect(Buffer.byteLength(line), line).toBeLessThanOrEqual(75)
})

test('a cancelled day takes itself out of the diary', () => {
  const lines = unfold(file(dayEvent({ ...day, sequence: 3, isCancelled: true }, site)))

  expect(lines).toContain('METHOD:CANCEL')
  expect(lines).toContain('STATUS:CANCELLED')
  expect(lines).toContain('SEQUENCE:3')
})

test('one cancelled day in a feed does not call off the others', () => {
  const lines = unfold(
    file(dayEvent(day, site), dayEvent({ ...day, id: 'other', isCancelled: true }, site)),
  )

  expect(lines).toContain('METHOD:PUBLISH')
  expect(lines.filter((line) => line.startsWith('STATUS:'))).toEqual([
    'STATUS:CONFIRMED',
    'STATUS:CANCELLED',
  ])
})

test('only a firm’s own booking carries the join link', () => {
  const joinUrl = 'https://meet.example/secret'
  const booking = { id: 'b', sequence: 2, title: 'Demo', isCancelled: false, slot: day }

  expect(file(bookingEvent(booking, { ...day, joinUrl }, site))).toContain(`LOCATION:${joinUrl}`)
  expect(file(dayEvent({ ...day, ...{ joinUrl } }, site))).not.toContain('secret')
})

test('text cannot end its line and start another property', () => {
  expect(escapeText('a\r\nATTENDEE:x\rb\nc')).toBe('a\\nATTENDEE:x\\nb\\nc')
  expect(escapeText('C:\\new; a, b')).toBe('C:\\\\new\\; a\\, b')
  expect(escapeText('bell\u0007')).toBe('bell ')
})

test('folding loses nothing and splits no character', () => {
  expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75))
  expect(foldLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`)
  expect(foldLine(`${'x'.repeat(74)}é`)).toBe(`${'x'.repeat(74)}\r\n é`)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const line = escapeText(text)
      const rows = foldLine(line).split('\r\n')
      expect(rows.map((row, place) => (place ? row.slice(1) : row)).join('')).toBe(line)
      expect(rows.every((row) => Buffer.byteLength(row) <= 75)).toBe(true)
    }),
  )
})
