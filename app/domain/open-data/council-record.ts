import { z } from 'zod'
import { Count, Day } from './api-field.ts'
import { PageParameters, SlugParameter } from './page-request.ts'

const nations = ['England', 'Scotland', 'Wales', 'Northern Ireland'] as const

const Mayor = z
  .object({ name: z.string(), since: Day })
  .meta({ id: 'Mayor', description: 'Whoever is mayor of the area today.' })

const CouncilArea = z
  .object({
    gss: z.string(),
    slug: z.string(),
    name: z.string(),
    role: z.enum(['constituent', 'within-area']),
    mayor: Mayor.nullable(),
  })
  .meta({ id: 'CouncilArea', description: 'A combined authority that a council belongs to.' })

const Neighbour = z
  .object({ gss: z.string(), slug: z.string(), name: z.string(), on: Day, source: z.string() })
  .meta({
    id: 'CouncilSuccession',
    description: 'Another council, and the day the one took over from the other.',
  })

export const Council = z
  .object({
    gss: z
      .string()
      .meta({ description: 'Nine-character code of the Office for National Statistics.' }),
    slug: z.string(),
    name: z.string(),
    officialName: z.string().nullable(),
    type: z.string().meta({ description: 'Like county, unitary or combined-authority.' }),
    nation: z.enum(nations),
    region: z.string(),
    isUpperTier: z.boolean(),
    population: Count.nullable(),
    succeededBy: Neighbour.nullable().meta({
      description:
        'The council it became part of, or that answers for it since it was split. Its own code and slug stay.',
    }),
    alsoSucceededBy: z
      .array(Neighbour)
      .meta({ description: 'The other councils it was split into.' }),
    formerly: z
      .array(Neighbour)
      .meta({ description: 'Councils that became part of this one, or were split into it too.' }),
    areas: z.array(CouncilArea),
    combinedAuthority: z
      .object({ kind: z.string(), isMayoral: z.boolean(), mayor: Mayor.nullable() })
      .nullable()
      .meta({ description: 'What it is itself, if it is a combined authority.' }),
  })
  .meta({ id: 'Council' })

export const CouncilParameters = PageParameters.extend({
  nation: z.enum(nations, `Give a nation: ${nations.join(', ')}`).optional(),
  type: SlugParameter.meta({ description: 'A type of council, like county.' }),
  area: SlugParameter.meta({ description: 'Members of a combined authority, by its slug.' }),
})
export type CouncilParameters = z.output<typeof CouncilParameters>
