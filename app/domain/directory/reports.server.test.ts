import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { Actor } from '../organisations/actor.ts'
import { closeReport } from './close-report.server.ts'
import { endSenderStop } from './end-sender-stop.server.ts'
import { findOpenReports, getReport, listReports } from './report-queries.server.ts'
import { CloseReportInput } from './report.ts'
import { sendMessage } from './send-message.server.ts'
import { findOwnStop, listSenderStops } from './stop-queries.server.ts'
import { stopSender } from './stop-sender.server.ts'

afterEach(() => clock.set(undefined))

const reason = 'It sells watches.'
const forbidden = { kind: 'forbidden' }
const notFound = { kind: 'not-found', message: 'Page not found' }
const stop = (stopFor: '7' | '30' | '90' | 'for-good' = 'for-good') =>
  ({ outcome: 'stopped', stopFor, reason }) as const

const reported = async ({ from }: { from?: Actor } = {}) => {
  const sender = from ?? (await build.member({ name: 'Cornelius Quaintly' }))
  const officer = await build.officer({ name: 'Wilhelmina Quill' })
  return { sender, officer, id: await build.report({ from: sender, to: officer }) }
}
const write = async (by: Actor) =>
  sendMessage(by, await build.listing(await build.officer()), {
    ...{ operationKey: newId(), subject: 'Street lights', words: 'May I show you?' },
  })
const mailOf = (key: string) => db.outboxEmail.findUnique({ where: { idempotencyKey: key } })

test('a report is closed once with an outcome and a reason, on record, and its reporter is told', async () => {
  const { officer, id } = await reported()
  const operators = [await build.operator(), await build.operator()]

  const ends = await Promise.allSettled(
    operators.map((one) => closeReport(one, id, { outcome: 'warned', reason })),
  )

  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(
    (ends.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason,
  ).toEqual(expect.objectContaining({ kind: 'conflict' }))
  const { email } = await db.person.findUniqueOrThrow({ where: { id: officer.personId } })
  const mail = await mailOf(`message-report-closed:${id}`)
  expect(mail).toMatchObject({ toEmail: email })
  expect(mail?.text).toContain(reason)
  const trail = await db.auditEntry.findMany({ where: { subjectId: id, action: 'report-closed' } })
  expect(trail).toHaveLength(1)
})

test('what is closed is neither closed again nor changed, whoever writes it', async () => {
  const { id } = await reported()
  const operator = await build.operator()
  await closeReport(operator, id, { outcome: 'nothing-wrong', reason })

  const again = db.$executeRaw`update listing_messages set outcome = 'warned' where id = ${id}::uuid`

  await expect(again).rejects.toThrow('closed once')
  expect((await getReport(operator, id)).outcome).toBe('nothing-wrong')
})

test('a sender hears of a warning and not by whom, and of nothing where nothing was wrong', async () => {
  const operator = await build.operator()
  const { sender, id } = await reported()
  const fine = await reported({ from: sender })

  await closeReport(operator, id, { outcome: 'warned', reason })
  await closeReport(operator, fine.id, { outcome: 'nothing-wrong', reason })

  const mail = await mailOf(`report-told-to-sender:${id}`)
  expect(mail?.text).toContain(reason)
  expect(`${mail?.subject} ${mail?.text}`).not.toContain('Wilhelmina')
  expect(await mailOf(`report-told-to-sender:${fine.id}`)).toBeNull()
  await write(sender)
})

test('a sender who is stopped writes to nobody for any organisation, by no account, until the day', async () => {
  clock.set('2027-05-01T09:00:00Z')
  const { sender, id } = await reported()
  const other = await build.member()
  await build.sameHuman(sender, other)
  const organisation = await build.council()
  const elsewhere = { ...sender, organisationId: organisation.id, organisationName: 'Elsewhere' }

  await closeReport(await build.operator(), id, stop('7'))

  for (const by of [sender, elsewhere, other])
    await expect(write(by)).rejects.toMatchObject(forbidden)
  expect(await findOwnStop(sender)).toMatchObject({ reason })
  clock.set('2027-05-07T22:59:00Z')
  await expect(write(sender)).rejects.toThrow('until 8 May 2027')
  clock.set('2027-05-07T23:00:00Z')
  await write(sender)
  expect(await findOwnStop(sender)).toBeUndefined()
})

test('a message that is sent while its sender is being stopped waits for that, and is refused', async () => {
  const sender = await build.member()
  const operator = await build.operator()
  let sent: Promise<PromiseSettledResult<void>[]> | undefined

  await transaction(async (tx) => {
    await stopSender(tx, operator, { personId: sender.personId, reason, endsAt: null })
    sent = Promise.allSettled([write(sender)])
    await wait(400)
  })

  expect((await sent)?.[0]).toMatchObject({ status: 'rejected', reason: forbidden })
  expect(await db.listingMessage.count({ where: { senderId: sender.personId } })).toBe(0)
})

test('a message on its way is waited for before its sender is stopped', async () => {
  const { sender, id } = await reported()
  const { personId: recipientId } = await build.officer()
  const operator = await build.operator()
  const state = { isStopped: false }
  let stopping: Promise<void> | undefined

  await transaction(async (tx) => {
    const who = { senderId: sender.personId, senderOrganisationId: sender.organisationId }
    const when = { sentAt: clock.real(), sentOn: clock.real() }
    const message = { id: newId(), ...who, ...when, recipientId, isWithheld: false }
    await tx.listingMessage.create({ data: message })
    stopping = closeReport(operator, id, stop()).then(() => void (state.isStopped = true))
    await wait(400)
    expect(state.isStopped).toBe(false)
  })

  await stopping
  await expect(write(sender)).rejects.toMatchObject(forbidden)
})

test('of two stops of one sender at once the longer one stands, and no two', async () => {
  const first = await reported()
  const second = await reported({ from: first.sender })
  const operators = [await build.operator(), await build.operator()] as const

  await Promise.all([
    closeReport(operators[0], first.id, stop('7')),
    closeReport(operators[1], second.id, stop('90')),
  ])

  const standing = await db.senderStop.findMany({
    where: { personId: first.sender.personId, endedAt: null },
  })
  expect(standing).toHaveLength(1)
  expect(standing[0]?.endsAt?.getTime()).toBeGreaterThan(clock.real().getTime() + 80 * 86_400_000)
  const third = await reported({ from: await build.member() })
  await closeReport(operators[0], third.id, stop())
  const again = db.senderStop.create({
    data: {
      ...{ personId: third.sender.personId, reason, stoppedAt: clock.real() },
      stoppedById: operators[1].personId,
    },
  })
  await expect(again).rejects.toThrow('sender_stops_one_at_a_time')
})

test('no operator closes a report about themselves, or their own, also by another account', async () => {
  const operator = await build.operator()
  const account = await build.member()
  await build.sameHuman(operator, account)
  const about = await reported({ from: account })
  const made = await build.report({ from: await build.member(), to: account })

  const known = { ...operator, otherAccounts: [account.personId] }
  for (const id of [about.id, made])
    for (const by of [operator, known])
      await expect(closeReport(by, id, stop())).rejects.toMatchObject(forbidden)

  expect((await getReport(known, made)).mayClose).toBe(false)
  await closeReport(await build.operator(), about.id, stop())
  const { id } = await db.senderStop.findFirstOrThrow({ where: { personId: account.personId } })
  for (const by of [operator, known])
    await expect(endSenderStop(by, id, { reason })).rejects.toMatchObject(forbidden)
})

test('an operator lets a sender write again, once, and they are told', async () => {
  const { sender, id } = await reported()
  const operators = [await build.operator(), await build.operator()]
  await closeReport(await build.operator(), id, stop())
  const found = await db.senderStop.findFirstOrThrow({ where: { personId: sender.personId } })

  const ends = await Promise.allSettled(
    operators.map((one) => endSenderStop(one, found.id, { reason: 'They said sorry.' })),
  )

  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await mailOf(`sender-stop-ended:${found.id}`))?.text).toContain('They said sorry.')
  await write(sender)
  const { stops } = await listSenderStops(await build.operator(), { state: 'over' })
  expect(stops.find((one) => one.id === found.id)).toMatchObject({
    endedReason: 'They said sorry.',
  })
  const again = db.$executeRaw`update sender_stops set ends_at = now() where id = ${found.id}::uuid`
  await expect(again).rejects.toThrow('ended once')
})

