import { pounds, type Pence } from '#app/core/money.ts'

export type DemonstrationMilestone = {
  title: string
  acceptanceTest: string
  price: Pence
  weeksFromStart: number
}

export type DemonstrationPitch = {
  supplier: string
  startedDaysAgo: number
  /** Left out while it is being written. */
  sentDaysAgo?: number
  /** In the order of the questions; a missing answer has not been started. */
  answers: string[]
  milestones: DemonstrationMilestone[]
  /** Out of ten for each criterion, by each assessor in turn, with what moderation agreed last. */
  scores?: { byAssessor: number[][]; agreed: number[]; reason: string }
}

export type DemonstrationPitchCall = {
  challenge: string
  openedDaysAgo: number
  closesInDays: number
  priceLimit: Pence
  /** The first officer of each of these councils scores. The lead council's officer opens the call. */
  assessors: string[]
  pitches: DemonstrationPitch[]
  award?: { supplier: string; reason: string; daysAgo: number; confirmedDaysAgo?: number }
}

/** The same four criteria everywhere; the weights make 10,000. */
export const criteria = [
  {
    name: 'Works for the people it is for, shown with evidence',
    guidance: 'Say what each person can do that they can’t do now, and how you know.',
    weightBasisPoints: 4_000,
  },
  {
    name: 'Fits open standards and lets councils leave',
    guidance: 'Which standards, and what a council takes with it on the day it leaves.',
    weightBasisPoints: 2_500,
  },
  {
    name: 'Cost over four years',
    guidance: 'The price of building it and of running it, for a council of 250,000 people.',
    weightBasisPoints: 2_000,
  },
  {
    name: 'Social value',
    guidance: 'What stays in the places that pay: skills, jobs, open code.',
    weightBasisPoints: 1_500,
  },
]

export const pitchQuestions = [
  { text: 'How does it work for the people it is for?', maximumWords: 750 },
  { text: 'Which standards does it follow, and how does a council leave?', maximumWords: 400 },
  { text: 'What does it cost to run, and what could make that rise?', maximumWords: 300 },
]

const step = (
  title: string,
  wholePounds: number,
  rest: { weeks: number; test: string },
): DemonstrationMilestone => ({
  title,
  acceptanceTest: rest.test,
  price: pounds(wholePounds),
  weeksFromStart: rest.weeks,
})

