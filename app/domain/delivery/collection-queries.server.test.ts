import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { addDays, dateOf, londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { recordReceipt } from '../payments/record-receipt.server.ts'
import { findDueToReceive, getCollections, listOwnDue } from './collection-queries.server.ts'
import { takeBackReceipt } from './take-back-receipt.server.ts'

const receipt = (bankReference: string) => ({
  operationKey: newId(),
  receivedOn: londonDay(clock.now()),
  bankReference,
})

/** Two collections that come in to one lead council; the one with the later reference is due first. */
async function twoCollections() {
  const project = await build.project({ isMoneyIn: false })
  const { id, name, slug, kind } = await db.organisation.findUniqueOrThrow({
    where: { id: project.lead.organisationId },
  })
  const organisation = { id, name, slug, kind: kind as 'council' }
  const approver = await build.financeApprover({ organisation })
  const [late, soon] = await db.collection.findMany({
    where: { challengeId: project.challenge.id },
    orderBy: { reference: 'asc' },
  })
  if (!late || !soon) return expect.fail('both councils are asked')
  const dueOn = dateOf(addDays(londonDay(soon.dueOn), -3))
  await db.collection.update({ where: { id: soon.id }, data: { dueOn } })
  return { project, approver, late, soon }
}

test('what is not in yet comes first, the soonest due before others, a page at a time', async () => {
  const { approver, late, soon } = await twoCollections()
  const read = async (toReceive?: string) => {
    const page = (await getCollections(approver, { toReceive }, 1)).toReceive
    return [page.collections.map(({ reference }) => reference), page.next] as const
  }

  const [first, next] = await read()
  expect(first).toEqual([soon.reference])
  expect(await read(next)).toEqual([[late.reference], undefined])

  await recordReceipt(approver, soon.id, receipt(soon.reference))
  const [due, then] = await read()
  expect(due).toEqual([late.reference])
  expect(await read(then)).toEqual([[soon.reference], undefined])
  expect((await getCollections(approver)).toReceive.collections).toMatchObject([
    { reference: late.reference, isDue: true, receivedOn: undefined },
    { reference: soon.reference, isDue: false, receivedOn: londonDay(clock.now()) },
  ])
  expect((await read('nonsense'))[0]).toEqual([late.reference])
})

test('what is still due is added up, and a receipt that is taken back is due again', async () => {
  const { project, approver, late, soon } = await twoCollections()
  const all = { count: 2, pence: late.amountPence + soon.amountPence }
  const paying = project.councils.find((one) => one.organisationId === soon.councilId)
  if (!paying) return expect.fail('it is one of them')

  expect(await findDueToReceive(approver)).toMatchObject(all)
  expect(await listOwnDue(paying, 5)).toMatchObject([{ reference: soon.reference }])
  expect((await getCollections(paying)).owedPence).toBe(soon.amountPence)

  await recordReceipt(approver, soon.id, receipt(soon.reference))
  expect(await findDueToReceive(approver)).toMatchObject({ count: 1, pence: late.amountPence })
  expect(await listOwnDue(paying, 5)).toEqual([])

  const reason = 'It was for another council.'
  await takeBackReceipt(approver, soon.id, { operationKey: newId(), reason })
  expect(await findDueToReceive(approver)).toMatchObject(all)
  expect(await listOwnDue(paying, 5)).toMatchObject([{ reference: soon.reference }])
})