test('whoever is no operator finds no report and no stop', async () => {
  const { officer, sender, id } = await reported()
  await closeReport(await build.operator(), id, stop())
  const found = await db.senderStop.findFirstOrThrow({ where: { personId: sender.personId } })

  for (const by of [officer, sender]) {
    await expect(closeReport(by, id, stop())).rejects.toMatchObject(notFound)
    await expect(endSenderStop(by, found.id, { reason })).rejects.toMatchObject(notFound)
    await expect(getReport(by, id)).rejects.toMatchObject(notFound)
    await expect(listSenderStops(by, { state: 'standing' })).rejects.toMatchObject(notFound)
    expect(await findOpenReports(by)).toBeUndefined()
  }
})

test('open reports are listed until they are closed, whoever has waited longest first', async () => {
  const operator = await build.operator()
  const [first, second] = [await reported(), await reported()]
  const ids = async (state: 'open' | 'closed') =>
    (await listReports(operator, { state })).reports
      .map(({ id }) => id)
      .filter((id) => [first.id, second.id].includes(id))
  expect(await ids('open')).toEqual([first.id, second.id])

  await closeReport(operator, first.id, { outcome: 'warned', reason })

  expect([await ids('open'), await ids('closed')]).toEqual([[second.id], [first.id]])
  await expect(closeReport(operator, newId(), stop())).rejects.toMatchObject(notFound)
})

test('a message that nobody reported is no report', async () => {
  const sender = await build.member()
  await write(sender)
  const { id } = await db.listingMessage.findFirstOrThrow({ where: { senderId: sender.personId } })

  await expect(closeReport(await build.operator(), id, stop())).rejects.toMatchObject(notFound)
})

test('stopping somebody says for how long', () => {
  const asked = (typed: object) => CloseReportInput.safeParse({ reason, ...typed })

  expect(asked({ outcome: 'stopped' }).error?.issues[0]?.path).toEqual(['stopFor'])
  expect(asked({ outcome: 'stopped', stopFor: '8' }).success).toBe(false)
  expect(asked({ outcome: 'stopped', stopFor: '7' }).success).toBe(true)
  expect(asked({ outcome: 'warned' }).success).toBe(true)
  expect(asked({ outcome: 'warned', reason: ' ' }).success).toBe(false)
})
