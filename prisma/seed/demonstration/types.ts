/**
 * The shapes of the demonstration's content. Everything in it is invented but the councils.
 * Days count from the day of seeding, so that the demonstration is always fresh: `daysAgo: 12` is twelve
 * days before it, `inDays: 45` is forty-five days after it. Sums are pence.
 */
import type { Role } from '#app/domain/organisations/actor.ts'
import type { Pence } from '#app/core/money.ts'
import type { FunderKind } from '#app/domain/organisations/funder.ts'

export type DemonstrationRole = {
  organisation: string
  jobTitle: string
  roles: Role[]
  /** Up to what sum the person may sign for the organisation. */
  limit?: Pence
}

export type DemonstrationPerson = {
  slug: string
  name: string
  email: string
  memberships: DemonstrationRole[]
}

export type DemonstrationSupplier = {
  slug: string
  name: string
  about: string
  town: string
  region: string
  staff: number
  /** Made-up numbers that no bank uses. */
  bank: { accountName: string; sortCode: string; accountNumber: string }
}

export type DemonstrationFunder = {
  slug: string
  name: string
  about: string
  kind: FunderKind
}

/** Which councils meet the problem, so that those who share it are believable. */
export type Sharers = 'upper-tier' | 'districts' | 'any' | 'housing' | 'large'

export type DemonstrationStage =
  'draft' | 'gathering' | 'pooling' | 'funded' | 'lapsed' | 'awarded' | 'delivering' | 'completed'

export type DemonstrationRound = {
  target: Pence
  stretch?: Pence
  minimumCouncils: number
  smallestPledge: Pence
  openedDaysAgo: number
  /** Negative once the round has closed. */
  closesInDays: number
}

export type DemonstrationPledge = {
  council: string
  amount: Pence
  /** Left out, revenue. */
  fundingType?: 'revenue' | 'capital'
  madeDaysAgo: number
  /**
   * A waiting pledge is above the officer's limit and nobody has signed it. One that is being decided is a key
   * decision: its notice is out and it is signed, and both wait until the notice has run.
   */
  state: 'committed' | 'waiting' | 'deciding'
  conditions?: DemonstrationConditions
}

export type DemonstrationConditions = {
  minimumCouncils?: number
  minimumPledged?: Pence
  mostOfTotalBasisPoints?: number
  /** The council it follows. */
  asMuchAs?: string
}

export type DemonstrationQuestion = {
  text: string
  askedBy: string
  daysAgo: number
  answer?: { text: string; daysAgo: number }
}

export type DemonstrationUpdate = { title: string; body: string; daysAgo: number }

export type DemonstrationChallenge = {
  slug: string
  title: string
  shortTitle: string
  summary: string
  problem: string
  quote?: { text: string; by: string }
  /** One line for each thing that will be true. */
  outcome: string[]
  costToday: string
  adoptionRoute: string
  standards: string
  dataNotes: string
  typicalCost?: Pence
  runningCostYearly?: Pence
  leadCouncil: string
  functionId: number
  serviceId?: number
  /** The real project or public challenge that the problem follows, by its title in the register. */
  basedOn?: string
  /** The Dividend's first rule asked for one of these. */
  theme?: 'chief-digital-officer' | 'city-region-strategy'
  stage: DemonstrationStage
  postedDaysAgo: number
  sharers: Sharers
  /** How many councils say they have this problem, the lead and those who pledge included. */
  sharedBy: number
  /** Cases a year for every 1,000 people, and what one case costs, to work out each council's burden. */
  burden: { casesPerThousand: number; perCase: Pence }
  round?: DemonstrationRound
  pledges?: DemonstrationPledge[]
  questions?: DemonstrationQuestion[]
  updates?: DemonstrationUpdate[]
}
