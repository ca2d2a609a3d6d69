import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { sealJournals } from '../ledger/seal-journals.server.ts'
import { withdrawPledge } from '../pledges/withdraw-pledge.server.ts'
import { readFilters } from './challenge-filters.ts'
import { listPublicChallenges } from './list-public-challenges.server.ts'
import { noteList } from './note-list.server.ts'

const now = '2027-09-14T09:00:00Z'
const read = (address: string) => listPublicChallenges(readFilters(new URLSearchParams(address)))
const readAll = (addresses: string[]) => Promise.all(addresses.map(read))

/** Challenges of every kind the filters tell apart, some with pledges and a pot's match. */
async function fill() {
  const welsh = await build.officer({ organisation: await build.council({ nation: 'Wales' }) })
  const heading = await build.serviceFunction({ name: 'Waste' })
  for (const stage of ['gathering', 'funded', 'lapsed', 'awarded'] as const)
    await build.challenge({ stage, title: `Badger ${stage}`, serviceFunctionId: heading.id })
  await build.challenge({ by: welsh, title: 'Badger in Wales' })
  const closings = ['2027-09-20T16:00:00Z', '2027-10-05T22:59:00Z', '2027-12-01T17:00:00Z']
  for (const [place, closesAt] of closings.entries()) {
    const round = await build.round({ title: `Badger ${place}`, closesAt: new Date(closesAt) })
    const pot = await build.pot({ for: round, name: `Sett ${place}` })
    await build.committedPledge({ round, amountPence: pounds(10_000 * (place + 1)) })
    if (place === 1) await build.coSignature({ challengeId: round.challengeId, by: welsh })
    expect(pot.id).toBeTruthy()
  }
  return { area: heading.id }
}

test('a list answers the same from what is noted and from what is not', async () => {
  clock.set(now)
  const { area } = await fill()
  const pots = await db.pot.findMany({ select: { slug: true } })
  const addresses = [
    ...[
      '',
      'page=2',
      'sort=target',
      'sort=councils',
      'sort=newest',
      'q=badger',
      'q=badger&sort=closing',
    ],
    ...[
      'stage=pooling',
      'stage=closing-soon&stage=lapsed',
      'closing=14',
      'closing=90&nation=Wales',
    ],
    ...[`area=${area}`, `area=${area}&stage=funded&q=badger`, 'nation=Wales&nation=England'],
    ...[`pot=${pots[0]?.slug}`, `pot=${pots[0]?.slug}&pot=${pots[1]?.slug}&sort=target`, 'page=9'],
  ]
  const before = await readAll(addresses)

  await sealJournals()
  expect(await noteList()).toBe(8)
  const noted = await readAll(addresses)
  await db.$executeRaw`
    insert into list_changes (challenge_id) select challenge_id from listed_challenges where number % 2 = 0`
  const mixed = await readAll(addresses)

  expect(noted).toEqual(before)
  expect(mixed).toEqual(before)
  expect(await noteList()).toBe(4)
  expect(await noteList()).toBe(0)
})

test('what changed since the list was noted is in it at once', async () => {
  const round = await build.round({ title: 'Narwhal counts' })
  await build.pot({ for: round, name: 'Tusk' })
  await sealJournals()
  await noteList()

  const { id, by } = await build.committedPledge({ round, amountPence: pounds(5_000) })
  const scottish = await build.officer({
    organisation: await build.council({ nation: 'Scotland' }),
  })
  await build.coSignature({ challengeId: round.challengeId, by: scottish })

  const pledged = await read('nation=Scotland&sort=target')
  expect(pledged.challenges[0]).toMatchObject({ sharers: 3, pledgedPence: pounds(5_000) })
  expect(pledged.facets.pot).toContainEqual(expect.objectContaining({ label: 'Tusk', count: 1 }))
  await withdrawPledge(by, id, { reason: '' })
  const withdrawn = await read('nation=Scotland&sort=target')
  expect(withdrawn.challenges[0]).toMatchObject({ sharers: 2, pledgedPence: 0n, pots: [] })
  expect(withdrawn.facets.pot.find(({ label }) => label === 'Tusk')).toBeUndefined()
})

test('a change while the list is noted is not lost', async () => {
  const { id } = await build.challenge({ title: 'Ocelot' })
  await noteList()

  await Promise.all([
    noteList(),
    build.coSignature({ challengeId: id }),
    noteList(),
    build.coSignature({ challengeId: id }),
    noteList(),
  ])

  const { challenges } = await read('q=ocelot')
  expect(challenges[0]?.sharers).toBe(3)
})
