import { z } from 'zod'
import { limits } from '../pots/match-step.ts'
import { ChallengeName, CouncilName, Instant, Pence, PotName, PurseName } from './api-field.ts'
import {
  CouncilParameter,
  PageParameters,
  ReferenceParameter,
  SinceParameter,
  SlugParameter,
} from './page-request.ts'

const ConditionTerms = z
  .object({
    minimumCouncils: z.int().nullable().meta({ description: 'Itself counted in.' }),
    minimumPledgedPence: Pence.nullable().meta({
      description: 'From all councils, itself counted in, without match.',
    }),
    mostOfTotalBasisPoints: z.int().nullable().meta({
      description: 'At most this part of all that councils pledge. 10,000 is all of it.',
    }),
    asMuchAs: z.string().nullable().meta({ description: 'At most what this council pledges.' }),
    minimumOtherCouncilsInRegion: z.int().nullable(),
  })
  .meta({ id: 'ConditionTerms', description: 'The conditions that hang on other pledges.' })

export const Pledge = z
  .object({
    reference: z.string().meta({ description: 'Like PL-2047.' }),
    topsUp: z.string().nullable().meta({
      description:
        'The earlier pledge of the same council that this one adds to; null for a first.',
    }),
    challenge: ChallengeName,
    council: CouncilName.nullable().meta({
      description: 'Null when the council asked not to be named before the target is met.',
    }),
    amountPence: Pence.meta({
      description: 'The most it can be now; once called, what its conditions came to.',
    }),
    matchedPence: Pence.meta({ description: 'What all pots together add to it.' }),
    fundingType: z.enum(['revenue', 'capital', 'flexible-receipts', 'grant']),
    state: z.enum(['committed', 'called']).meta({
      description: 'Called once the round is funded and the money is asked for.',
    }),
    conditions: z.array(z.string()).meta({
      description: 'What must hold when pledging closes for it to count.',
    }),
    conditionTerms: ConditionTerms,
    closingReason: z.string().nullable().meta({
      description: 'Why it counted when pledging closed, and at what sum.',
    }),
    committedAt: Instant,
  })
  .meta({
    id: 'Pledge',
    description:
      'Money a council has committed. Pledges that wait, were withdrawn or lapsed are not published.',
  })

export const PledgeParameters = PageParameters.extend({
  challenge: ReferenceParameter,
  council: CouncilParameter,
  since: SinceParameter.meta({ description: 'Committed since this day or instant.' }),
})
export type PledgeParameters = z.output<typeof PledgeParameters>

const steps = [
  'pledged',
  'rate',
  'band',
  'place',
  'bonus',
  'target-share',
  'standing',
  'lowered',
  'strength',
  'capped',
  'excess',
  'part',
] as const

const WorkingStep = z
  .object({
    step: z.enum([...steps, ...limits]).meta({
      description: 'What is looked at: the pledge, the rate, then each limit in turn.',
    }),
    basisPoints: z.int().optional().meta({ description: '10,000 is pound for pound.' }),
    abovePence: Pence.optional().meta({ description: 'Where a band of the pledge begins.' }),
    toPence: Pence.nullable().optional().meta({ description: 'Where the band ends, if it does.' }),
    place: z.int().optional().meta({ description: 'Which council to pledge this one is.' }),
    bonusPence: Pence.optional(),
    councils: z.int().optional().meta({
      description: 'How many the bonus waits for, or a share is split over.',
    }),
    targetPence: Pence.optional(),
    standingPence: Pence.optional().meta({ description: 'What a top-up came on top of.' }),
    alreadyPence: Pence.optional().meta({ description: 'What the rule adds to that.' }),
    amountPence: Pence.optional().meta({ description: 'What the pledge was lowered to.' }),
    wantedPence: Pence.optional().meta({ description: 'What the rule adds to the lower sum.' }),
    strengthPence: Pence.optional().meta({
      description: 'Of a pot shared out: (Σ√c)² − Σc over the pledges c to the challenge.',
    }),
    ofStrengthPence: Pence.optional().meta({ description: 'The same of all challenges together.' }),
    sharedPence: Pence.optional().meta({ description: 'What went by strength.' }),
    ofPledgedPence: Pence.optional().meta({ description: 'All pledges the share is split over.' }),
    capPence: Pence.nullable()
      .optional()
      .meta({ description: 'The limit, where the rule has one.' }),
    roomPence: Pence.optional().meta({ description: 'What was left of the limit.' }),
    pence: Pence.meta({ description: 'The match after this step.' }),
  })
  .meta({ id: 'WorkingStep' })

export const Match = z
  .object({
    pledge: z.string().meta({ description: 'Reference of the pledge it was added to.' }),
    challenge: ChallengeName,
    pot: PotName,
    purse: PurseName,
    ruleVersion: z.int().min(1),
    area: z
      .string()
      .nullable()
      .meta({ description: 'The mayoral area whose limit it counts towards.' }),
    wantedPence: Pence.meta({ description: 'What the rule asks for before the limits.' }),
    amountPence: Pence,
    boundBy: z
      .string()
      .nullable()
      .meta({ description: 'The limit that made it less, if one did.' }),
    working: z.array(WorkingStep),
    workingInWords: z.array(z.string()),
    state: z.enum(['reserved', 'committed']),
    reservedAt: Instant,
    committedAt: Instant.nullable(),
  })
  .meta({
    id: 'Match',
    description: 'What a pot adds to a pledge. Released matches are not published.',
  })

export const MatchParameters = PageParameters.extend({
  challenge: ReferenceParameter,
  pot: SlugParameter.meta({ description: 'A pot, by its slug.' }),
  since: SinceParameter.meta({ description: 'Reserved since this day or instant.' }),
})
export type MatchParameters = z.output<typeof MatchParameters>
