import { pounds } from '#app/core/money.ts'
import { signed, waiting } from './pledges.ts'
import type { DemonstrationChallenge } from './types.ts'

/** Open rounds about families, with the figures of the home page and the challenge page. */
export const familyPooling: DemonstrationChallenge[] = [
  {
    slug: 'childcare-information',
    title: 'Tell every parent what childcare they can get, in one place',
    shortTitle: 'Childcare information',
    summary:
      'Parents check up to six websites to learn what they are owed. Every council keeps its own version of the same list, and every version goes out of date.',
    problem:
      'A parent who wants to go back to work has to piece together what help exists: funded hours, the nurseries with places, tax-free childcare, holiday clubs and support for a disabled child. The rules are national. The lists are local. Each council keeps its own directory, by hand, to its own shape.\n\nIn a large county, four officers spend about 60 hours a week chasing nearly 3,000 providers for changes, and one record in five is wrong on the day somebody reads it. Families lose hours they are owed, and places stay empty.',
    quote: { text: 'We are each paying to keep the same list wrong.', by: 'Early years manager' },
    outcome: [
      'A parent enters a postcode and a child’s age and sees every entitlement and nearby place in under two minutes',
      'A provider updates its vacancies once, and every council sees the change the same day',
      'The data is open, to one published standard, and any council can leave with a full copy',
    ],
    costToday:
      'About 60 officer hours a week in a county and 12 in a borough, a directory licence of £9,000 to £24,000 a year, and families who never claim.',
    adoptionRoute:
      'Each council points its own pages at the service. Its list is moved in a week, with the provider’s own log-in switched on last.',
    standards:
      'Open Referral UK for services, the GOV.UK service standard, WCAG 2.2 AA, Welsh from day one.',
    dataNotes: 'Provider data is public. No data about children or families is kept.',
    typicalCost: pounds(165_000),
    runningCostYearly: pounds(2_400),
    leadCouncil: 'hertfordshire',
    functionId: 25,
    serviceId: 19,
    basedOn: 'Open community directory of support services',
    stage: 'pooling',
    postedDaysAgo: 125,
    sharers: 'upper-tier',
    sharedBy: 64,
    burden: { casesPerThousand: 9, perCase: pounds(14) },
    round: {
      target: pounds(480_000),
      stretch: pounds(560_000),
      minimumCouncils: 12,
      smallestPledge: pounds(1_000),
      openedDaysAgo: 105,
      closesInDays: 45,
    },
    pledges: [
      ...signed(
        [
          ['hertfordshire', 30_000],
          ['leeds', 24_500],
          ['manchester', 20_000],
          ['kent', 20_000],
          ['essex', 18_000],
          ['bradford', 15_000],
          ['glasgow', 15_000],
          ['kirklees', 12_000],
          ['cardiff', 12_000],
          ['somerset', 12_000],
          ['devon', 11_000],
          ['stockport', 10_000],
          ['hackney', 10_000],
          ['fife', 10_000],
          ['medway', 9_000],
          ['sefton', 8_000],
          ['norfolk', 8_000],
          ['powys', 8_000],
          ['camden', 6_000],
          ['gwynedd', 6_000],
          ['oldham', 4_000],
        ],
        { from: 103, to: 6 },
      ),
      waiting('suffolk', 10_500, 5),
      waiting('newport', 5_000, 3),
    ],
    questions: [
      {
        text: 'Can districts pledge if the county runs early years?',
        askedBy: 'carl-beresford',
        daysAgo: 9,
        answer: {
          text: 'Yes. Any council can pledge. Match is worked out from the pledge, and the county keeps the vote on scoring unless it passes it on.',
          daysAgo: 8,
        },
      },
      {
        text: 'Will the winning supplier have to host the data in the UK?',
        askedBy: 'imogen-cross',
        daysAgo: 14,
        answer: {
          text: 'Yes, and each contributing council can take a full copy at any time.',
          daysAgo: 12,
        },
      },
      {
        text: 'Do you expect a Welsh-language service at launch?',
        askedBy: 'rhian-morgan',
        daysAgo: 20,
        answer: {
          text: 'Yes. Three Welsh councils have asked for it and it is in milestone 1.',
          daysAgo: 18,
        },
      },
      {
        text: 'Which provider management systems must vacancies be read from?',
        askedBy: 'ruth-okafor',
        daysAgo: 2,
      },
    ],
    updates: [
      {
        title: 'Five councils share this problem, and pledging opened',
        body: 'The round is open for 150 days. The target covers building, testing in three councils and the first year of running.',
        daysAgo: 105,
      },
      {
        title: 'Scope made clearer',
        body: 'Holiday activity clubs are now in. Wraparound care in schools stays out until phase 2. Every council that pledged was asked to confirm.',
        daysAgo: 6,
      },
    ],
  },
  {
    slug: 'families-placed-out-of-area',
    title: 'Tell the next council when a family is placed in its area',
    shortTitle: 'Families placed out of area',
    summary:
      'Notices about temporary accommodation go by email and get lost. Children miss school while two councils look for each other.',
    problem:
      'When a council houses a homeless family somewhere else, the law says that it must tell the council there. The notice is a form in an email to an address that may have changed. Nobody knows whether it arrived.\n\nThe family needs a school, a health visitor and, often, a social worker who knows them. Weeks pass. The receiving council hears first from a head teacher, or from a hospital.',
    outcome: [
      'Every placement is known to the receiving council within one working day, and it says so',
      'School admissions, health visiting and children’s services see what they need and no more',
      'Anyone can see how many families are placed where, without seeing who they are',
    ],
    costToday:
      'About three officer hours for each placement on both sides, and a median of 19 school days lost.',
    adoptionRoute:
      'Starts with pairs of councils that place with each other most. No change to housing systems is needed.',
    standards: 'Housing Act 1996, section 208. UPRN for every address.',
    dataNotes: 'Data about children. Sharing rests on legal duties, not on consent.',
    typicalCost: pounds(140_000),
    runningCostYearly: pounds(3_200),
    leadCouncil: 'newham',
    functionId: 68,
    serviceId: 112,
    stage: 'pooling',
    postedDaysAgo: 77,
    sharers: 'housing',
    sharedBy: 38,
    burden: { casesPerThousand: 0.9, perCase: pounds(160) },
    round: {
      target: pounds(310_000),
      minimumCouncils: 10,
      smallestPledge: pounds(1_000),
      openedDaysAgo: 52,
      closesInDays: 87,
    },
    pledges: [
      ...signed(
        [
          ['newham', 15_000],
          ['manchester', 30_000],
          ['croydon', 5_000],
          ['salford', 12_000],
          ['luton', 3_000],
          ['thurrock', 3_000],
          ['oldham', 8_000],
          ['hastings', 2_000],
          ['medway', 3_000],
          ['slough', 3_000],
        ],
        { from: 49, to: 8 },
      ),
      waiting('sheffield', 18_000, 4),
    ],
  },
  {
    slug: 'in-year-school-places',
    title: 'Move a child’s school place mid-year without the paper chase',
    shortTitle: 'In-year school places',
    summary:
      'In-year admissions run on PDFs sent between schools. A child who moves in November can wait until January.',
    problem:
      'Most school places are given out once a year by a system that works. Children who move in between fall outside it. Some schools run their own admissions, some leave it to the council, and the form, the waiting list and the appeal differ from street to street.\n\nParents ring round. Schools answer when they can. The council must know where every child is, and learns it from a PDF.',
    outcome: [
      'A parent applies once and sees every school with a place that day',
      'A school answers within five school days, or the council decides',
      'No child is without a school for more than ten school days',
    ],
    costToday:
      'About £46 for each move in officer and school time, and the lessons a child does not get.',
    adoptionRoute:
      'One admissions area at a time, at half-term. Schools with their own admissions join by agreement.',
    standards: 'School Admissions Code 2021, paragraphs 2.23 to 2.31. DfE’s common transfer file.',
    dataNotes: 'Data about children, shared only between the council and the schools asked.',
    typicalCost: pounds(120_000),
    leadCouncil: 'kent',
    functionId: 28,
    serviceId: 13,
    stage: 'pooling',
    postedDaysAgo: 48,
    sharers: 'upper-tier',
    sharedBy: 41,
    burden: { casesPerThousand: 5, perCase: pounds(46) },
    round: {
      target: pounds(290_000),
      minimumCouncils: 10,
      smallestPledge: pounds(1_000),
      openedDaysAgo: 27,
      closesInDays: 136,
    },
    pledges: signed(
      [
        ['kent', 15_000],
        ['surrey', 10_000],
        ['norfolk', 8_000],
        ['reading', 4_000],
        ['southend-on-sea', 3_000],
      ],
      { from: 25, to: 5 },
    ),
  },
]
