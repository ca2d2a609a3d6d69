import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { readFilters } from './challenge-filters.ts'
import { listPublicChallenges } from './list-public-challenges.server.ts'

const now = '2027-09-14T09:00:00Z'

/** Titles found by an address, in order. */
async function found(search: string) {
  const { challenges } = await listPublicChallenges(readFilters(new URLSearchParams(search)))
  return challenges.map(({ title }) => title)
}
const facetsOf = async (search: string) =>
  (await listPublicChallenges(readFilters(new URLSearchParams(search)))).facets

type Round = { closesAt: string; target?: number; pledged?: number }

/** A challenge that is open for pledges, with one pledge when there is a sum. */
async function pooling(title: string, { closesAt, target = 100_000, pledged = 0 }: Round) {
  const targetPence = pounds(target)
  const round = await build.round({ title, targetPence, closesAt: new Date(closesAt) })
  if (pledged) await build.committedPledge({ round, amountPence: pounds(pledged) })
}

test('open challenges come first, what closes soonest at the top', async () => {
  clock.set(now)
  await build.challenge({ title: 'Xylophone gathering' })
  await build.challenge({ title: 'Xylophone funded', stage: 'funded' })
  await pooling('Xylophone later', { closesAt: '2027-12-01T17:00:00Z' })
  await pooling('Xylophone sooner', { closesAt: '2027-09-30T16:00:00Z' })

  expect(await found('q=xylophone&sort=closing')).toEqual([
    'Xylophone sooner',
    'Xylophone later',
    'Xylophone gathering',
    'Xylophone funded',
  ])
})

test('closing soon means within three weeks, and is counted apart from open', async () => {
  clock.set(now)
  await pooling('Yodel at 21 days', { closesAt: '2027-10-05T22:59:00Z' })
  await pooling('Yodel at 22 days', { closesAt: '2027-10-05T23:00:00Z' })

  expect(await found('q=yodel&stage=closing-soon')).toEqual(['Yodel at 21 days'])
  expect(await found('q=yodel&stage=pooling')).toEqual(['Yodel at 22 days'])
  const { stage } = await facetsOf('q=yodel&stage=pooling')
  expect(stage.map(({ value, count }) => [value, count])).toEqual([
    ['closing-soon', 1],
    ['pooling', 1],
  ])
})

test('closest to target is the share of the target, match and pledges together', async () => {
  clock.set(now)
  const closesAt = '2027-12-01T17:00:00Z'
  await pooling('Zither small', { closesAt, target: 10_000, pledged: 9_000 })
  await pooling('Zither large', { closesAt, target: 900_000, pledged: 90_000 })

  expect(await found('q=zither&sort=target')).toEqual(['Zither small', 'Zither large'])
})

test('D10: drafts are never found', async () => {
  const draft = await build.challenge({ title: 'Quokka register', stage: 'draft' })

  expect(await found('q=quokka')).toEqual([])
  expect(await found(`q=SO-${draft.number}`)).toEqual([])
})

test('a challenge is found by its words, misspelt too, its council or its reference', async () => {
  const by = await build.officer({ organisation: await build.council({ name: 'Penguinshire' }) })
  const { number } = await build.challenge({ by, title: 'Marmalade permits', summary: 'Kumquats' })

  for (const q of [
    'marmalade',
    'permit marmalade',
    'marmelade',
    'kumquat',
    'penguins',
    `SO-${number}`,
  ])
    expect(await found(`q=${q}`), q).toContain('Marmalade permits')
  expect(await found("q='%_(")).not.toContain('Marmalade permits')
})

test('each filter narrows the list and counts what it would find with the others', async () => {
  const heading = await build.serviceFunction({ name: 'Housing' })
  const area = await build.serviceFunction({ name: 'Homelessness', parentId: heading.id })
  const welsh = await build.officer({ organisation: await build.council({ nation: 'Wales' }) })
  const inArea = { serviceFunctionId: area.id }
  await build.challenge({ ...inArea, title: 'Velociraptor one' })
  await build.challenge({ ...inArea, by: welsh, title: 'Velociraptor two' })
  await build.challenge({ by: welsh, title: 'Velociraptor three' })

  expect(await found(`q=velociraptor&area=${heading.id}&nation=Wales`)).toEqual([
    'Velociraptor two',
  ])
  const facets = await facetsOf(`q=velociraptor&area=${heading.id}&nation=Wales`)
  expect(facets.area.find(({ label }) => label === 'Housing')?.count).toBe(1)
  expect(facets.nation).toEqual([
    { value: 'England', label: 'England', count: 1 },
    { value: 'Wales', label: 'Wales', count: 1 },
  ])
})

test('a long list comes in pages that do not overlap', async () => {
  for (let place = 0; place < 12; place++) await build.challenge({ title: `Wombat ${place}` })
  const read = (page: number) =>
    listPublicChallenges(readFilters(new URLSearchParams(`q=wombat&page=${page}`)))

  const [first, second, third] = [await read(1), await read(2), await read(3)]

  expect([first.challenges.length, second.challenges.length, third.challenges.length]).toEqual([
    10, 2, 0,
  ])
  expect(first.total).toBe(12)
  expect(new Set([...first.challenges, ...second.challenges].map(({ id }) => id)).size).toBe(12)
})

test('a council that took its co-signature back no longer counts', async () => {
  const challenge = await build.challenge({ title: 'Ukulele lending' })
  await build.coSignature({ challengeId: challenge.id })
  const { id } = await build.coSignature({ challengeId: challenge.id })
  await db.coSignature.update({ where: { id }, data: { withdrawnAt: clock.now() } })

  const { challenges } = await listPublicChallenges(readFilters(new URLSearchParams('q=ukulele')))

  expect(challenges[0]?.sharers).toBe(2)
})
