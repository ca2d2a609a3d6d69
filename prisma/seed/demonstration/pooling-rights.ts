import { pounds } from '#app/core/money.ts'
import { signed } from './pledges.ts'
import type { DemonstrationChallenge } from './types.ts'

/** Open rounds about records and evidence, with the figures of the challenge list. */
export const rightsPooling: DemonstrationChallenge[] = [
  {
    slug: 'subject-access-requests',
    title: 'Redact subject access requests without the weekend overtime',
    shortTitle: 'Subject access requests',
    summary: 'Ninety-one councils black out names by hand. One request can run to 4,000 pages.',
    problem:
      'Anyone may ask a council for the data it holds about them, and most who do were once in care. The files are scans, emails and case notes. Before they go out, every other person’s name, address and story has to be blacked out, page by page, by somebody who has read it.\n\nThe law gives a month. Backlogs run to a year, because the work cannot be shared out safely and the tools on sale were made for law firms.',
    quote: {
      text: 'We can find the file in an hour. It takes three weeks to make it safe to send.',
      by: 'Information governance officer',
    },
    outcome: [
      'A 4,000-page file is ready for an officer’s check within a day',
      'The officer sees why each name was covered, and nothing is covered or shown without them',
      'People who were in care get their file on time, with a letter that helps them read it',
    ],
    costToday:
      'Between £900 and £6,000 of officer time for each complex request, and most of it as overtime.',
    adoptionRoute:
      'Runs in each council’s own cloud account, so no file ever leaves it. Two days of set-up and one of training.',
    standards: 'UK GDPR articles 12 and 15, the ICO’s guidance on access, Cyber Essentials Plus.',
    dataNotes: 'Special category data. A shared impact assessment is part of milestone 1.',
    typicalCost: pounds(95_000),
    runningCostYearly: pounds(3_600),
    leadCouncil: 'camden',
    functionId: 49,
    serviceId: 826,
    basedOn: 'Simpler data protection impact assessments',
    stage: 'pooling',
    postedDaysAgo: 140,
    sharers: 'any',
    sharedBy: 91,
    burden: { casesPerThousand: 1.4, perCase: pounds(310) },
    round: {
      target: pounds(220_000),
      minimumCouncils: 10,
      smallestPledge: pounds(1_000),
      openedDaysAgo: 104,
      closesInDays: 16,
    },
    pledges: signed(
      [
        ['camden', 25_000],
        ['hackney', 10_000],
        ['brighton-and-hove', 12_000],
        ['edinburgh', 12_000],
        ['cardiff', 10_000],
        ['derry-strabane', 6_000],
        ['kent', 14_000],
        ['dorset', 10_000],
        ['milton-keynes', 10_000],
        ['swindon', 6_000],
        ['lewes', 6_000],
        ['sheffield', 8_000],
        ['salford', 6_000],
        ['wirral', 4_000],
        ['gateshead', 4_000],
        ['powys', 5_500],
      ],
      { from: 100, to: 4 },
    ),
    questions: [
      {
        text: 'Are email archives in scope, or only case files?',
        askedBy: 'aoife-magee',
        daysAgo: 30,
        answer: {
          text: 'Email archives are in. We will give suppliers made-up ones to test with.',
          daysAgo: 27,
        },
      },
    ],
    updates: [
      {
        title: 'Email archives added to the scope',
        body: 'Each council that pledged has been asked to confirm. A pledge stays as it is unless the council withdraws it.',
        daysAgo: 6,
      },
    ],
  },
  {
    slug: 'blue-badge-evidence',
    title: 'Check Blue Badge evidence once, not in every council',
    shortTitle: 'Blue Badge evidence',
    summary:
      'People who move house prove the same disability twice. Officers retype the same letters.',
    problem:
      'A Blue Badge lasts three years and belongs to the person. The proof behind it belongs to the council that saw it. Someone who moves, or renews, sends the same letters again, waits eight weeks again and may be sent to the same assessor again.\n\nOfficers read letters they cannot keep, from clinicians they cannot reach, and retype the result into a national system that has no place for the evidence.',
    quote: {
      text: 'I have been asked to prove that I still have no legs.',
      by: 'Badge holder, in user research',
    },
    outcome: [
      'A lasting condition is proved once, and any council can see that it was',
      'A renewal with unchanged evidence takes two days, not eight weeks',
      'The person decides who may look, and sees who did',
    ],
    costToday:
      'About £38 for each application, half of it reading evidence that another council has read.',
    adoptionRoute:
      'Works beside the national Blue Badge service. Councils join one by one and gain from the second on.',
    standards:
      'GOV.UK One Login where a person has it, NHS England interoperability toolkit, WCAG 2.2 AA.',
    dataNotes: 'Health data, held by consent, deleted when the badge ends.',
    typicalCost: pounds(130_000),
    runningCostYearly: pounds(2_900),
    leadCouncil: 'wiltshire',
    functionId: 59,
    serviceId: 279,
    stage: 'pooling',
    postedDaysAgo: 98,
    sharers: 'upper-tier',
    sharedBy: 52,
    burden: { casesPerThousand: 13, perCase: pounds(19) },
    round: {
      target: pounds(360_000),
      minimumCouncils: 10,
      smallestPledge: pounds(1_000),
      openedDaysAgo: 70,
      closesInDays: 59,
    },
    pledges: signed(
      [
        ['wiltshire', 30_000],
        ['kent', 15_000],
        ['sheffield', 12_000],
        ['surrey', 14_000],
        ['essex', 14_000],
        ['devon', 12_000],
        ['birmingham', 15_000],
        ['cornwall', 12_000],
        ['cardiff', 10_000],
        ['norfolk', 10_000],
        ['stockton-on-tees', 7_000],
        ['highland', 6_000],
        ['rotherham', 6_000],
        ['powys', 6_000],
        ['dudley', 5_000],
        ['solihull', 5_000],
        ['darlington', 5_000],
        ['fife', 12_000],
      ],
      { from: 68, to: 7 },
    ),
  },
  {
    slug: 'taxi-records',
    title: 'See a taxi driver’s record across licensing borders',
    shortTitle: 'Taxi records across borders',
    summary:
      'A licence refused in one place can be granted in the next. Officers need one check, not 300 phone calls.',
    problem:
      'Each council licenses its own drivers, and drivers work everywhere. A register of refusals exists, but it holds a name and a date, not the reason, and matching a common name to a person is guesswork.\n\nOfficers phone each other. Small teams cannot. Good drivers wait weeks for a check that finds nothing, and now and then a bad one gets through.',
    outcome: [
      'One search answers, for one applicant, every refusal, suspension and complaint upheld, with its reason',
      'An enforcement officer at the roadside sees whether a licence is live, wherever it was issued',
      'A driver can see and correct what is held',
    ],
    costToday:
      'About 40 minutes of calls for each new applicant, and appeals lost for want of a record.',
    adoptionRoute:
      'Reads from the licensing systems councils have. No retyping, and no new register to keep.',
    standards: 'Taxis and Private Hire Vehicles (Safeguarding and Road Safety) Act 2022.',
    dataNotes: 'Data about offences. Each search is logged and each driver can see the log.',
    typicalCost: pounds(80_000),
    leadCouncil: 'wolverhampton',
    functionId: 91,
    serviceId: 635,
    basedOn: 'Taxi licensing applications: fixing complexity, inefficiency and risk',
    stage: 'pooling',
    postedDaysAgo: 66,
    sharers: 'districts',
    sharedBy: 47,
    burden: { casesPerThousand: 2.1, perCase: pounds(24) },
    round: {
      target: pounds(180_000),
      minimumCouncils: 10,
      smallestPledge: pounds(1_000),
      openedDaysAgo: 44,
      closesInDays: 94,
    },
    pledges: signed(
      [
        ['wolverhampton', 8_000],
        ['rossendale', 5_000],
        ['gateshead', 4_000],
        ['cardiff', 8_000],
        ['cornwall', 6_000],
        ['brighton-and-hove', 6_000],
        ['rochdale', 2_000],
        ['rushmoor', 3_000],
        ['swansea', 5_000],
        ['kingston-upon-hull', 5_000],
        ['southend-on-sea', 3_000],
        ['north-tyneside', 6_000],
      ],
      { from: 42, to: 1 },
    ),
  },
]
