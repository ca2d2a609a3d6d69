import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { lowerPledge } from './lower-pledge.server.ts'
import { tellLeadOfChange } from './tell-lead.server.ts'
import { topUpPledge } from './top-up-pledge.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

type Asked = { key: string; pledgeId: string; fromPence: string; toPence: string }

/** Does what was asked of the worker about these pledges, and gives what was written to whom. */
async function work(...pledgeIds: string[]) {
  const asked = await db.$queryRaw<{ payload: Asked }[]>`
    select payload from graphile_worker._private_jobs jobs
      join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
    where tasks.identifier = 'tell-lead-of-change' and payload ->> 'pledgeId' = any (${pledgeIds}) order by jobs.id`
  for (const { payload } of asked) {
    const { fromPence, toPence, ...rest } = payload
    const change = { ...rest, fromPence: BigInt(fromPence), toPence: BigInt(toPence) }
    await tellLeadOfChange(change)
    await tellLeadOfChange(change)
  }
  const mails = await Promise.all(
    asked.map(({ payload }) =>
      db.outboxEmail.findMany({
        where: { idempotencyKey: { startsWith: `pledge-changed:${payload.key}:` } },
      }),
    ),
  )
  return mails.flat()
}

test('the lead council hears once of each withdrawal, lowering and top-up, from what to what', async () => {
  const round = await build.round({ targetPence: pounds(50_000) })
  const { id, by } = await build.committedPledge({ round, amountPence: pounds(10_000) })
  const topUp = {
    ...{ ...build.accepted, operationKey: newId() },
    ...{ fromPence: pounds(10_000), amount: pounds(14_000) },
  }
  await topUpPledge(by, id, topUp)
  const lowering = { operationKey: newId(), amount: pounds(12_000) }
  await lowerPledge(by, id, lowering)
  await lowerPledge(by, id, lowering)
  await withdrawPledge(by, id, { reason: '' })
  await withdrawPledge(by, id, { reason: '' })

  const mails = await work(id, topUp.operationKey)

  const name = by.organisationName
  expect(mails.map(({ text }) => /(\w+ its pledge [^.]*?) to “/.exec(text)?.[1])).toEqual([
    'raised its pledge from £10,000 to £14,000',
    'lowered its pledge from £14,000 to £12,000',
    'withdrew its pledge of £12,000',
  ])
  expect(mails.every(({ toName }) => toName === round.by.personName)).toBe(true)
  expect(mails.every(({ text }) => text.includes(name))).toBe(true)
  expect(mails.at(-1)?.text).toContain('£0 of £50,000 pledged and matched, by 0 councils')
})

test('a council that is not named yet is not named to the lead, and what was never signed tells nobody', async () => {
  const round = await build.round()
  const shy = await build.committedPledge({ round })
  await db.pledge.update({ where: { id: shy.id }, data: { isNameShown: false } })
  await withdrawPledge(shy.by, shy.id, { reason: '' })
  const draft = await build.pledge({ round })
  await withdrawPledge(draft.by, draft.id, { reason: '' })

  const mails = await work(shy.id, draft.id)

  expect(mails).toHaveLength(1)
  expect(mails[0]?.text).toContain('A council that is not named yet withdrew its pledge')
  expect(mails[0]?.text).not.toContain(shy.by.organisationName)
})
