import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { endProposal } from './end-proposal.server.ts'
import { proposeRule } from './propose-rule.server.ts'
import { publishRule } from './publish-rule.server.ts'
import {
  getRuleProposal,
  listPastProposals,
  listRuleProposals,
  listRulesToPublish,
} from './rule-queries.server.ts'
import { RuleTerms } from './rule-terms.ts'

/** A pot with a proposal for its rule, and a second person of its funder. */
async function proposed() {
  const pot = await build.pot({ for: { serviceFunctionId: 0 } })
  const input = {
    operationKey: newId(),
    terms: RuleTerms.parse({ basisPoints: 5_000 }),
    reason: 'More challenges would reach their target',
  }
  const { id } = await proposeRule(pot.by, pot.id, input)
  const second = await build.paymentApprover({
    organisation: await db.organisation.findUniqueOrThrow({
      where: { id: pot.by.organisationId },
    }),
  })
  return { pot, id, input, second }
}

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (refusal: { kind: string }) => refusal.kind,
  )

test('a proposal sent twice with one form is one proposal', async () => {
  const { pot, id, input } = await proposed()
  expect(await proposeRule(pot.by, pot.id, input)).toEqual({ id })
  expect(await listRuleProposals(pot.by, pot.id)).toHaveLength(1)
})

test('a proposal that was put aside says why, and is never published', async () => {
  const { pot, id, second } = await proposed()
  await endProposal(second, id, { reason: 'The pot would run out' })
  await endProposal(second, id, { reason: 'The pot would run out' })
  expect(await kindOf(endProposal(second, id, { reason: 'Again' }))).toBe('conflict')

  expect(await kindOf(publishRule(second, id))).toBe('conflict')
  expect(await listRuleProposals(pot.by, pot.id)).toEqual([])
  expect(await listPastProposals(pot.by, pot.id)).toMatchObject([
    { id, endedReason: 'The pot would run out', endedBy: { name: second.personName } },
    { publishedRule: { version: 1 } },
  ])
  const trail = await db.auditEntry.findMany({ where: { subjectId: pot.id } })
  expect(trail.filter(({ action }) => action === 'rule-proposal-ended')).toMatchObject([
    { summary: 'Turned down a proposal for the rule' },
  ])
})

test('a published proposal is no longer put aside', async () => {
  const { id, second } = await proposed()
  await publishRule(second, id)
  expect(await kindOf(endProposal(second, id, { reason: 'Too late' }))).toBe('conflict')
})

test('publishing and putting aside at once leaves one of them', async () => {
  const { id, second } = await proposed()
  const answers = await Promise.all([
    kindOf(publishRule(second, id)),
    kindOf(endProposal(second, id, { reason: 'At once' })),
  ])
  expect(answers.sort()).toEqual(['conflict', 'done'])
})

test('another funder neither sees, publishes nor puts aside a proposal', async () => {
  const { pot, id } = await proposed()
  const stranger = await build.fundManager()
  const asked = { potId: pot.id, id }
  expect(await kindOf(getRuleProposal(stranger, asked))).toBe('not-found')
  expect(await kindOf(endProposal(stranger, id, { reason: 'No' }))).toBe('not-found')
  expect(await kindOf(publishRule(stranger, id))).toBe('forbidden')
  expect(await listRuleProposals(stranger, pot.id)).toEqual([])
})

test('a proposal waits for those who may publish it, and not for who made it', async () => {
  const { pot, id, second } = await proposed()
  const waiting = async (actor: Actor) => (await listRulesToPublish(actor)).map((one) => one.id)
  expect(await waiting(second)).toEqual([id])
  expect(await waiting(pot.by)).toEqual([])
})
