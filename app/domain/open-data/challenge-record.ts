import { z } from 'zod'
import { stages, type Stage } from '../challenges/stage.ts'
import { CouncilName, Count, Day, Instant, Pence, SupplierName, Url } from './api-field.ts'
import { CouncilParameter, PageParameters, SinceParameter } from './page-request.ts'

const published = stages.filter((stage) => stage !== 'draft') as Exclude<Stage, 'draft'>[]

export const Funding = z
  .object({
    opensAt: Instant,
    closesAt: Instant,
    closedAt: Instant.nullable(),
    outcome: z
      .enum(['funded', 'lapsed'])
      .nullable()
      .meta({ description: 'Null while it is open.' }),
    targetPence: Pence,
    stretchPence: Pence.nullable(),
    minimumCouncils: Count,
    smallestPledgePence: Pence,
    remainingPence: Pence.meta({ description: 'Left to the target.' }),
    isDataKeptInUk: z.boolean().meta({ description: 'Whether the lead council has promised it.' }),
    councilCount: Count.meta({ description: 'Councils whose pledge is committed.' }),
    pledgedPence: Pence.meta({ description: 'Committed pledges.' }),
    matchedPence: Pence.meta({ description: 'What pots add to them.' }),
    indicativePence: Pence.meta({
      description: 'Pledges that wait for a signature. They count for nothing yet.',
    }),
  })
  .meta({
    id: 'Funding',
    description: 'The latest round, in which councils pledge towards a target: all or nothing.',
  })

const summary = {
  reference: z.string().meta({ description: 'Like SO-0412; it never changes.' }),
  slug: z.string(),
  title: z.string(),
  summary: z.string(),
  stage: z.enum(published),
  leadCouncil: CouncilName,
  service: z
    .string()
    .nullable()
    .meta({ description: 'The function of councils that it is about.' }),
  publishedAt: Instant,
  changedAt: Instant,
  coSignatureCount: Count.meta({ description: 'Councils that say they have this problem.' }),
  funding: Funding.nullable(),
  page: Url.meta({ description: 'The same for people.' }),
}

export const ChallengeSummary = z.object(summary).meta({ id: 'ChallengeSummary' })

const CoSignature = z
  .object({
    council: CouncilName,
    volumePerYear: Count.nullable(),
    yearlyCostPence: Pence.nullable(),
    note: z.string().nullable(),
    signedAt: Instant,
  })
  .meta({ id: 'CoSignature', description: 'A council that says: we have this problem too.' })

const Award = z
  .object({
    supplier: SupplierName,
    pricePence: Pence,
    reason: z.string(),
    publishedAt: Instant,
    standstillEndsOn: Day,
    confirmedAt: Instant.nullable(),
  })
  .meta({ id: 'Award', description: 'The pitch that was chosen. No other pitch is published.' })

const text = z.string().nullable()

export const Challenge = z
  .object({
    ...summary,
    problem: text,
    quote: text,
    quoteBy: text,
    outcome: text,
    costToday: text,
    adoptionRoute: text,
    standards: text,
    dataNotes: text,
    typicalCostPence: Pence.nullable(),
    runningCostYearlyPence: Pence.nullable(),
    coSignatures: z.array(CoSignature),
    award: Award.nullable(),
  })
  .meta({ id: 'Challenge' })

export const ChallengeParameters = PageParameters.extend({
  stage: z.enum(published, `Give a stage: ${published.join(', ')}`).optional(),
  council: CouncilParameter.meta({
    description: 'Led or shared by this council: its ONS code or its slug.',
  }),
  since: SinceParameter.meta({ description: 'Published or changed since this day or instant.' }),
})
export type ChallengeParameters = z.output<typeof ChallengeParameters>
