import { z } from 'zod'
import { Url } from './api-field.ts'
import { Challenge, ChallengeParameters, ChallengeSummary } from './challenge-record.ts'
import { Council, CouncilParameters } from './council-record.ts'
import { InKindParameters, InKindPledge } from './in-kind-record.ts'
import { MarketDay, MarketDayParameters, MarketDaySummary } from './market-day-record.ts'
import { Match, MatchParameters, Pledge, PledgeParameters } from './pledge-record.ts'
import { Pot, PotParameters, PotSummary } from './pot-record.ts'
import { Payment, PaymentParameters, Project, ProjectParameters } from './project-record.ts'
import { Supplier, SupplierParameters, SupplierSummary } from './supplier-record.ts'

const listOf = <Row extends z.ZodType>(id: string, row: Row) =>
  z
    .object({
      data: z.array(row),
      links: z.object({
        next: Url.nullable().meta({ description: 'The next page. Null on the last one.' }),
      }),
    })
    .meta({ id })

/** Everything the API answers: the answers are shaped by it, and the OpenAPI document is made of it. */
export const endpoints = {
  listChallenges: {
    path: '/challenges',
    summary: 'Published challenges, in the order of their references',
    parameters: ChallengeParameters,
    answer: listOf('ChallengeList', ChallengeSummary),
  },
  getChallenge: {
    path: '/challenges/{reference}',
    summary: 'A challenge with the councils that share it, its funding and its award',
    parameter: 'Like SO-0412.',
    answer: Challenge,
  },
  listPledges: {
    path: '/pledges',
    summary: 'Committed pledges, in the order they were committed',
    parameters: PledgeParameters,
    answer: listOf('PledgeList', Pledge),
  },
  listInKindPledges: {
    path: '/in-kind-pledges',
    summary: 'Days of work councils offer, in the order they were offered',
    parameters: InKindParameters,
    answer: listOf('InKindPledgeList', InKindPledge),
  },
  listMatches: {
    path: '/matches',
    summary: 'What pots add to pledges, with the working, in the order it was reserved',
    parameters: MatchParameters,
    answer: listOf('MatchList', Match),
  },
  listPots: {
    path: '/pots',
    summary: 'Pots with their balances and the rule in force, in the order they are asked',
    parameters: PotParameters,
    answer: listOf('PotList', PotSummary),
  },
  getPot: {
    path: '/pots/{slug}',
    summary: 'A pot with every version of its rule and its register of areas',
    parameter: 'Like seed-fund.',
    answer: Pot,
  },
  listMarketDays: {
    path: '/market-days',
    summary: 'Published market days, in the order they begin',
    parameters: MarketDayParameters,
    answer: listOf('MarketDayList', MarketDaySummary),
  },
  getMarketDay: {
    path: '/market-days/{slug}',
    summary: 'A market day with its running order and who shows what',
    parameter: 'As in the list of market days.',
    answer: MarketDay,
  },
  listProjects: {
    path: '/projects',
    summary: 'Projects with their milestones and payments, in the order they began',
    parameters: ProjectParameters,
    answer: listOf('ProjectList', Project),
  },
  getProject: {
    path: '/projects/{reference}',
    summary: 'The project of a challenge',
    parameter: 'The reference of the challenge, like SO-0412.',
    answer: Project,
  },
  listPayments: {
    path: '/payments',
    summary: 'Payments approved or made, each with what every funder bears of it',
    parameters: PaymentParameters,
    answer: listOf('PaymentList', Payment),
  },
  listCouncils: {
    path: '/councils',
    summary: 'The register of councils and combined authorities, in the order of their slugs',
    parameters: CouncilParameters,
    answer: listOf('CouncilList', Council),
  },
  getCouncil: {
    path: '/councils/{code}',
    summary: 'A council with its combined authorities and their mayors in post',
    parameter: 'The ONS code or the slug of the council.',
    answer: Council,
  },
  listSuppliers: {
    path: '/suppliers',
    summary: 'Verified suppliers, in the order of their slugs',
    parameters: SupplierParameters,
    answer: listOf('SupplierList', SupplierSummary),
  },
  getSupplier: {
    path: '/suppliers/{slug}',
    summary: 'A verified supplier with its services, frameworks, certificates and insurances',
    parameter: 'As in the list of suppliers.',
    answer: Supplier,
  },
} as const

export type Endpoint = {
  path: string
  summary: string
  /** Of a list: what it may be asked. */
  parameters?: z.ZodObject
  /** Of one thing: what stands in its path. */
  parameter?: string
  answer: z.ZodType
}

export const API_PATH = '/api/v1'

/** What is wrong, as RFC 9457 writes it. */
export const Problem = z
  .object({
    type: z.literal('about:blank'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
  })
  .meta({ id: 'Problem', description: 'A problem as RFC 9457 describes it.' })
