import { expect, test } from 'vitest'
import { db, pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { dayOf } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { changeRoles } from '../organisations/change-roles.server.ts'
import { agreePot } from './agree-pot.server.ts'
import { createPot } from './create-pot.server.ts'
import { endPotProposal } from './end-pot-proposal.server.ts'
import { proposePot } from './propose-pot.server.ts'
import {
  getProposedPot,
  listPastPotProposals,
  listPotsToAgree,
  listProposedPots,
} from './proposed-pot-queries.server.ts'
import { getPot } from './queries.server.ts'
import { getRule } from './rule-queries.server.ts'
import { tellPotNews } from './tell-pot-news.server.ts'

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (refusal: { kind: string }) => refusal.kind,
  )

/** A pot that waits, who proposed it and another fund manager of the funder. */
async function proposed(wanted: { slug?: string } = {}) {
  const by = await build.fundManager()
  const second = await build.colleagueOf(by)
  const input = build.potInput(wanted)
  const { id } = await proposePot(by, input)
  return { by, second, input, id }
}

const versionOfBook = async () => (await db.ruleBook.findFirstOrThrow()).version

test('a pot is there once a second fund manager agrees: empty, with its first rule by both', async () => {
  const { by, second, input, id } = await proposed()
  const before = await versionOfBook()
  expect(await kindOf(getPot(input.slug))).toBe('not-found')

  await agreePot(second, id)
  await agreePot(second, id)

  const pot = await getPot(input.slug)
  expect(pot).toMatchObject({
    id,
    name: 'City Fund',
    purpose: 'Money for **cities**',
    funderId: by.organisationId,
    allocatedPence: 0n,
    isEqualToLedger: true,
  })
  const rule = await getRule(id)
  expect(rule).toMatchObject({ version: 1, terms: input.terms, reason: input.reason })
  expect([rule.publishedBy.name, rule.secondPublisher.name]).toEqual([
    by.personName,
    second.personName,
  ])
  expect(await versionOfBook()).not.toBe(before)
  const trail = await db.auditEntry.findMany({ where: { subjectId: id }, orderBy: { id: 'asc' } })
  expect(trail.map(({ action }) => action)).toEqual(['pot-proposed', 'pot-agreed'])
})

test('until then it is for people of its funder alone, and nobody else decides about it', async () => {
  const { second, id } = await proposed()
  const stranger = await build.fundManager()
  const officer = await build.officer()

  for (const other of [stranger, officer]) {
    expect(await kindOf(getProposedPot(other, id))).toBe('not-found')
    expect(await kindOf(endPotProposal(other, id, { reason: 'No' }))).toBe('not-found')
    expect(await listProposedPots(other)).toEqual([])
  }

  expect(await kindOf(agreePot(stranger, id))).toBe('not-found')
  expect(await getProposedPot(second, id)).toMatchObject({ name: 'City Fund' })
})

test('it waits for another fund manager, not for who proposed it nor for who approves payments', async () => {
  const { by, second, id } = await proposed()
  const approver = await build.paymentApprover({ organisation: build.organisationOf(by) })

  for (const other of [by, approver]) {
    expect(await listPotsToAgree(other)).toEqual([])
    expect(await kindOf(agreePot(other, id))).toBe('forbidden')
  }

  expect(await kindOf(endPotProposal(approver, id, { reason: 'No' }))).toBe('forbidden')
  expect(await kindOf(proposePot(approver, build.potInput()))).toBe('forbidden')
  expect((await listPotsToAgree(second)).map((one) => one.id)).toEqual([id])
})

test('a form sent twice proposes one pot', async () => {
  const { by, input, id } = await proposed()

  const both = await Promise.all([proposePot(by, input), proposePot(by, input)])

  expect(both).toEqual([{ id }, { id }])
  expect(await listProposedPots(by)).toHaveLength(1)
})

test('of two short names that are the same one is proposed, also at once', async () => {
  const by = await build.fundManager()
  const second = await build.colleagueOf(by)
  const input = build.potInput()

  const kinds = await Promise.all([
    kindOf(proposePot(by, input)),
    kindOf(proposePot(second, { ...input, operationKey: newId() })),
  ])

  expect(kinds.sort()).toEqual(['conflict', 'done'])
})

test('the short name of a pot that is there is taken, and a proposal for it finds out when it is agreed to', async () => {
  const { second, input, id } = await proposed()
  const rival = await build.fundManager()
  await createPot(rival, {
    ...{ operationKey: newId(), slug: input.slug, name: 'First', purpose: 'Came first' },
    ...{ askOrder: 900, opensOn: '2020-01-01', closesOn: undefined },
  })

  expect(await kindOf(agreePot(second, id))).toBe('conflict')

  expect(await getProposedPot(second, id)).toMatchObject({ agreedAt: null, endedAt: null })
  await expect(proposePot(rival, build.potInput({ slug: input.slug }))).rejects.toMatchObject({
    kind: 'invalid',
    field: 'slug',
  })
})

