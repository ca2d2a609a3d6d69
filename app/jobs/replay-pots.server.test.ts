import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { getPot } from '#app/domain/pots/queries.server.ts'
import { build } from '#tests/factories/index.ts'
import { asOwner } from '#tests/setup/owner.ts'
import { job } from './replay-pots.server.ts'

const alarms = () => db.outboxEmail.findMany({ where: { template: 'alarm-raised' } })

test('when a pot worked out again is not what is stored, every operator is told once that day', async () => {
  const operators = [await build.operator(), await build.operator()]
  const round = await build.round()
  await build.pot({ for: round })
  const pledge = await build.committedPledge({ round, amountPence: pounds(100) })
  await job.run({})
  expect(await alarms()).toEqual([])

  const store = (pence: bigint) =>
    asOwner('update matches set amount_pence = $2 where pledge_id = $1', [pledge.id, String(pence)])
  await store(pounds(99))
  await job.run({})
  await job.run({})
  await store(pounds(100))

  const told = await alarms()
  const people = await db.person.findMany({
    where: { id: { in: operators.map(({ personId }) => personId) } },
  })
  expect(told.map(({ toEmail }) => toEmail).sort()).toEqual(people.map(({ email }) => email).sort())
  expect(told[0]?.text).toContain(`PL-${pledge.number}, 9900 pence stored, 10000 by the rule`)
}, 60_000)

test('what came of it is on the page of each pot, of the last night alone', async () => {
  const [round, other] = [await build.round(), await build.round()]
  const [pot, untouched] = [await build.pot({ for: round }), await build.pot({ for: other })]
  const pledge = await build.committedPledge({ round, amountPence: pounds(100) })
  const store = (pence: bigint) =>
    asOwner('update matches set amount_pence = $2 where pledge_id = $1', [pledge.id, String(pence)])
  const shown = async (potId: string) => {
    const { slug } = await db.pot.findUniqueOrThrow({ where: { id: potId } })
    return (await getPot(slug)).lastReplay
  }
  expect(await shown(pot.id)).toBeNull()

  clock.set('2027-05-01T01:50:00Z')
  await store(pounds(99))
  await job.run({})
  expect(await shown(pot.id)).toMatchObject({ at: clock.now(), matchCount: 1 })
  expect((await shown(pot.id))?.differenceCount).toBeGreaterThan(0)
  expect(await shown(untouched.id)).toMatchObject({ matchCount: 0, differenceCount: 0 })

  clock.set('2027-05-02T01:50:00Z')
  await store(pounds(100))
  await job.run({})
  expect(await shown(pot.id)).toEqual({ at: clock.now(), matchCount: 1, differenceCount: 0 })
}, 60_000)
