import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { sealJournals } from '../ledger/seal-journals.server.ts'
import { withdrawPledge } from '../pledges/withdraw-pledge.server.ts'
import { getHomeFigures, listActivity, listSolutions } from './home.server.ts'
import { getTileMap, listInvolvedCouncils } from './tile-map.server.ts'

test('an empty portal has figures of nothing, not errors', async () => {
  expect(await getHomeFigures()).toMatchObject({
    pledgedPence: 0n,
    firstPledgeAt: null,
    matchedPence: 0n,
    pledgingCouncils: 0,
    funded: 0,
  })
  expect([await listActivity(4), await listSolutions(3)]).toEqual([[], []])
  expect(await getTileMap()).toEqual({
    tiles: [],
    percentServed: 0,
    pledged: 0,
    sharesOnly: 0,
  })
})

test('what councils have pledged is the same before it is noted, after, and when half of it is', async () => {
  const round = await build.round()
  const [kent, leeds] = [
    await build.committedPledge({ round }),
    await build.committedPledge({ round }),
  ]
  const two = { pledgedPence: pounds(20_000), pledgingCouncils: 2 }

  expect(await getHomeFigures()).toMatchObject(two)
  await sealJournals()
  expect(await getHomeFigures()).toMatchObject(two)

  await withdrawPledge(kent.by, kent.id, { reason: '' })
  await build.committedPledge({
    round: await build.round(),
    by: leeds.by,
    amountPence: pounds(500),
  })
  const one = { pledgedPence: pounds(10_500), pledgingCouncils: 1 }

  expect(await getHomeFigures()).toMatchObject(one)
  await sealJournals()
  expect(await getHomeFigures()).toMatchObject(one)
})

test('a challenge’s map shows its own councils, and activity names who posted and who joined', async () => {
  const kent = await build.council({ name: 'Kent' })
  await db.council.update({ where: { id: kent.id }, data: { tileColumn: 3, tileRow: 4 } })
  const challenge = await build.challenge({ title: 'Tuba' })
  await build.coSignature({
    challengeId: challenge.id,
    by: await build.officer({ organisation: kent }),
  })
  const other = await build.challenge()

  expect((await getTileMap(challenge.id)).tiles).toMatchObject([{ name: 'Kent', state: 'shares' }])
  expect((await getTileMap(other.id)).tiles).toMatchObject([{ name: 'Kent', state: 'none' }])
  expect((await listInvolvedCouncils(challenge.id)).map(({ name }) => name)).toContain('Kent')
  const activity = (await listActivity(10)).filter(({ slug }) => slug === challenge.slug)
  expect(activity.map(({ kind }) => kind).sort()).toEqual(['posted', 'shares'])
})

test('D10: a draft shows nowhere', async () => {
  const draft = await build.challenge({ stage: 'draft' })

  expect((await listActivity(50)).some(({ challenge }) => challenge === draft.title)).toBe(false)
})
