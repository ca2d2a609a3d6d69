import { pounds, type Pence } from '#app/core/money.ts'
import type { Purse } from '#app/domain/pots/purse.ts'

/** A rule's terms as data: what is left out does not limit. */
export type DemonstrationRule = {
  version: number
  inForceDaysAgo: number
  publishedBy: string
  secondPublisher: string
  reason: string
  terms: {
    basisPoints: number
    /** Only councils in an area that has a mayor in post, or that is on the pot's register as well. */
    who: 'any-council' | 'mayor-in-post' | 'registered-area'
    themes?: ('chief-digital-officer' | 'city-region-strategy')[]
    minimumCouncils?: number
    capPerArea?: Pence
    capPerChallenge?: Pence
  }
}

/** An entry of the register, proposed by one person and approved by another. */
export type DemonstrationArea = {
  area: string
  status: 'registered' | 'checking' | 'no-officer' | 'no-strategy' | 'no-mayor'
  fromDaysAgo: number
  /** When it differs from its first day. */
  proposedDaysAgo?: number
  proposedBy: string
  /** Nobody: it still waits. */
  approvedBy?: string
  reason: string
  officerFromDaysAgo?: number
  strategyDaysAgo?: number
}

export type DemonstrationFunding = {
  funder: string
  amount: Pence
  /** Left out, it is not ring-fenced. */
  purse?: Purse
}

export type DemonstrationPot = {
  slug: string
  name: string
  purpose: string
  funder: string
  /** The pot with the lowest number is asked first. */
  askOrder: number
  /** What its own funder put in, and others that it invited. */
  fundings: DemonstrationFunding[]
  openedDaysAgo: number
  closesInDays: number
  rules: DemonstrationRule[]
  areas: DemonstrationArea[]
}

const openedDaysAgo = 640

const seedFund: DemonstrationPot = {
  slug: 'seed-fund',
  name: 'Seed Fund',
  purpose: 'Small, quick sums for problems that at least ten councils will pay to solve.',
  funder: 'shared-solutions-trust',
  askOrder: 1,
  fundings: [
    { funder: 'shared-solutions-trust', amount: pounds(4_000_000) },
    { funder: 'office-for-digital-devolution', amount: pounds(1_000_000) },
  ],
  openedDaysAgo,
  closesInDays: 860,
  rules: [
    {
      version: 1,
      inForceDaysAgo: openedDaysAgo,
      publishedBy: 'beth-carraway',
      secondPublisher: 'lucas-fenn',
      reason: 'The first rule. Ten councils show that a problem is shared.',
      terms: {
        basisPoints: 2_500,
        who: 'any-council',
        minimumCouncils: 10,
        capPerChallenge: pounds(50_000),
      },
    },
    {
      version: 2,
      inForceDaysAgo: 460,
      publishedBy: 'lucas-fenn',
      secondPublisher: 'beth-carraway',
      reason: 'Larger challenges stopped at the £50,000 limit with many councils still joining.',
      terms: {
        basisPoints: 2_500,
        who: 'any-council',
        minimumCouncils: 10,
        capPerChallenge: pounds(75_000),
      },
    },
  ],
  areas: [],
}

const byBoth = { proposedBy: 'gareth-ashworth', approvedBy: 'simone-petrie' }