test('of two funders that make a pot at once each gets its own place in the order', async () => {
  const [one, other] = [await proposed(), await proposed()]

  await Promise.all([agreePot(one.second, one.id), agreePot(other.second, other.id)])

  const places = await db.pot.findMany({ where: { id: { in: [one.id, other.id] } } })
  expect(new Set(places.map(({ askOrder }) => askOrder)).size).toBe(2)
  expect(Math.min(...places.map(({ askOrder }) => askOrder))).toBeGreaterThan(1_000)
})

test('of two funders that propose one short name the first to be agreed to has it', async () => {
  const one = await proposed()
  const other = await proposed({ slug: one.input.slug })

  const kinds = await Promise.all([
    kindOf(agreePot(one.second, one.id)),
    kindOf(agreePot(other.second, other.id)),
  ])

  expect(kinds.sort()).toEqual(['conflict', 'done'])
  expect(await db.pot.count({ where: { slug: one.input.slug } })).toBe(1)
})

test('a pot whose rule begins later opens on that London day', async () => {
  const by = await build.fundManager()
  const input = { ...build.potInput(), inForceFrom: new Date('2099-07-01T00:00:00+01:00') }
  const { id } = await proposePot(by, input)

  await agreePot(await build.colleagueOf(by), id)

  const pot = await db.pot.findUniqueOrThrow({ where: { id }, include: { rules: true } })
  expect(dayOf(pot.opensOn)).toBe('2099-07-01')
  expect(pot.rules).toMatchObject([{ version: 1, inForceFrom: input.inForceFrom }])
})

test('whoever proposed a pot takes it back, another turns it down, and either says why', async () => {
  const [own, declined] = [await proposed(), await proposed()]

  await endPotProposal(own.by, own.id, { reason: 'Too early' })
  await endPotProposal(declined.second, declined.id, { reason: 'Too little' })
  await endPotProposal(declined.second, declined.id, { reason: 'Too little' })

  expect(await kindOf(agreePot(declined.second, declined.id))).toBe('conflict')
  expect(await listProposedPots(declined.by)).toEqual([])
  expect(await listPastPotProposals(declined.by)).toMatchObject([
    { endedReason: 'Too little', endedBy: { name: declined.second.personName } },
  ])
  const trail = await db.auditEntry.findMany({
    where: { subjectId: { in: [own.id, declined.id] }, action: 'pot-proposal-ended' },
    orderBy: { id: 'asc' },
  })
  expect(trail.map(({ summary }) => summary)).toEqual([
    'Took back the proposed pot City Fund',
    'Turned down the proposed pot City Fund',
  ])
})

test('agreeing and turning down at once leaves one of them', async () => {
  const { by, second, id } = await proposed()

  const kinds = await Promise.all([
    kindOf(agreePot(second, id)),
    kindOf(endPotProposal(by, id, { reason: 'At once' })),
  ])

  expect(kinds.sort()).toEqual(['conflict', 'done'])
  const { agreedAt } = await getProposedPot(by, id)
  expect(await db.pot.count({ where: { id } })).toBe(agreedAt ? 1 : 0)
})

test('a proposed pot ends with the role of whoever proposed it, and its people are told once', async () => {
  const { by, second, id } = await proposed()
  const administrator = await build.administrator({ organisation: build.organisationOf(by) })
  const { personId, organisationId } = by
  const { id: membershipId } = await db.membership.findUniqueOrThrow({
    where: { personId_organisationId: { personId, organisationId } },
  })

  await changeRoles(administrator, membershipId, ['payment-approver'])

  expect(await kindOf(agreePot(second, id))).toBe('conflict')
  expect(await getProposedPot(second, id)).toMatchObject({
    endedReason: 'Whoever proposed it no longer has the role that let them propose it.',
    endedBy: null,
  })
  await tellPotNews('pot-proposal-lapsed', id)
  await tellPotNews('pot-proposal-lapsed', id)
  const mails = await db.outboxEmail.findMany({
    where: { idempotencyKey: { startsWith: `pot-proposal-lapsed:${id}` } },
  })
  const told = mails.map(({ toEmail }) => toEmail)
  expect(new Set(told).size).toBe(told.length)
  const concerned = await db.person.findMany({
    where: { id: { in: [second.personId, administrator.personId] } },
  })
  expect(told).toEqual(expect.arrayContaining(concerned.map(({ email }) => email)))
  expect(mails[0]?.text).toContain('The proposal to make the City Fund')
})

test('the database keeps what was proposed, and takes no second decision', async () => {
  const { by, second, id } = await proposed()
  const change = (what: string) =>
    pool.query(`update pot_proposals set ${what} where id = $1`, [id])
  const agreed = `pot_id = id, agreed_at = now(), agreed_by_id = '${by.personId}'`

  await expect(change("name = 'Other'")).rejects.toThrow(/decided once and never edited/)
  await expect(change(agreed)).rejects.toThrow(/one_human_is_one_person/)
  await agreePot(second, id)
  await expect(change('agreed_at = null, agreed_by_id = null, pot_id = null')).rejects.toThrow(
    /decided once/,
  )
})
