import { expect, test } from 'vitest'
import { db, pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeRoles } from '../organisations/change-roles.server.ts'
import { approveArea } from './approve-area.server.ts'
import { getAreaProposal, listAreasToApprove } from './area-queries.server.ts'
import { proposeArea } from './propose-area.server.ts'
import { proposeRule } from './propose-rule.server.ts'
import { publishRule } from './publish-rule.server.ts'
import { getRuleProposal, listRulesToPublish } from './rule-queries.server.ts'
import { RuleTerms } from './rule-terms.ts'
import { tellPotNews } from './tell-pot-news.server.ts'

const conflict = { kind: 'conflict' }
const why = 'Whoever proposed it no longer has the role that let them propose it.'

/** A pot, its manager, a colleague who may be the second person, and whoever gives and takes roles. */
async function funder() {
  const pot = await build.pot({ for: { serviceFunctionId: 0 } })
  const organisation = build.organisationOf(pot.by)
  return {
    pot,
    second: await build.colleagueOf(pot.by),
    administrator: await build.administrator({ organisation }),
  }
}

async function setRoles(administrator: Actor, { personId }: Actor, roles: Actor['roles']) {
  const { organisationId } = administrator
  const of = { personId_organisationId: { personId, organisationId } }
  const { id } = await db.membership.findUniqueOrThrow({ where: of })
  await changeRoles(administrator, id, roles)
}

const ruleInput = () => ({
  operationKey: newId(),
  terms: RuleTerms.parse({ basisPoints: 5_000, what: { serviceFunctionIds: [0] } }),
  reason: 'Half is enough',
})

type Pot = { id: string; by: Actor }

const ways = [
  {
    what: 'a rule',
    news: 'rule-proposal-lapsed',
    propose: async (pot: Pot, by = pot.by) => (await proposeRule(by, pot.id, ruleInput())).id,
    agree: publishRule,
    listWaiting: listRulesToPublish,
    get: getRuleProposal,
    isAgreed: async (id: string) =>
      (await db.ruleProposal.findUniqueOrThrow({ where: { id } })).publishedRuleId !== null,
  },
  {
    what: 'an entry of the register',
    news: 'area-proposal-lapsed',
    propose: async (pot: Pot, by = pot.by) => {
      const area = await build.combinedAuthority()
      return (await proposeArea(by, pot.id, build.areaInput(area.id))).id
    },
    agree: approveArea,
    listWaiting: listAreasToApprove,
    get: getAreaProposal,
    isAgreed: async (id: string) =>
      (await db.areaProposal.findUniqueOrThrow({ where: { id } })).entryId !== null,
  },
]

test.each(ways)('$what ends with the role of whoever proposed it, and says why', async (way) => {
  const { pot, second, administrator } = await funder()
  const id = await way.propose(pot)
  expect(await way.listWaiting(second)).toHaveLength(1)

  await setRoles(administrator, pot.by, ['payment-approver'])

  await expect(way.agree(second, id)).rejects.toMatchObject(conflict)
  expect(await way.listWaiting(second)).toEqual([])
  expect(await way.get(second, { potId: pot.id, id })).toMatchObject({
    endedReason: why,
    endedBy: null,
  })
  await setRoles(administrator, pot.by, ['fund-manager'])
  await expect(way.agree(second, id)).rejects.toMatchObject(conflict)
})

test.each(ways)('whoever $what concerns is told once that it has ended by itself', async (way) => {
  const { pot, second, administrator } = await funder()
  const id = await way.propose(pot)
  await build.fundManager()

  await setRoles(administrator, pot.by, [])

  const { rows } = await pool.query('select key from graphile_worker.jobs where key like $1', [
    `%:${id}`,
  ])
  expect(rows).toEqual([{ key: `tell-pot-news:${way.news}:${id}` }])
  await tellPotNews(way.news, id)
  await tellPotNews(way.news, id)
  const mails = await db.outboxEmail.findMany({
    where: { idempotencyKey: { startsWith: `${way.news}:${id}` } },
  })
  const told = await db.person.findMany({
    where: {
      memberships: { some: { organisationId: pot.by.organisationId, roles: { some: {} } } },
    },
  })
  expect(mails.map(({ toEmail }) => toEmail).sort()).toEqual(told.map(({ email }) => email).sort())
  const ids = told.map((person) => person.id)
  expect([ids.includes(second.personId), ids.includes(administrator.personId)]).toEqual([
    true,
    true,
  ])
  expect(mails[0]?.text).toContain('no longer has the role')
})

test.each(ways)('$what that has ended is proposed anew by somebody who may', async (way) => {
  const { pot, second, administrator } = await funder()
  await way.propose(pot)
  await setRoles(administrator, pot.by, ['payment-approver'])

  const again = await way.propose(pot, second)
  await way.agree(pot.by, again)

  expect(await way.isAgreed(again)).toBe(true)
})

test.each(ways)('$what is proposed by nobody who has lost the role meanwhile', async (way) => {
  const { pot, administrator } = await funder()
  await setRoles(administrator, pot.by, [])

  await expect(way.propose(pot)).rejects.toMatchObject({ kind: 'forbidden' })
})

test.each(ways)('$what stays agreed to when its proposer leaves later', async (way) => {
  const { pot, second, administrator } = await funder()
  const id = await way.propose(pot)
  await way.agree(second, id)

  await setRoles(administrator, pot.by, [])

  expect(await way.isAgreed(id)).toBe(true)
  expect(await way.get(second, { potId: pot.id, id })).toMatchObject({ endedAt: null })
})

test.each(ways)('$what whose proposer loses the role at once: agreed, or ended', async (way) => {
  for (let round = 0; round < 4; round++) {
    const { pot, second, administrator } = await funder()
    const id = await way.propose(pot)

    const [agreed] = await Promise.allSettled([
      way.agree(second, id),
      setRoles(administrator, pot.by, []),
    ])

    const isAgreed = agreed.status === 'fulfilled'
    const { endedAt } = await way.get(second, { potId: pot.id, id })
    expect([await way.isAgreed(id), endedAt === null]).toEqual([isAgreed, isAgreed])
  }
})

test.each(ways)('$what proposed while the role is taken: by nobody, or ended', async (way) => {
  for (let round = 0; round < 4; round++) {
    const { pot, second, administrator } = await funder()

    await Promise.allSettled([way.propose(pot), setRoles(administrator, pot.by, [])])

    expect(await way.listWaiting(second)).toEqual([])
  }
})
