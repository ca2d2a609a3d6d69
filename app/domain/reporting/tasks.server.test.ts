import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { answerCondition } from '#app/domain/pledges/answer-condition.server.ts'
import { build } from '#tests/factories/index.ts'
import { listTasks } from './tasks.server.ts'

const homeOf = ({ organisationId }: Actor) =>
  db.organisation.findUniqueOrThrow({ where: { id: organisationId } })
const titles = async (actor: Actor) => (await listTasks(actor)).map(({ title }) => title)

test('a pledge waits for the finance approver of its own council, and for nobody else', async () => {
  const round = await build.round()
  const { by } = await build.pledge({
    round,
    amountPence: pounds(18_000),
    state: 'awaiting-approval',
  })
  const signs = await build.financeApprover({ organisation: await homeOf(by) })
  const task = `Sign a pledge of £18,000 to ${round.challenge.shortTitle}`

  expect(await titles(signs)).toContain(task)
  expect(await titles(by)).not.toContain(task)
  expect(await titles(await build.financeApprover())).toEqual([])
})

test('an approver who made the pledge does not sign it', async () => {
  const round = await build.round()
  const by = await build.financeApprover({ roles: ['officer', 'finance-approver'] })
  await build.pledge({ round, by, state: 'awaiting-approval' })

  expect(await titles(by)).toEqual([])
})

test('a draft of a pledge waits for officers of its council', async () => {
  const round = await build.round()
  const { by } = await build.pledge({ round, amountPence: pounds(5_000) })

  const [task] = await listTasks(by)

  expect(task).toMatchObject({
    title: `Finish a pledge of £5,000 to ${round.challenge.shortTitle}`,
    href: `/challenges/${round.challenge.slug}/pledge/check`,
  })
  expect(await titles(await build.officer())).toEqual([])
})

test('a condition in a council’s own words waits for the lead council until it is answered', async () => {
  const round = await build.round()
  const { id } = await build.pledge({
    round,
    state: 'awaiting-approval',
    conditions: { other: 'Welsh comes first' },
  })

  const [task] = await listTasks(round.by)
  expect(task).toMatchObject({ detail: '“Welsh comes first”' })
  expect(task?.status).toMatch(/^Answer by/)

  await answerCondition(round.by, id, { isMet: true, reply: 'It does.' })
  expect(await titles(round.by)).toEqual([])
})

test('nothing waits for somebody whose organisation has nothing going', async () => {
  for (const actor of [
    await build.member(),
    await build.fundManager(),
    await build.paymentApprover(),
    await build.operator(),
  ])
    expect(await listTasks(actor)).toEqual([])
})
