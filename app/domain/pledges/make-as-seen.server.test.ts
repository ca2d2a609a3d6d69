import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { dateOf } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { cutWaiting } from '#tests/setup/cut-waiting.ts'
import { recordSql } from '#tests/national/record.ts'
import { makePledge } from './make-pledge.server.ts'
import { savePledgeDraft } from './save-pledge-draft.server.ts'

/** A draft that this process has in memory, since it has just saved it, and what happens elsewhere before it is sent. */

const amount = pounds(10_000)

async function saved() {
  const round = await build.round()
  const pot = await build.pot({ for: round })
  return { round, pot, ...(await savedTo(round)) }
}

const officer = (wanted: Parameters<typeof build.officer>[0] = {}) =>
  build.officer({ limitPence: pounds(100_000), ...wanted })

/** A new officer turns the rule book, so whose drafts are to be sent as they were seen is made before the first of them. */
async function savedTo(round: { id: string }, actor?: Actor) {
  const by = actor ?? (await officer())
  const id = newId()
  await savePledgeDraft(by, round.id, { id, amount })
  return { by, id, send: () => makePledge(by, id, build.accepted) }
}

/** What is read of pledges while it is sent: who may what, and the rules, were not asked for before. */
const readsOf = async (send: () => Promise<unknown>) =>
  (await recordSql(async () => void (await send()))).filter(({ text }) =>
    text.includes('from pledges'),
  )

const stateOf = async (id: string) => (await db.pledge.findUniqueOrThrow({ where: { id } })).state
const matchesOf = (pledgeId: string) => db.match.findMany({ where: { pledgeId } })

test('a draft that nobody else has touched is committed in one trip', async () => {
  const { id, send } = await saved()

  expect(await readsOf(send)).toEqual([])
  expect(await matchesOf(id)).toMatchObject([{ amountPence: amount, boundBy: null }])
})

test('of several drafts each is committed on what the ones before it made of the round', async () => {
  const { round, send } = await saved()
  const second = await savedTo(round)
  await send()

  expect(await readsOf(second.send)).toEqual([])
  expect(await db.roundTotals.findUnique({ where: { roundId: round.id } })).toMatchObject({
    version: 2,
    councilCount: 2,
    pledgedPence: pounds(20_000),
    matchedPence: pounds(20_000),
  })
})

test('a sum that was changed elsewhere is the one that is committed', async () => {
  const { id, send } = await saved()
  await pool.query('update pledges set amount_pence = $2 where id = $1', [id, pounds(7_000)])

  expect(await send()).toMatchObject({ state: 'committed' })
  expect(await matchesOf(id)).toMatchObject([{ amountPence: pounds(7_000) }])
})

test('a sum that was changed elsewhere to more than may be pledged alone is not committed', async () => {
  const { id, send } = await saved()
  await pool.query('update pledges set amount_pence = $2 where id = $1', [id, pounds(100_001)])

  await expect(send()).rejects.toThrow('Choose who signs this pledge')
  expect(await stateOf(id)).toBe('draft')
})

test('a round that was closed or given another smallest pledge elsewhere does not take it', async () => {
  const changes = [
    `update rounds set opens_at = opens_at - interval '1 day', closes_at = opens_at - interval '1 second' where id = $1`,
    `update rounds set smallest_pledge_pence = 2000000 where id = $1`,
  ]
  for (const change of changes) {
    const { round, id, send } = await saved()
    await pool.query(change, [round.id])

    await expect(send()).rejects.toThrow(/Pledging closed|£20,000 or more/)
    expect(await stateOf(id)).toBe('draft')
  }
})

test('a round that another process has changed since takes it as the next of its changes', async () => {
  const { round, id, send } = await saved()
  await pool.query('update round_totals set version = version + 4 where round_id = $1', [round.id])
  await send()

  expect(await db.pledge.findUnique({ where: { id } })).toMatchObject({
    state: 'committed',
    committedSequence: 5,
  })
})

test('a challenge that was put under another heading is matched from the pot of that heading', async () => {
  const other = await build.round()
  const pot = await build.pot({ for: other, terms: { basisPoints: 5_000 } })
  const { round, id, send } = await saved()
  await pool.query('update challenges set service_function_id = $2 where id = $1', [
    round.challengeId,
    other.serviceFunctionId,
  ])
  await send()

  expect(await matchesOf(id)).toMatchObject([{ potId: pot.id, amountPence: pounds(5_000) }])
})

test('a rule that was published since the last pledge is the one that matches', async () => {
  const { round, pot, send } = await saved()
  const second = await savedTo(round)
  await send()
  await build.rule({ potId: pot.id, by: pot.by, terms: { basisPoints: 5_000, what: pot.what } })
  await second.send()

  expect(await matchesOf(second.id)).toMatchObject([{ amountPence: pounds(5_000) }])
})

test('a draft that is sent on another day is matched by what holds on that day', async () => {
  clock.set('2027-09-01T22:59:59Z')
  const { pot, id, send, round } = await saved()
  await pool.query(`update pots set closes_on = '2027-09-01' where id = $1`, [pot.id])
  const second = await savedTo(round)
  await send()
  clock.set('2027-09-01T23:00:00Z')
  await second.send()

  expect(await matchesOf(id)).toHaveLength(1)
  expect(await stateOf(second.id)).toBe('committed')
  expect(await matchesOf(second.id)).toEqual([])
})

test('whose limit ends with the day has a draft that is sent the day after signed', async () => {
  clock.set('2027-09-01T22:59:59Z')
  const by = await build.officer({ limitPence: pounds(100_000) })
  await db.delegatedLimit.updateMany({
    where: { membership: { personId: by.personId } },
    data: { toOn: dateOf('2027-09-02') },
  })
  const { id, send } = await savedTo(await build.round(), by)
  clock.set('2027-09-01T23:00:00Z')

  await expect(send()).rejects.toThrow('Choose who signs this pledge')
  expect(await stateOf(id)).toBe('draft')
})

