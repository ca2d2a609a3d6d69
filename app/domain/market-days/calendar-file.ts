/** Something to put in a diary. Whoever has an older `sequence` of the same `uid` replaces it. */
export type CalendarEvent = {
  uid: string
  sequence: number
  startsAt: Date
  endsAt: Date
  title: string
  description: string
  location: string
  url: string
  isCancelled: boolean
}

export type CalendarFile = {
  events: CalendarEvent[]
  /** The name calendar programs give a feed they subscribe to. */
  name?: string
  organiserEmail: string
  writtenAt: Date
}

const CRLF = '\r\n'
const LINE_OCTETS = 75

/**
 * A calendar file as RFC 5545 has it, with RFC 5546's methods: a file whose events are all called
 * off takes them out of the diary. Times are UTC, so no zone has to be described.
 */
export function writeCalendarFile({ events, name, organiserEmail, writtenAt }: CalendarFile) {
  const isCancellation = events.length > 0 && events.every((event) => event.isCancelled)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Solve Once//Market days//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${isCancellation ? 'CANCEL' : 'PUBLISH'}`,
    ...(name ? [`X-WR-CALNAME:${escapeText(name)}`, `NAME:${escapeText(name)}`] : []),
    ...events.flatMap((event) => linesOf(event, organiserEmail, writtenAt)),
    'END:VCALENDAR',
  ]
  return lines.map((line) => foldLine(line) + CRLF).join('')
}

const linesOf = (event: CalendarEvent, organiserEmail: string, writtenAt: Date) => [
  'BEGIN:VEVENT',
  `UID:${event.uid}`,
  `DTSTAMP:${utc(writtenAt)}`,
  `SEQUENCE:${event.sequence}`,
  `DTSTART:${utc(event.startsAt)}`,
  `DTEND:${utc(event.endsAt)}`,
  `SUMMARY:${escapeText(event.title)}`,
  `DESCRIPTION:${escapeText(event.description)}`,
  `LOCATION:${escapeText(event.location)}`,
  `URL:${event.url}`,
  `ORGANIZER;CN=Solve Once:mailto:${organiserEmail}`,
  `STATUS:${event.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  'END:VEVENT',
]

/** "20270923T090000Z". */
const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '')

/** RFC 5545, 3.3.11. Control characters other than line breaks have no place in a text. */
export const escapeText = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\n/g, '\\n')

/** RFC 5545, 3.1: no line longer than 75 octets; the next begins with a space. Never splits a character. */
export function foldLine(line: string) {
  const rows: string[] = []
  let row = ''
  let octets = 0
  for (const character of line) {
    const size = new TextEncoder().encode(character).length
    if (octets + size > LINE_OCTETS) {
      rows.push(row)
      row = ' '
      octets = 1
    }
    row += character
    octets += size
  }
  return [...rows, row].join(CRLF)
}
