import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { makePledge } from './make-pledge.server.ts'
import { listMatches } from './match-queries.server.ts'
import { findPublicPledge } from './pledge-queries.server.ts'
import { pledgeReference } from './pledge.ts'
import { previewMatch } from './preview-match.server.ts'
import { findFunding, listPublicPledges } from './queries.server.ts'

// Every figure below is on the pages of the designs (03-challenge, 04-pledge), worked out there by hand.
const pledges: [council: string, pounds: number][] = [
  ['Hertfordshire', 30_000],
  ['Leeds', 24_500],
  ['Manchester', 20_000],
  ['Kent', 20_000],
  ['Essex', 18_000],
  ['Bradford', 15_000],
  ['Glasgow City', 15_000],
  ['Kirklees', 12_000],
  ['Stockport', 8_000],
  ['Oldham', 6_000],
  ['Sefton', 8_000],
  ['Hackney', 9_000],
  ['Camden', 7_000],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((place): [string, number] => [`Council ${place}`, 9_500]),
]
const areas: [name: string, members: string[], isRegistered: boolean][] = [
  ['West Yorkshire', ['Leeds', 'Bradford', 'Kirklees'], true],
  ['Greater Manchester', ['Manchester', 'Stockport', 'Oldham'], true],
  ['Liverpool City Region', ['Sefton'], true],
  ['London', ['Hackney', 'Camden'], false],
  ['South Yorkshire', ['Sheffield'], true],
]

async function childcare() {
  const limitPence = pounds(100_000)
  const officers = new Map<string, Awaited<ReturnType<typeof build.officer>>>()
  for (const [name] of [...pledges, ['Sheffield', 0] as const]) {
    const organisation = await build.council({ name })
    officers.set(name, await build.officer({ organisation, limitPence }))
  }
  const officerOf = (name: string) => officers.get(name) ?? expect.fail(name)
  const round = await build.round({ by: officerOf('Hertfordshire'), minimumCouncils: 10 })
  const seed = await build.pot({
    for: round,
    name: 'Seed Fund',
    holds: pounds(5_000_000),
    terms: { basisPoints: 2_500, minimumCouncils: 10, challengeCapPence: String(pounds(75_000)) },
  })
  const dividend = await build.pot({
    for: round,
    name: 'Digital Devolution Dividend',
    holds: pounds(350_000_000),
    terms: {
      who: { areaRegister: true },
      areaCapPence: String(pounds(50_000)),
      challengeCapPence: String(pounds(250_000)),
    },
  })
  for (const [name, members, isRegistered] of areas) {
    const ids = members.map((member) => officerOf(member).organisationId)
    const area = await build.combinedAuthority({ name, members: ids })
    await build.registeredArea({
      pot: dividend,
      areaId: area.id,
      status: isRegistered ? 'registered' : 'no-strategy',
    })
  }
  for (const [name, sum] of pledges)
    await build.committedPledge({ round, by: officerOf(name), amountPence: pounds(sum) })
  return { round, seed, dividend, officerOf }
}

test('21 pledges bring the match of the designs, and the next one what its preview said', async () => {
  const { round, officerOf } = await childcare()

  expect(await findFunding(round.challengeId)).toMatchObject({
    pledgedPence: pounds(268_500),
    matchedPence: pounds(159_125),
    remainingPence: pounds(52_375),
    councilCount: 21,
  })
  const { groups, totalPence } = await listMatches(round.challengeId)
  expect(totalPence).toBe(pounds(159_125))
  expect(
    groups.map(({ potName, areaName, amountPence, sentence }) => [
      areaName ? `${potName}: ${areaName}` : potName,
      amountPence,
      sentence,
    ]),
  ).toEqual([
    [
      'Seed Fund',
      pounds(67_125),
      '25p for every £1 of £268,500 pledged. The limit is £75,000 a challenge, so £7,875 is left.',
    ],
    [
      'Digital Devolution Dividend: West Yorkshire',
      pounds(50_000),
      'Leeds, Bradford and Kirklees pledged £51,500. £1 for £1, stopped at the £50,000 limit for one area.',
    ],
    [
      'Digital Devolution Dividend: Greater Manchester',
      pounds(34_000),
      'Manchester, Stockport and Oldham pledged £34,000.',
    ],
    ['Digital Devolution Dividend: Liverpool City Region', pounds(8_000), 'Sefton pledged £8,000.'],
    [
      'Digital Devolution Dividend: London',
      0n,
      'Hackney and Camden pledged £16,000. The area has no digital strategy on the register yet.',
    ],
  ])

  const { number } = await db.pledge.findFirstOrThrow({
    where: { roundId: round.id, council: { organisation: { name: 'Kirklees' } } },
  })
  const kirklees = await findPublicPledge(pledgeReference(number))
  const ofArea = kirklees?.matches.find(({ areaName }) => areaName === 'West Yorkshire')
  expect(ofArea?.working).toEqual([
    '£12,000 pledged.',
    'Pound for pound: £12,000.',
    '£10,500 left of £50,000 an area: £10,500.',
  ])
  const { pledges: listed } = await listPublicPledges(round.challengeId, { limit: 2 })
  expect(listed).toMatchObject([
    { councilName: 'Hertfordshire', isLead: true, amountPence: pounds(30_000) },
    { councilName: 'Leeds', areaName: 'West Yorkshire', isLead: false },
  ])
  const leeds = officerOf('Leeds').organisationId
  expect(
    await db.match.count({ where: { councilId: leeds, challengeId: round.challengeId } }),
  ).toBe(2)

  const sheffield = officerOf('Sheffield')
  const preview = await previewMatch(sheffield, round.id, {
    amountPence: pounds(22_000),
    fundingType: 'revenue',
  })
  expect(preview.pots).toMatchObject([
    {
      amountPence: pounds(5_500),
      sentence: '25p for every £1. £7,875 is left for this challenge.',
    },
    {
      amountPence: pounds(22_000),
      sentence:
        '£1 for every £1, because South Yorkshire is on the register. First pledge from your area.',
    },
  ])
  expect(preview).toMatchObject({
    addedPence: pounds(49_500),
    totalPence: pounds(477_125),
    leftToFindPence: pounds(2_875),
  })

  const pledge = await build.pledge({ round, by: sheffield, amountPence: pounds(22_000) })
  await makePledge(sheffield, pledge.id, build.accepted)
  expect(await findFunding(round.challengeId)).toMatchObject({
    pledgedPence: pounds(290_500),
    matchedPence: pounds(186_625),
    remainingPence: pounds(2_875),
  })
})