const dividend: DemonstrationPot = {
  slug: 'digital-devolution-dividend',
  name: 'Digital Devolution Dividend',
  purpose: '£350 million for mayoral areas that invest in digital leadership.',
  funder: 'office-for-digital-devolution',
  askOrder: 2,
  fundings: [
    { funder: 'office-for-digital-devolution', amount: pounds(340_000_000) },
    { funder: 'office-for-digital-devolution', amount: pounds(10_000_000), purse: 'capital' },
  ],
  openedDaysAgo,
  closesInDays: 1_225,
  rules: [
    {
      version: 1,
      inForceDaysAgo: openedDaysAgo,
      publishedBy: 'gareth-ashworth',
      secondPublisher: 'simone-petrie',
      reason: 'As first proposed: match for chief digital officers and city-region strategies.',
      terms: {
        basisPoints: 10_000,
        who: 'mayor-in-post',
        themes: ['chief-digital-officer', 'city-region-strategy'],
      },
    },
    {
      version: 2,
      inForceDaysAgo: 540,
      publishedBy: 'simone-petrie',
      secondPublisher: 'gareth-ashworth',
      reason:
        'Few areas pooled for a post or a strategy alone, so any challenge counts once both are in place.',
      terms: { basisPoints: 10_000, who: 'registered-area', capPerChallenge: pounds(250_000) },
    },
    {
      version: 3,
      inForceDaysAgo: 430,
      publishedBy: 'gareth-ashworth',
      secondPublisher: 'simone-petrie',
      reason: 'One large area could use up the match of a whole challenge.',
      terms: {
        basisPoints: 10_000,
        who: 'registered-area',
        capPerArea: pounds(50_000),
        capPerChallenge: pounds(250_000),
      },
    },
  ],
  areas: [
    registered('greater-manchester-ca', 600),
    registered('west-yorkshire-ca', 590),
    registered('south-yorkshire-mca', 585),
    registered('liverpool-city-region-ca', 560),
    registered('west-midlands-ca', 555),
    registered('north-east-ca', 540),
    registered('tees-valley-ca', 520),
    registered('west-of-england-ca', 500),
    registered('east-midlands-cca', 470),
    {
      ...byBoth,
      area: 'greater-london-authority',
      status: 'no-strategy',
      fromDaysAgo: 600,
      officerFromDaysAgo: 610,
      reason: 'A chief digital officer is in post; the strategy is still a draft.',
    },
    checking('hull-east-yorkshire-ca', 18),
    checking('york-north-yorkshire-ca', 30),
    noOfficer('cambridgeshire-peterborough-ca', 300),
    noOfficer('greater-lincolnshire-cca', 280),
    {
      area: 'york-north-yorkshire-ca',
      status: 'registered',
      fromDaysAgo: 0,
      proposedDaysAgo: 2,
      officerFromDaysAgo: 12,
      strategyDaysAgo: 5,
      proposedBy: 'simone-petrie',
      reason: 'The officer started and the strategy was adopted last week, as the letter says.',
    },
  ],
}

function registered(area: string, fromDaysAgo: number): DemonstrationArea {
  return {
    ...byBoth,
    area,
    status: 'registered',
    fromDaysAgo,
    officerFromDaysAgo: fromDaysAgo + 90,
    strategyDaysAgo: fromDaysAgo + 20,
    reason: 'A chief digital officer is in post and the strategy is published.',
  }
}

function checking(area: string, fromDaysAgo: number): DemonstrationArea {
  const reason = 'The area asked to be registered. We are looking at what it sent.'
  return { ...byBoth, area, status: 'checking', fromDaysAgo, reason }
}

function noOfficer(area: string, fromDaysAgo: number): DemonstrationArea {
  const reason = 'The strategy is out, and the post of chief digital officer is advertised.'
  return { ...byBoth, area, status: 'no-officer', fromDaysAgo, reason }
}

export const pots: DemonstrationPot[] = [seedFund, dividend]

/** A pot that one fund manager has proposed and nobody has agreed to yet. */
export const proposedPot = {
  proposedBy: 'beth-carraway',
  slug: 'wales-together-fund',
  name: 'Wales Together Fund',
  purpose:
    'Half of what **councils in Wales** pledge, so that all of them are in from the start:\n\n- every theme\n- from three councils on',
  reason: 'Councils in Wales have the same problems and their own rules to solve them by.',
  terms: {
    who: { nations: ['Wales'] },
    basisPoints: 5_000,
    minimumCouncils: 3,
    challengeCapPence: '2000000',
  },
} as const
