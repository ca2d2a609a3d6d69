import { z } from 'zod'
import { skillNames } from '../pledges/in-kind.ts'
import { ChallengeName, CouncilName, Instant, Pence } from './api-field.ts'
import { CouncilParameter, PageParameters, ReferenceParameter } from './page-request.ts'

export const InKindPledge = z
  .object({
    reference: z.string().meta({ description: 'Like IK-12.' }),
    challenge: ChallengeName,
    council: CouncilName,
    skill: z.enum(skillNames),
    about: z.string().meta({ description: 'What the council’s people would do.' }),
    days: z.int().min(1),
    dayRatePence: Pence.meta({ description: 'What the council says a day is worth.' }),
    rateSource: z.string().meta({ description: 'Where that figure is from.' }),
    worthPence: Pence.meta({ description: 'Days times that. It is no money: no total has it.' }),
    madeAt: Instant,
  })
  .meta({
    id: 'InKindPledge',
    description: 'Days of work a council offers. Offers that were withdrawn are not published.',
  })

export const InKindParameters = PageParameters.extend({
  challenge: ReferenceParameter,
  council: CouncilParameter,
})
export type InKindParameters = z.output<typeof InKindParameters>
