import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { answerCondition } from './answer-condition.server.ts'
import { approvePledge } from './approve-pledge.server.ts'
import { closeRound } from './close-round.server.ts'
import { declinePledge } from './decline-pledge.server.ts'
import { makePledge } from './make-pledge.server.ts'
import { tellPledgeSigned, tellRoundClosed } from './news.server.ts'
import { listOwnPledges } from './own-pledge-queries.server.ts'
import { getPledge, listPledgesToSign } from './pledge-queries.server.ts'
import { findFunding } from './queries.server.ts'
import { savePledgeDraft } from './save-pledge-draft.server.ts'

/** Sheffield, as in the design: an officer up to £10,000 and an approver up to £250,000. */
async function sheffield() {
  const organisation = await build.council({ name: 'Sheffield' })
  return {
    officer: await build.officer({ organisation, limitPence: pounds(10_000) }),
    approver: await build.financeApprover({ organisation, limitPence: pounds(250_000) }),
  }
}
const mailOf = (key: string) => db.outboxEmail.count({ where: { idempotencyKey: key } })

test('a pledge within the officer’s limit is committed at once with its match', async () => {
  const round = await build.round()
  const pot = await build.pot({ for: round })
  const { officer } = await sheffield()
  const id = newId()
  await savePledgeDraft(officer, round.id, { id, amount: pounds(10_000) })
  await makePledge(officer, id, build.accepted)

  expect(await db.match.findMany({ where: { pledgeId: id } })).toMatchObject([
    { potId: pot.id, amountPence: pounds(10_000), boundBy: null },
  ])
  expect(await build.balance('pledged', { challengeId: round.challengeId })).toBe(pounds(10_000))
  expect(await build.balance('match-reserved', { potId: pot.id })).toBe(pounds(10_000))
  expect(await makePledge(officer, id, build.accepted)).toEqual({ id, state: 'committed' })
})

test('a pledge above the limit waits for the finance approver, and counts once signed', async () => {
  const round = await build.round()
  const { officer, approver } = await sheffield()
  const amountPence = pounds(22_000)
  const { id } = await build.pledge({ round, by: officer, amountPence })
  const input = { ...build.accepted, signById: approver.personId, signByOn: londonDay(clock.now()) }

  expect(await makePledge(officer, id, input)).toEqual({ id, state: 'awaiting-approval' })
  expect(await findFunding(round.challengeId)).toMatchObject({
    pledgedPence: 0n,
    indicativePence: amountPence,
  })
  const { number } = await getPledge(officer, id)
  expect(
    await db.outboxEmail.findMany({ where: { idempotencyKey: `pledge-waiting-for-you:${id}` } }),
  ).toMatchObject([{ text: expect.stringContaining(`/pledges/PL-${number}/approval`) }])
  expect((await listPledgesToSign(approver)).map((pledge) => pledge.id)).toEqual([id])

  expect(await approvePledge(approver, id, build.key())).toEqual({ isNew: true })
  expect(await approvePledge(approver, id, build.key())).toEqual({ isNew: false })
  await tellPledgeSigned(id)

  expect(await findFunding(round.challengeId)).toMatchObject({
    pledgedPence: amountPence,
    indicativePence: 0n,
  })
  expect(await mailOf(`pledge-approved:${id}`)).toBe(1)
  expect(await getPledge(officer, id)).toMatchObject({
    approval: { limitPence: pounds(250_000), approvedBy: { id: approver.personId } },
  })
})

test('who signs must be another finance approver of the council, with a limit that covers it', async () => {
  const round = await build.round()
  const { officer, approver } = await sheffield()
  const { id } = await build.pledge({ round, by: officer, amountPence: pounds(250_001) })
  const stranger = await build.financeApprover({ limitPence: pounds(1_000_000) })

  for (const signById of [undefined, officer.personId, stranger.personId, approver.personId])
    await expect(makePledge(officer, id, { ...build.accepted, signById })).rejects.toMatchObject({
      kind: 'invalid',
      field: 'signById',
    })
})

test('a decision or a signature is asked for between today and the day pledging closes', async () => {
  const round = await build.round()
  const { officer, approver } = await sheffield()
  const { closesAt } = await db.round.findUniqueOrThrow({ where: { id: round.id } })
  const lastDay = londonDay(closesAt)
  const id = newId()
  const decide = (decisionByOn: string) =>
    savePledgeDraft(officer, round.id, {
      id,
      amount: pounds(24_500),
      conditions: { decisionByOn },
    })
  const send = (signByOn: string) =>
    makePledge(officer, id, { ...build.accepted, signById: approver.personId, signByOn })
  const outside = [addDays(londonDay(clock.now()), -1), addDays(lastDay, 1)]

  for (const day of outside)
    await expect(decide(day)).rejects.toMatchObject({ kind: 'invalid', field: 'decisionByOn' })
  await decide(lastDay)
  for (const day of outside)
    await expect(send(day)).rejects.toMatchObject({ kind: 'invalid', field: 'signByOn' })
  expect(await send(lastDay)).toEqual({ id, state: 'awaiting-approval' })
})

