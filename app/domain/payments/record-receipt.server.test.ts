import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatNumericDay, londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { importStatement, recordReceipt } from './record-receipt.server.ts'

const today = () => londonDay(clock.now())
const form = () => ({ operationKey: newId(), receivedOn: today(), bankReference: 'BACS 1' })

/** A funded challenge whose councils have still to pay in, and who records it when they do. */
async function calledMoney() {
  const { challengeId, lead } = await build.project({ isMoneyIn: false })
  const finance = await build.financeApprover({ organisation: build.organisationOf(lead) })
  const collections = await db.collection.findMany({
    where: { challengeId },
    orderBy: { reference: 'asc' },
  })
  const [first, second] = collections
  if (!first || !second) throw new Error('two councils pledged')
  return { challengeId, finance, first, second }
}

const readAs = (by: Actor, statement: string) => importStatement(by, { ...build.key(), statement })

const receiptsOf = (challengeId: string) =>
  db.receipt.count({ where: { collection: { challengeId } } })

const received = (challengeId: string) => build.balance('received', { challengeId })

test('a form sent twice receives the money once and answers the same', async () => {
  const { challengeId, finance, first } = await calledMoney()
  const sent = form()

  await Promise.all([
    recordReceipt(finance, first.id, sent),
    recordReceipt(finance, first.id, sent),
  ])

  expect(await receiptsOf(challengeId)).toBe(1)
  expect(await received(challengeId)).toBe(first.amountPence)
})

test('money that is in already is not received again from another form', async () => {
  const { challengeId, finance, first } = await calledMoney()
  const sent = form()
  await recordReceipt(finance, first.id, sent)

  await expect(
    recordReceipt(finance, first.id, { ...sent, bankReference: 'ANOTHER' }),
  ).rejects.toMatchObject({ kind: 'conflict' })
  await expect(recordReceipt(finance, first.id, form())).rejects.toMatchObject({ kind: 'conflict' })
  expect(await received(challengeId)).toBe(first.amountPence)
})

test('nobody but those who look after the lead council’s money finds the collection', async () => {
  const { challengeId, first } = await calledMoney()
  const elsewhere = await build.financeApprover()

  const tried = recordReceipt(elsewhere, first.id, form())

  await expect(tried).rejects.toMatchObject({ kind: 'not-found' })
  expect(await receiptsOf(challengeId)).toBe(0)
})

test('the day is neither to come nor before the collection was sent', async () => {
  const { challengeId, finance, first } = await calledMoney()
  const on = (receivedOn: string) => recordReceipt(finance, first.id, { ...form(), receivedOn })

  await expect(on('2999-01-01')).rejects.toMatchObject({ kind: 'invalid', field: 'receivedOn' })
  await expect(on('1999-01-01')).rejects.toMatchObject({ kind: 'invalid', field: 'receivedOn' })
  expect(await receiptsOf(challengeId)).toBe(0)
})

test('a statement receives what fits to the penny and says why it leaves the rest', async () => {
  const { challengeId, finance, first, second } = await calledMoney()
  const line = (reference: string, pence: bigint) =>
    `${formatNumericDay(today())},${reference},${Number(pence) / 100}.00`
  const text = [
    'Date,Reference,Amount',
    line(first.reference.toLowerCase(), first.amountPence),
    line(second.reference, second.amountPence + 100n),
    line('COL-99999', 100n),
    'yesterday,COL-00001,5.00',
    `${today()},COL-00001,-5.00`,
  ].join('\r\n')

  const matched = await readAs(finance, text)

  expect(matched.map(({ outcome }) => outcome)).toEqual(['received', ...Array(4).fill('left')])
  expect(matched[1]?.message).toContain(`${second.reference} is for`)
  expect(matched[2]?.message).toContain('No collection of yours')
  expect(matched[3]?.message).toContain('is not a date')
  expect(matched[4]?.message).toContain('is not an amount of money in')
  expect(await received(challengeId)).toBe(first.amountPence)
})

test('a statement read twice receives once, and another council’s lines are not told apart from none', async () => {
  const { challengeId, finance, first } = await calledMoney()
  const text = `${today()},${first.reference},${first.amountPence / 100n}`
  const elsewhere = await build.financeApprover()

  expect((await readAs(elsewhere, text))[0]?.message).toContain('No collection of yours')
  expect((await readAs(finance, text))[0]?.outcome).toBe('received')
  expect((await readAs(finance, text))[0]?.message).toContain('already recorded')
  expect(await receiptsOf(challengeId)).toBe(1)
})

test('a statement of nothing, or of more lines than are read, is refused whole', async () => {
  const finance = await build.financeApprover()

  for (const text of ['', ' \n \n', 'Date,Reference,Amount', 'x\n'.repeat(501)])
    await expect(readAs(finance, text)).rejects.toMatchObject({ field: 'statement' })
  expect(await readAs(finance, 'x\n'.repeat(500))).toHaveLength(500)
})
