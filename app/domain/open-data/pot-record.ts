import { z } from 'zod'
import { Day, FunderName, Instant, Pence, PurseName, Url } from './api-field.ts'
import { PageParameters } from './page-request.ts'

const names = z.array(z.string()).optional()
const BasisPoints = z.int()

export const Terms = z
  .object({
    who: z
      .object({
        councilTypes: names,
        nations: names,
        regions: names,
        areaRegister: z.boolean().optional().meta({
          description: 'Only councils of an area on the pot’s register.',
        }),
        mayorInPost: z.boolean().optional(),
        areaIds: z.array(z.string()).optional().meta({
          description: 'Only members of one of these mayoral areas on the day.',
        }),
      })
      .optional(),
    what: z.object({ serviceFunctionIds: z.array(z.int()).optional(), themes: names }).optional(),
    opensOn: Day.optional(),
    closesOn: Day.optional(),
    basisPoints: BasisPoints.optional().meta({
      description: 'Of each pledged pound; 10,000 is pound for pound.',
    }),
    tiers: z
      .object({
        by: z.enum(['amount', 'councils']),
        bands: z.array(
          z.object({
            abovePence: Pence.optional(),
            fromCouncil: z.int().optional(),
            basisPoints: BasisPoints,
          }),
        ),
      })
      .optional()
      .meta({ description: 'Rates in bands: each is for what lies in its band only.' }),
    quadratic: z
      .object({
        challengeShareBasisPoints: BasisPoints.optional(),
        scalesUp: z.boolean().optional(),
      })
      .optional()
      .meta({ description: 'The pot is shared out over the open challenges when the rule ends.' }),
    bonus: z
      .object({ pence: Pence, fromCouncils: z.int() })
      .optional()
      .meta({ description: 'Once for a challenge.' }),
    minimumCouncils: z.int().optional(),
    minimumPledgePence: Pence.optional(),
    minimumSuppliers: z.int().optional(),
    minimumSectors: z.int().optional(),
    pledgeCapPence: Pence.optional(),
    councilCapPence: Pence.optional(),
    areaCapPence: Pence.optional(),
    challengeCapPence: Pence.optional(),
    targetShareBasisPoints: BasisPoints.optional(),
    doesNotStack: z.boolean().optional().meta({
      description: 'Adds nothing to a pledge that a pot asked before adds to.',
    }),
  })
  .meta({
    id: 'Terms',
    description: 'What is left out sets no limit; that is not the same as zero.',
  })

const Rule = z
  .object({
    version: z.int().min(1),
    inForceFrom: Instant,
    publishedAt: Instant,
    reason: z.string(),
    inWords: z.string().meta({ description: 'The rule in a sentence, made of its terms.' }),
    terms: Terms,
  })
  .meta({ id: 'Rule', description: 'A version of how a pot adds to pledges. It never changes.' })

const summary = {
  slug: z.string(),
  name: z.string(),
  purpose: z.string(),
  funder: FunderName.meta({ description: 'It runs the pot; others may put money in.' }),
  askOrder: z.int().meta({ description: 'Which pot is asked first: 1 before 2.' }),
  opensOn: Day,
  closesOn: Day.nullable(),
  allocatedPence: Pence.meta({ description: 'All it was given; the four below add up to it.' }),
  availablePence: Pence,
  reservedPence: Pence.meta({ description: 'Held for committed pledges of open rounds.' }),
  committedPence: Pence.meta({ description: 'Firm for funded challenges, not paid yet.' }),
  paidPence: Pence,
  rule: Rule.nullable().meta({ description: 'The version in force now.' }),
  page: Url.meta({ description: 'The same for people.' }),
}

export const PotSummary = z.object(summary).meta({ id: 'PotSummary' })

const RegisteredArea = z
  .object({
    slug: z.string(),
    name: z.string(),
    gss: z.string(),
    status: z.enum(['registered', 'checking', 'no-officer', 'no-strategy', 'no-mayor', 'ended']),
    fromOn: Day,
    toOn: Day.nullable().meta({
      description: 'The first day it no longer holds, if set from the start.',
    }),
    approvedAt: Instant.meta({
      description: 'When a second person approved it. It counts for what was signed from then on.',
    }),
    reason: z.string().nullable(),
    evidenceUrl: Url.nullable(),
  })
  .meta({
    id: 'RegisteredArea',
    description:
      'An entry of the register. On a day the one that began last holds, and of those the one approved last.',
  })

const PurseBalance = z
  .object({
    purse: PurseName,
    allocatedPence: Pence,
    availablePence: Pence,
    reservedPence: Pence,
    committedPence: Pence,
    paidPence: Pence,
  })
  .meta({
    id: 'PurseBalance',
    description: 'A part of a pot’s money that is kept apart. All parts add up to the pot.',
  })

const Stake = z
  .object({
    funder: FunderName,
    purse: PurseName,
    putInPence: Pence,
    takenBackPence: Pence,
    bornePence: Pence.meta({ description: 'Its share of the payments approved so far.' }),
  })
  .meta({ id: 'Stake', description: 'What one funder put into one purse and what became of it.' })

export const Pot = z
  .object({
    ...summary,
    purses: z.array(PurseBalance),
    stakes: z.array(Stake),
    rules: z.array(Rule).meta({ description: 'Every version, the latest first.' }),
    areas: z.array(RegisteredArea).meta({ description: 'Areas on the pot’s register.' }),
  })
  .meta({ id: 'Pot' })

export const PotParameters = PageParameters
export type PotParameters = z.output<typeof PotParameters>