test('what is above the limit of the officer who saved it is signed by somebody else', async () => {
  const { id, send } = await savedTo(
    await build.round(),
    await officer({ limitPence: amount - 1n }),
  )

  await expect(send()).rejects.toThrow('Choose who signs this pledge')
  expect(await stateOf(id)).toBe('draft')
})

test('a pledge is committed at the moment it is sent, not when it was saved', async () => {
  clock.set('2027-09-01T09:00:00Z')
  const { id, send } = await saved()
  const sentAt = '2027-09-01T09:45:00Z'
  clock.set(sentAt)
  await send()

  expect(await db.pledge.findUnique({ where: { id } })).toMatchObject({
    committedAt: new Date(sentAt),
    agreementAcceptedAt: new Date(sentAt),
  })
  expect(await matchesOf(id)).toMatchObject([{ reservedAt: new Date(sentAt) }])
})

test('what is signed under a limit for the year is counted', async () => {
  const by = await build.officer({ limitPence: pounds(100_000) })
  await db.delegatedLimit.updateMany({
    where: { membership: { personId: by.personId } },
    data: { yearLimitPence: pounds(15_000) },
  })
  const drafts = [
    await savedTo(await build.round(), by),
    await savedTo(await build.round(), by),
  ] as const
  await drafts[0].send()

  await expect(drafts[1].send()).rejects.toThrow('Choose who signs this pledge')
  expect(await db.signingYear.findMany({ select: { usedPence: true } })).toEqual([
    { usedPence: amount },
  ])
})

// Before there is a pot that begins to give with the second council: whatever changes there is worked out again.
test('of two drafts that were saved before a bonus was given, one has it', async () => {
  const round = await build.round()
  const bonus = { pence: '50000', fromCouncils: 1 }
  await build.pot({ for: round, terms: { bonus } })
  const [one, other] = [await officer(), await officer()]
  const drafts = [await savedTo(round, one), await savedTo(round, other)]
  for (const { send } of drafts) await send()

  const matches = await Promise.all(drafts.map(({ id }) => matchesOf(id)))
  expect(matches.flat().map((match) => match.amountPence)).toEqual([amount + 50_000n, amount])
})

test('the one that has become the second council switches match on for both', async () => {
  const round = await build.round()
  await build.pot({ for: round, terms: { minimumCouncils: 2 } })
  const [one, other] = [await officer(), await officer()]
  const [first, second] = [await savedTo(round, one), await savedTo(round, other)]
  await first.send()
  expect(await matchesOf(first.id)).toEqual([])
  await second.send()

  for (const { id } of [first, second])
    expect(await matchesOf(id)).toMatchObject([{ amountPence: amount }])
})

test('the first pledge to a pot opens its account with the challenge, and the next writes to it', async () => {
  const { round, pot, send } = await saved()
  const second = await savedTo(round)
  await send()
  await second.send()

  const where = { kind: 'match-reserved', potId: pot.id, challengeId: round.challengeId }
  const accounts = await db.account.findMany({ where, include: { credits: true } })
  expect(accounts.map(({ credits }) => credits.map((one) => one.amountPence))).toEqual([
    [amount, amount],
  ])
})

test('a colleague may send what an officer saved, and is the one who is named', async () => {
  const organisation = await build.council()
  const [by, colleague] = [await officer({ organisation }), await officer({ organisation })]
  const { id } = await savedTo(await build.round(), by)
  await makePledge(colleague, id, build.accepted)

  const { personId } = colleague
  expect(await db.journal.findFirst({ where: { pledgeId: id } })).toMatchObject({ personId })
  expect(await db.pledge.findUnique({ where: { id } })).toMatchObject({ madeById: personId })
})

test('whose role has ended since is refused', async () => {
  const { by, id, send } = await saved()
  await db.membership.updateMany({
    where: { personId: by.personId },
    data: { endedAt: clock.now() },
  })

  await expect(send()).rejects.toThrow()
  expect(await stateOf(id)).toBe('draft')
})

test('to another council it is as if it were not there, and its own may still send it', async () => {
  const { id, send } = await saved()
  const stranger = await build.officer({ limitPence: pounds(100_000) })

  await expect(makePledge(stranger, id, build.accepted)).rejects.toThrow(
    'This pledge is not there.',
  )
  expect(await send()).toMatchObject({ state: 'committed' })
})

test('sent twice at once it is committed once, and both hear that it was', async () => {
  const { id, send } = await saved()

  expect(await Promise.all([send(), send()])).toEqual(Array(2).fill({ id, state: 'committed' }))
  expect(await db.journal.count({ where: { pledgeId: id } })).toBe(1)
})

test('a pot that has less than is wanted gives what it has, as to one that was not in memory', async () => {
  const round = await build.round()
  await build.pot({ for: round, holds: pounds(4_000) })
  const { id, send } = await savedTo(round)
  await send()

  expect(await matchesOf(id)).toMatchObject([{ amountPence: pounds(4_000), boundBy: 'pot' }])
})

test('whose connection is lost while it is committed has it committed once all the same', async () => {
  const { round, id, send } = await saved()
  const other = await pool.connect()
  await other.query('begin')
  await other.query('select from round_totals where round_id = $1 for update', [round.id])
  const sending = send()
  await cutWaiting('commit_pledge')
  await other.query('rollback')
  other.release()

  expect(await sending).toEqual({ id, state: 'committed' })
  expect(await db.journal.count({ where: { pledgeId: id } })).toBe(1)
})
