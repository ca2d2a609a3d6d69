import { render } from '@react-email/render'
import { expect, test } from 'vitest'
import type { Mail } from './mail.ts'
import { plainText } from './plain-text.ts'

const day = new Date('2027-09-14T09:00:00Z')
const everything = {
  name: 'Ann',
  heading: 'is verified',
  code: '042137',
  minutes: 10,
  challengeTitle: 'Late bins & <missed> ones',
  milestoneTitle: 'First route live',
  councilName: 'Leeds',
  supplierName: 'Tideline Digital',
  amountPence: 2_200_000n,
  leftPence: 66_667n,
  matchPence: 2_750_000n,
  targetPence: 48_000_000n,
  pledgedPence: 30_000_000n,
  matchedPence: 18_000_000n,
  fromPence: 1_000_000n,
  toPence: 800_000n,
  reachedPence: 20_000_000n,
  pricePence: 44_000_000n,
  yourPledgePence: 2_200_000n,
  councilCount: 14,
  madeBy: 'Priya Nair',
  approvedBy: 'Margaret Osei',
  declinedBy: 'Margaret Osei',
  cancelledBy: 'You',
  reason: 'No budget left this year.',
  headline: 'Scope made clearer',
  text: 'Holiday clubs are now in.',
  marketDayName: 'Autumn market day',
  demoTitle: 'An entitlement checker',
  otherName: 'Ruth Okafor',
  otherOrganisation: 'Fernhill Labs',
  otherEmail: 'ruth@fernhill.example',
  place: 'Online',
  startsAt: day,
  browser: 'Firefox on Windows',
  at: day,
  endsAt: new Date('2027-09-14T09:20:00Z'),
  answerBy: day,
  sentAt: day,
  closesAt: day,
  leadCouncil: 'Hertfordshire',
  fromClosesAt: day,
  toClosesAt: day,
  fromStretchPence: 50_000_000n,
  toStretchPence: 60_000_000n,
  potName: 'Dividend',
  funderName: 'Shared Solutions Trust',
  areaName: 'Tees Valley',
  stands: 'is on the register',
  fromOn: '2027-09-14',
  proposedBy: 'Gareth Ashworth',
  sentBackBy: 'Simone Petrie',
  endedBy: 'Simone Petrie',
  agreedFor: 'Shared Solutions Trust',
  reasonGiven: 'Two more cabinets meet in November.',
  standstillEndsOn: '2027-09-24',
  bankReference: 'SO-0412-M1',
  calendarHref: 'https://solve.test/slots/1.ics',
  isAccepted: true,
  isWinner: false,
  isSecond: true,
  organisationName: 'Leeds',
  invitedBy: 'Graham Poole',
  duties: 'Posts challenges',
  worksUntil: '10am, 14 September 2027',
  subject: 'Lights that report themselves',
  until: '30 November 2027',
  href: 'https://solve.test/the-page',
  linkName: 'See what changed',
  more: 'It is used from tomorrow on.',
  then: 'All stays as it is.',
  decided: 'We have warned whoever wrote it.',
  what: 'Pots worked out again are not what is stored',
  count: 2,
  credential: 'Cyber Essentials',
  expiry: 'expires in 30 days',
  lastDay: '30 November 2027',
  news: 'happened' as const,
  source: 'The Leeds (Structural Changes) Order 2027',
  successorName: 'West Riding',
  day: '1 April 2028',
  became: 'became part of West Riding on 1 April 2028',
  roles: 'Officer',
  waiting: 'Finance approver',
  lines: ['3 firms to verify', '1 person to let back in'],
  examples: ['dividend, PL-00012, 9900 pence stored, 10000 by the rule'],
  command: 'npm run replay',
}

type Template = (props: typeof everything) => Mail
const files = import.meta.glob<Record<string, Template>>([
  './*.tsx',
  '!./layout.tsx',
  '!./*.test.tsx',
])
const templates = Object.entries(files)

test('there is a template for every message of the journey', () => {
  expect(templates).toHaveLength(59)
})

test.each(templates)('%s says what happened, in words and in plain text', async (file, load) => {
  const [template] = Object.values(await load())
  const mail = template?.(everything)
  const html = await render(mail?.body)
  const text = plainText(html)

  expect(mail?.template).toBe(file.replace(/^\.\/|\.tsx$/g, ''))
  expect(mail?.subject).toMatch(/^.{10,150}$/)
  expect(html).toContain('lang="en-GB"')
  expect(html).not.toContain('<missed>')
  // The button says where it leads, and the heading is not shouted.
  expect(text).toMatch(/\S https:\/\/solve\.test\/the-page$/m)
  expect(text).toContain(headingOf(html))
  expect(text).toContain('You get this because')
  expect(`${mail?.subject} ${text}`).not.toMatch(/undefined|null|NaN|\[object|Invalid/)
})

/** The heading as it is written, with its signs as people read them. */
const headingOf = (html: string) =>
  plainText(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? 'no heading')
