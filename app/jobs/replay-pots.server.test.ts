import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
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
