import { pounds, type Pence } from '#app/core/money.ts'

export type DemonstrationProjectMilestone = {
  title: string
  acceptanceTest: string
  price: Pence
  /** Negative is past. */
  dueInDays: number
  /** How far it has come: each state includes those before it. */
  state: 'to-do' | 'claimed' | 'accepted' | 'paid'
  claim?: { invoiceNumber: string; note: string; daysAgo: number; evidence: string[] }
}

export type DemonstrationProject = {
  challenge: string
  supplier: string
  awardedDaysAgo: number
  startedDaysAgo: number
  reason: string
  milestones: DemonstrationProjectMilestone[]
}

type Finished = { test: string; invoice: string; due: number }

/** A milestone that was claimed ten days before it was due and has been paid. */
const paid = (
  title: string,
  wholePounds: number,
  how: Finished,
): DemonstrationProjectMilestone => ({
  title,
  acceptanceTest: how.test,
  price: pounds(wholePounds),
  dueInDays: -how.due,
  state: 'paid',
  claim: {
    invoiceNumber: how.invoice,
    note: 'All that was agreed has been shown to the lead council.',
    daysAgo: how.due + 10,
    evidence: ['Acceptance report'],
  },
})

export const projects: DemonstrationProject[] = [
  {
    challenge: 'missed-bins',
    supplier: 'tideline-digital',
    awardedDaysAgo: 180,
    startedDaysAgo: 160,
    reason: 'Three councils had seen it working, and it reads the most in-cab systems.',
    milestones: [
      paid('Milestone 1: one council’s crews and residents see the same reason', 48_000, {
        test: 'Reasons from one in-cab system reach residents within 15 minutes for 14 days.',
        invoice: 'TD-1121',
        due: 80,
      }),
      {
        title: 'Milestone 2: working service in three councils',
        acceptanceTest:
          'Live in three councils for 30 days. Crew reason shown within 15 minutes. Repeat calls fall by a fifth. WCAG 2.2 AA, tested by an outside firm.',
        price: pounds(58_000),
        dueInDays: 6,
        state: 'accepted',
        claim: {
          invoiceNumber: 'TD-1183',
          note: 'Median four minutes from the crew’s tap to the resident’s screen, over 18,206 reports.',
          daysAgo: 8,
          evidence: [
            'Acceptance report, three councils',
            'Reports and response times',
            'Accessibility audit',
          ],
        },
      },
      {
        title: 'Milestone 3: ten councils on five in-cab systems',
        acceptanceTest: 'Ten councils are live, on at least five makes of in-cab system.',
        price: pounds(70_000),
        dueInDays: 75,
        state: 'to-do',
      },
      {
        title: 'Milestone 4: any council can join alone',
        acceptanceTest: 'Two councils go live from the guide without help. The code is public.',
        price: pounds(64_000),
        dueInDays: 150,
        state: 'to-do',
      },
    ],
  },
  {
    challenge: 'street-works-permits',
    supplier: 'kestrel-works',
    awardedDaysAgo: 165,
    startedDaysAgo: 140,
    reason: 'The clearest map, and bus operators helped to design it.',
    milestones: [
      paid('Milestone 1: permits on one map in two councils', 75_200, {
        test: 'Every permit of the month before is on the map, with its clashes.',
        invoice: 'KW-0310',
        due: 60,
      }),
      {
        title: 'Milestone 2: bus operators hear of diversions',
        acceptanceTest: 'Three operators receive each diversion at least 14 days ahead.',
        price: pounds(62_800),
        dueInDays: 20,
        state: 'claimed',
        claim: {
          invoiceNumber: 'KW-0342',
          note: 'Three operators have had 61 notices, the median 17 days ahead.',
          daysAgo: 2,
          evidence: ['Notices sent and when'],
        },
      },
      {
        title: 'Milestone 3: ten councils live',
        acceptanceTest: 'Ten councils grant permits with it for 30 days.',
        price: pounds(50_000),
        dueInDays: 95,
        state: 'to-do',
      },
    ],
  },
  {
    challenge: 'council-tax-letters',
    supplier: 'plainly-software',
    awardedDaysAgo: 290,
    startedDaysAgo: 270,
    reason: 'Four readers in five could say what to do after one page.',
    milestones: [
      paid('Milestone 1: ten kinds of letter explained', 85_000, {
        test: 'Eight readers in ten say rightly what changed and what to do.',
        invoice: 'PS-204',
        due: 190,
      }),
      paid('Milestone 2: in use in eleven councils', 100_000, {
        test: 'Eleven councils send it with a bill run.',
        invoice: 'PS-231',
        due: 95,
      }),
    ],
  },
  {
    challenge: 'registrar-bookings',
    supplier: 'fernhill-labs',
    awardedDaysAgo: 285,
    startedDaysAgo: 265,
    reason: 'Works on a poor signal, and in Welsh from the first day.',
    milestones: [
      paid('Milestone 1: births and deaths booked in two councils', 110_000, {
        test: 'Half of all bookings are made without a call for 30 days.',
        invoice: 'FL-088',
        due: 185,
      }),
      paid('Milestone 2: every kind of registration, eleven councils', 154_000, {
        test: 'Eleven councils take every kind of booking with it.',
        invoice: 'FL-102',
        due: 80,
      }),
    ],
  },
  {
    challenge: 'empty-homes',
    supplier: 'tideline-digital',
    awardedDaysAgo: 288,
    startedDaysAgo: 266,
    reason: 'Three visits in four found an empty home, against one in three before.',
    milestones: [
      paid('Milestone 1: a list for three councils', 72_000, {
        test: 'Seven visits in ten find an empty home.',
        invoice: 'TD-1040',
        due: 180,
      }),
      paid('Milestone 2: a yearly run any council can do', 70_000, {
        test: 'Thirteen councils run it themselves.',
        invoice: 'TD-1096',
        due: 110,
      }),
    ],
  },
  {
    challenge: 'bus-pass-renewals',
    supplier: 'hopscotch-systems',
    awardedDaysAgo: 287,
    startedDaysAgo: 262,
    reason: 'Nine holders in ten over 80 renewed by text without help.',
    milestones: [
      paid('Milestone 1: renewal by text in two councils', 80_000, {
        test: 'Half of those due renew by text.',
        invoice: 'HS-417',
        due: 175,
      }),
      paid('Milestone 2: eleven councils', 92_000, {
        test: 'Eleven councils renew with it and the card maker takes the file.',
        invoice: 'HS-455',
        due: 90,
      }),
    ],
  },
]