test('nobody signs their own pledge, above their limit, or for another council', async () => {
  const round = await build.round()
  const { officer, approver } = await sheffield()
  const own = await build.pledge({ round, by: approver, state: 'awaiting-approval' })
  await expect(approvePledge(approver, own.id, build.key())).rejects.toThrow(
    'Another finance approver',
  )
  await expect(approvePledge(officer, own.id, build.key())).rejects.toMatchObject({
    kind: 'forbidden',
  })
  const stranger = await build.financeApprover({ limitPence: pounds(1_000_000) })
  await expect(approvePledge(stranger, own.id, build.key())).rejects.toMatchObject({
    kind: 'not-found',
  })

  const other = await sheffield()
  const large = await build.pledge({
    round,
    by: other.officer,
    amountPence: pounds(250_001),
    state: 'awaiting-approval',
  })
  await expect(approvePledge(other.approver, large.id, build.key())).rejects.toThrow(
    '£250,001 is above your limit of £250,000',
  )
})

test('a declined pledge never counts, its officer hears why, and the council may start again', async () => {
  const round = await build.round()
  const { officer, approver } = await sheffield()
  const { id } = await build.pledge({ round, by: officer, state: 'awaiting-approval' })

  await declinePledge(approver, id, { reason: 'Not in this budget' })

  expect(await mailOf(`pledge-declined:${id}`)).toBe(1)
  await expect(approvePledge(approver, id, build.key())).rejects.toThrow('not waiting to be signed')
  await savePledgeDraft(officer, round.id, { id: newId(), amount: pounds(5_000) })
  const { pledges } = await listOwnPledges(officer)
  expect(pledges).toMatchObject([{ state: 'draft' }, { state: 'declined' }])
})

test('a council has one pledge in a round, which only it can see', async () => {
  const round = await build.round()
  const { officer } = await sheffield()
  const id = newId()
  await savePledgeDraft(officer, round.id, { id, amount: pounds(5_000), budgetCode: 'TRN-1' })
  await savePledgeDraft(officer, round.id, { id, amount: pounds(6_000) })

  expect(await getPledge(officer, id)).toMatchObject({
    amountPence: pounds(6_000),
    budgetCode: 'TRN-1',
  })
  await expect(
    savePledgeDraft(officer, round.id, { id: newId(), amount: pounds(1) }),
  ).rejects.toThrow('already has a pledge')
  const stranger = await build.officer()
  await expect(getPledge(stranger, id)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(
    savePledgeDraft(stranger, round.id, { id, amount: pounds(1_000) }),
  ).rejects.toMatchObject({ kind: 'not-found' })
})

test('a sum is at least the smallest pledge, and pledging closes at 5pm sharp', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const closesAt = new Date('2027-10-29T17:00:00+01:00')
  const round = await build.round({ smallestPledgePence: pounds(1_000), closesAt })
  const { officer } = await sheffield()
  const save = (amount: bigint) => savePledgeDraft(officer, round.id, { id: newId(), amount })
  await expect(save(pounds(999))).rejects.toMatchObject({ kind: 'invalid', field: 'amount' })
  const pledge = await build.pledge({ round, by: officer, amountPence: pounds(1_000) })

  clock.set('2027-10-29T17:00:00+01:00')
  await expect(save(pounds(1_000))).rejects.toThrow('Pledging closed at 5pm on Friday 29 October')
  await expect(makePledge(officer, pledge.id, build.accepted)).rejects.toThrow('Pledging closed')
  clock.set('2027-10-29T16:59:59+01:00')
  await makePledge(officer, pledge.id, build.accepted)
})

test('a condition in the council’s own words is answered by the lead council alone', async () => {
  const round = await build.round()
  const conditions = { other: 'A Welsh version at launch' }
  const { id, by } = await build.committedPledge({ round, conditions })
  const reply = { isMet: true, reply: 'Yes, in milestone 1', ...build.key() }

  await expect(answerCondition(by, id, reply)).rejects.toMatchObject({ kind: 'not-found' })
  await answerCondition(round.by, id, reply)

  expect(await getPledge(by, id)).toMatchObject({
    isConditionMet: true,
    conditionReply: 'Yes, in milestone 1',
  })
})

test('everybody who pledged hears once how the round ended', async () => {
  const round = await build.round({ targetPence: pounds(10_000) })
  await build.policy('collection-due-days', 30n)
  const { by } = await build.committedPledge({ round, amountPence: pounds(10_000) })
  await closeRound(round.by, round.id)

  await tellRoundClosed(round.id)
  await tellRoundClosed(round.id)

  expect(await mailOf(`round-funded:${round.id}:${by.personId}`)).toBe(1)
})

test('once the stretch target is reached, what was drafted or sent before is not taken any more', async () => {
  const round = await build.round({ targetPence: pounds(10_000), stretchPence: pounds(20_000) })
  const { officer, approver } = await sheffield()
  const waiting = await build.pledge({
    ...{ round, by: officer, amountPence: pounds(15_000), state: 'awaiting-approval' },
  })
  const drafted = await build.pledge({ round, by: await build.officer({ limitPence: pounds(9) }) })
  await build.committedPledge({ round, amountPence: pounds(19_999) })
  const last = await build.committedPledge({ round, amountPence: pounds(1) })

  for (const late of [
    () => makePledge(drafted.by, drafted.id, build.accepted),
    () => approvePledge(approver, waiting.id, build.key()),
  ])
    await expect(late()).rejects.toThrow('The stretch target is reached')
  // Sent again, the one that reached it is answered as before.
  expect(await makePledge(last.by, last.id, build.accepted)).toMatchObject({ state: 'committed' })
})
