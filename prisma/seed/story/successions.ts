import { transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { createCouncil } from '#app/domain/organisations/create-council.server.ts'
import { confirmSuccession } from '#app/domain/successions/confirm-succession.server.ts'
import { proposeSuccession } from '#app/domain/successions/propose-succession.server.ts'
import type { Cast } from './cast.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** As the Office for National Statistics had them until 1 April 2023. */
const districts = [
  { name: 'Craven', gss: 'E07000163' },
  { name: 'Hambleton', gss: 'E07000164' },
  { name: 'Harrogate', gss: 'E07000165' },
  { name: 'Richmondshire', gss: 'E07000166' },
  { name: 'Ryedale', gss: 'E07000167' },
  { name: 'Scarborough', gss: 'E07000168' },
  { name: 'Selby', gss: 'E07000169' },
]

/** One reorganisation that has happened, as the law has it, and one that is made up and waits. */
export function successionHappenings(cast: Cast): Happening[] {
  const [marcus, sunita] = [cast.named('marcus-hale'), cast.named('sunita-rao')]
  return [
    {
      at: on(350, '10:00'),
      what: 'the districts of North Yorkshire became part of one council',
      async tell() {
        await addDistricts()
        const { id } = await proposeSuccession(marcus, {
          operationKey: newId(),
          kind: 'here',
          predecessors: districts.map(({ gss }) => gss),
          successor: 'north-yorkshire',
          vestsOn: '2023-04-01',
          source: 'The North Yorkshire (Structural Changes) Order 2022, SI 2022/328',
          sourceUrl: 'https://www.legislation.gov.uk/uksi/2022/328/contents/made',
        })
        await confirmSuccession(sunita, id)
      },
    },
    {
      at: on(6, '15:00'),
      what: 'a succession is proposed',
      tell: () =>
        proposeSuccession(marcus, {
          operationKey: newId(),
          kind: 'here',
          predecessors: ['darlington'],
          successor: 'powys',
          vestsOn: dayOn(-300),
          source: 'Made up for the demonstration: there is no such order',
          sourceUrl: undefined,
        }),
    },
  ]
}

const addDistricts = () =>
  transaction(async (tx) => {
    const type = 'non-metropolitan-district'
    const place = { nation: 'England', region: 'Yorkshire and The Humber' }
    for (const district of districts) await createCouncil(tx, { ...district, type, ...place })
  })
