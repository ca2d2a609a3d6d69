import { expect, inject, test } from 'vitest'
import pg from 'pg'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { closeRound } from './close-round.server.ts'
import { replayPots } from './replay-pots.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

const slugOf = async (id: string) => (await db.pot.findUniqueOrThrow({ where: { id } })).slug

test('a pot’s history worked out again is what is stored, to the penny', async () => {
  await build.policy('collection-due-days', 30n)
  const round = await build.round({ targetPence: pounds(1_500) })
  const terms = {
    basisPoints: 5_000,
    minimumCouncils: 2,
    challengeCapPence: String(pounds(400)),
    bonus: { pence: String(pounds(50)), fromCouncils: 3 },
  }
  const pot = await build.pot({ for: round, terms, holds: pounds(500) })
  const gone = await build.committedPledge({ round, amountPence: pounds(300) })
  for (const sum of [200, 400]) await build.committedPledge({ round, amountPence: pounds(sum) })
  await withdrawPledge(gone.by, gone.id, { reason: '' })
  await build.committedPledge({ round, amountPence: pounds(700) })
  expect(await replayPots(await slugOf(pot.id))).toMatchObject({ differences: [] })

  await closeRound(round.by, round.id)

  const report = await replayPots()
  expect(report.differences).toEqual([])
  expect(report.matches).toBe(3)
}, 60_000)

test('a match that somebody changed is named, with its pot and pledge, and put right again', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round })
  const slug = await slugOf(pot.id)
  const pledge = await build.committedPledge({ round, amountPence: pounds(100) })
  await build.committedPledge({ round, amountPence: pounds(60) })
  expect((await replayPots(slug)).differences).toEqual([])

  const owner = new pg.Client({ connectionString: await ownerUrl() })
  await owner.connect()
  const match = await db.match.findFirstOrThrow({ where: { pledgeId: pledge.id } })
  const change = (pence: bigint) =>
    owner.query('update matches set amount_pence = $2 where id = $1', [match.id, String(pence)])
  await change(pounds(99))
  const { differences } = await replayPots(slug)
  await change(pounds(100))
  const working = JSON.stringify([{ step: 'pledged', pence: '1' }])
  await owner.query('update matches set working = $2 where id = $1', [match.id, working])
  const again = await replayPots(slug)
  await owner.query('update matches set working = $2 where id = $1', [
    match.id,
    JSON.stringify(match.working),
  ])
  await owner.end()

  expect(differences[0]).toMatchObject({
    pot: slug,
    pledge: `PL-${pledge.number}`,
    what: '9900 pence stored, 10000 by the rule',
  })
  expect(again.differences).toMatchObject([
    { pledge: `PL-${pledge.number}`, what: 'its working is not that of the rule' },
  ])
  expect((await replayPots(slug)).differences).toEqual([])
}, 60_000)

/** The database of this file, as whoever owns its tables. */
async function ownerUrl() {
  const [row] = await db.$queryRaw<{ name: string }[]>`select current_database() as name`
  const url = new URL(inject('adminUrl'))
  url.pathname = row?.name ?? ''
  return url.href
}
