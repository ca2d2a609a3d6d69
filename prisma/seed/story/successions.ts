import { transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { createCouncil } from '#app/domain/organisations/create-council.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { registerFunder } from '#app/domain/organisations/register-funder.server.ts'
import { addSuccessor } from '#app/domain/successions/add-successor.server.ts'
import { assignPeople } from '#app/domain/successions/assign-people.server.ts'
import { confirmSuccession } from '#app/domain/successions/confirm-succession.server.ts'
import { openAssignments } from '#app/domain/successions/people-queries.server.ts'
import { proposeSuccession } from '#app/domain/successions/propose-succession.server.ts'
import { kindNames } from '#app/domain/successions/succession.ts'
import { proposeTakeover } from '#app/domain/successions/propose-takeover.server.ts'
import type { Cast } from './cast.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** As the Office for National Statistics had them until 1 April 2023, like Cumbria below. */
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
          isSplit: false,
          joinsAreas: true,
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
      at: on(349, '10:00'),
      what: 'Cumbria was split into two councils',
      tell: () => splitCumbria(marcus, sunita),
    },
    { at: on(5, '15:00'), what: 'a split is proposed', tell: () => proposeSplit(marcus) },
    ...firmHappenings(marcus, sunita),
    ...fundersHappenings(marcus, sunita),
    {
      at: on(6, '15:00'),
      what: 'a succession is proposed',
      tell: () =>
        proposeSuccession(marcus, {
          operationKey: newId(),
          kind: 'here',
          isSplit: false,
          joinsAreas: true,
          predecessors: ['darlington'],
          successor: 'powys',
          vestsOn: dayOn(-300),
          source: 'Made up for the demonstration: there is no such order',
          sourceUrl: undefined,
        }),
    },
  ]
}

/** As the register of a department's bodies might say of it. Made up; its charity number is given to nobody. */
const placesFund = {
  name: 'Digital Places Fund',
  kind: 'charity',
  identifier: 'GB-CHC-9900107',
  about: 'Made up for this demonstration. Paid for what market towns share.',
  source: 'Its entry in the register of charities; rang the number given there.',
  field: 'charityNumber',
} as const

/** One funder that has become part of another, and one that is to. All made up. */
const fundersHappenings = (marcus: Actor, sunita: Actor): Happening[] => [
  {
    at: on(60, '11:00'),
    what: 'a funder became part of another',
    async tell() {
      await registerFunder(marcus, placesFund)
      await takeOver([marcus, sunita], {
        ...{ kind: 'funder', predecessors: [placesFund.name], vestsOn: dayOn(60) },
        successor: 'office-for-digital-devolution',
      })
    },
  },
  {
    at: on(1, '11:00'),
    what: 'a funder is to become part of another',
    tell: () =>
      proposeMadeUp(marcus, {
        ...{ kind: 'funder', predecessors: ['Harbour Foundation'], vestsOn: dayOn(-200) },
        successor: 'shared-solutions-trust',
      }),
  },
]

/** One firm that has become part of another, and one whose running contract waits for its lead council. All made up. */
const firmHappenings = (marcus: Actor, sunita: Actor): Happening[] => [
  {
    at: on(40, '11:00'),
    what: 'a firm became part of another',
    tell: () =>
      takeOver([marcus, sunita], {
        kind: 'supplier',
        predecessors: ['Harbour Lane Data Ltd'],
        successor: 'nestbox-data',
        vestsOn: dayOn(40),
      }),
  },
  {
    at: on(4, '11:00'),
    what: 'a firm with a running contract is to become part of another',
    tell: () =>
      takeOver([marcus, sunita], {
        kind: 'supplier',
        predecessors: ['kestrel-works'],
        successor: 'hopscotch-systems',
        vestsOn: dayOn(-90),
      }),
  },
]

type MadeUp = {
  kind: 'supplier' | 'funder'
  predecessors: string[]
  successor: string
  vestsOn: string
}

async function takeOver([marcus, sunita]: [Actor, Actor], madeUp: MadeUp) {
  const { id } = await proposeMadeUp(marcus, madeUp)
  await confirmSuccession(sunita, id)
}

const proposeMadeUp = (operator: Actor, madeUp: MadeUp) =>
  proposeTakeover(operator, {
    ...{ operationKey: newId(), ...madeUp },
    source: `Made up for the demonstration: there are no such ${kindNames[madeUp.kind]}`,
    sourceUrl: undefined,
  })

async function proposeSplit(marcus: Actor) {
  const { id } = await proposeSuccession(marcus, {
    ...{
      operationKey: newId(),
      kind: 'here',
      isSplit: true,
      joinsAreas: true,
      vestsOn: dayOn(-500),
    },
    predecessors: ['newport'],
    successor: 'torfaen',
    source: 'Made up for the demonstration: there is no such order',
    sourceUrl: undefined,
  })
  const to = await nameOther(marcus, id, 'monmouthshire')
  const [first] = (await openAssignments(marcus, id, 1)).people
  if (first) await assignPeople(marcus, id, [{ membershipId: first.id, to }])
}

async function splitCumbria(marcus: Actor, sunita: Actor) {
  await addCounty()
  const { id } = await proposeSuccession(marcus, {
    ...{
      operationKey: newId(),
      kind: 'here',
      isSplit: true,
      joinsAreas: true,
      vestsOn: '2023-04-01',
    },
    predecessors: [cumbria.gss],
    successor: 'cumberland',
    source:
      'The Cumbria (Structural Changes) Order 2022, SI 2022/331. Which council answers is made up for the demonstration',
    sourceUrl: 'https://www.legislation.gov.uk/uksi/2022/331/contents/made',
  })
  await nameOther(marcus, id, 'westmorland-and-furness')
  await confirmSuccession(sunita, id)
}

const cumbria = { name: 'Cumbria', gss: 'E10000006' }

async function nameOther(actor: Actor, id: string, successor: string) {
  const operationKey = newId()
  await addSuccessor(actor, id, { operationKey, kind: 'here', successor })
  return operationKey
}

const addCounty = () =>
  transaction((tx) =>
    createCouncil(tx, { ...cumbria, type: 'county', nation: 'England', region: 'North West' }),
  )

const addDistricts = () =>
  transaction(async (tx) => {
    const type = 'non-metropolitan-district'
    const place = { nation: 'England', region: 'Yorkshire and The Humber' }
    for (const district of districts) await createCouncil(tx, { ...district, type, ...place })
  })