export const pitchCalls: DemonstrationPitchCall[] = [
  {
    challenge: 'damp-and-mould-reports',
    openedDaysAgo: 21,
    closesInDays: 31,
    priceLimit: pounds(250_000),
    assessors: ['sheffield', 'belfast'],
    pitches: [
      {
        supplier: 'fernhill-labs',
        startedDaysAgo: 12,
        answers: [
          'A tenant sees the same reading as the surveyor, in words: “This room has been too damp for nine days”. The surveyor sees which homes to visit this week, and why. In our trial in 140 homes the first visit came 16 days sooner.',
        ],
        milestones: [
          step('Readings in one shape from three kinds of sensor', 60_000, {
            weeks: 8,
            test: 'Readings from three makers arrive in one shape, within an hour, for 14 days.',
          }),
          step('Working service in three councils', 95_000, {
            weeks: 20,
            test: 'Live in three councils for 30 days, with the dates that the law asks for.',
          }),
          step('Any landlord can join alone', 83_000, {
            weeks: 32,
            test: 'Two councils join with the guide and no help from us.',
          }),
        ],
      },
    ],
  },
  {
    challenge: 'income-management',
    openedDaysAgo: 68,
    closesInDays: -12,
    priceLimit: pounds(200_000),
    assessors: ['sheffield', 'dorset'],
    pitches: [
      {
        supplier: 'brackenfield-software',
        startedDaysAgo: 60,
        sentDaysAgo: 15,
        answers: [
          'A cashier sees one list of what could not be matched, with our best guess and its reason. In the service we ran for a year, 98.7 in 100 payments matched the same day.',
          'Payments in Bacs standard 18 and card files as they come. A council leaves with every row, its history and a tool that reads them.',
          'It costs £9,600 a year for a council of 250,000. A new bank file is the one thing that costs more.',
        ],
        milestones: [
          step('One council’s payments matched beside the old system', 80_000, {
            weeks: 12,
            test: 'For 20 working days both systems agree to the penny.',
          }),
          step('Refunds, and three councils live', 70_000, {
            weeks: 26,
            test: 'Three councils take payments for one service, and refund in three days.',
          }),
          step('A council joins and leaves within a month', 48_000, {
            weeks: 40,
            test: 'One council joins and one leaves in a rehearsal, each within a month.',
          }),
        ],
      },
      {
        supplier: 'tideline-digital',
        startedDaysAgo: 55,
        sentDaysAgo: 13,
        answers: [
          'A resident pays by replying to a text and gets a receipt the same way. Officers see what each text paid for.',
          'GOV.UK Pay for cards. A council leaves with its ledger as CSV, and we keep nothing after 30 days.',
          'It costs £7,200 a year and 4p for each text.',
        ],
        milestones: [
          step('Pay by text for two services', 65_000, {
            weeks: 10,
            test: 'Two services take 500 payments each with none lost.',
          }),
          step('Three councils live', 75_000, {
            weeks: 24,
            test: 'Three councils are live for 30 days.',
          }),
          step('Refunds and reports', 52_000, {
            weeks: 36,
            test: 'Finance closes one month from our reports alone.',
          }),
        ],
      },
    ],
  },
  {
    challenge: 'childrens-care-demand',
    openedDaysAgo: 120,
    closesInDays: -62,
    priceLimit: pounds(225_000),
    assessors: ['essex', 'kent'],
    pitches: [
      {
        supplier: 'nestbox-data',
        startedDaysAgo: 110,
        sentDaysAgo: 64,
        answers: [
          'A finance officer moves one figure, the number of new foster carers, and sees what it does to next year’s cost and its range.',
          'It reads the yearly return and nothing else. The model is open; a council can run it without us.',
          'Nothing to run: it is a workbook and a small open program. Support is £2,000 a year for those who want it.',
        ],
        milestones: [
          step('Forecast for three councils from past returns', 90_000, {
            weeks: 10,
            test: 'The forecast of three past years lies within its own range.',
          }),
          step('Used in a real budget', 75_000, {
            weeks: 26,
            test: 'Three section 151 officers say in writing how they used it.',
          }),
          step('Shared plan of places', 55_000, {
            weeks: 40,
            test: 'Two groups of neighbours publish a plan made with it.',
          }),
        ],
        scores: {
          byAssessor: [
            [8, 9, 9, 7],
            [9, 8, 9, 6],
          ],
          agreed: [8, 9, 9, 7],
          reason: 'Clear about what it does not know, and a council can run it alone.',
        },
      },
      {
        supplier: 'plainly-software',
        startedDaysAgo: 105,
        sentDaysAgo: 63,
        answers: [
          'A monthly letter, in words, says what changed in demand and what to ask.',
          'Open formats throughout. Letters stay with the council.',
          'It costs £5,400 a year.',
        ],
        milestones: [
          step('Monthly letter for two councils', 85_000, {
            weeks: 12,
            test: 'Two heads of service use it for three months.',
          }),
          step('Ten councils', 120_000, { weeks: 30, test: 'Ten councils receive it on time.' }),
        ],
        scores: {
          byAssessor: [
            [6, 8, 6, 7],
            [7, 7, 6, 7],
          ],
          agreed: [6, 8, 6, 7],
          reason: 'Good to read, but it explains the past more than the year ahead.',
        },
      },
    ],
    award: {
      supplier: 'nestbox-data',
      reason: 'The highest score on evidence and on leaving, and the lowest cost over four years.',
      daysAgo: 4,
    },
  },
]
