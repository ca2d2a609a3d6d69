import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { expectOneDeed, type KeyCase } from '#tests/one-key.ts'
import { agreePot } from './agree-pot.server.ts'
import { answerInvitation } from './answer-invitation.server.ts'
import { endPotProposal } from './end-pot-proposal.server.ts'
import { inviteFunder } from './invite-funder.server.ts'
import { proposePot } from './propose-pot.server.ts'
import { takeBackFunding } from './take-back-funding.server.ts'

const audited = (subjectId: string, action: string) => () =>
  db.auditEntry.count({ where: { subjectId, action } })

/** A pot that waits, and two who may agree to it. */
async function proposed() {
  const by = await build.fundManager()
  const people = { same: await build.colleagueOf(by), other: await build.colleagueOf(by) }
  return { ...(await build.proposedPot({ by })), people }
}
const somePot = () => build.pot({ for: { serviceFunctionId: 0 } })

const verbs: Record<string, () => Promise<KeyCase>> = {
  async takeBackFunding() {
    const { id, by } = await somePot()
    const operationKey = newId()
    const amounts = { same: pounds(10), other: pounds(11) }
    return {
      send: (answers) => takeBackFunding(by, id, { operationKey, amount: amounts[answers] }),
      count: () => db.journal.count({ where: { kind: 'pot-taken-back', operationKey } }),
    }
  },
  async proposePot() {
    const by = await build.fundManager()
    const form = build.potInput()
    return {
      send: (name) => proposePot(by, { ...form, name }),
      count: audited(form.operationKey, 'pot-proposed'),
    }
  },
  async agreePot() {
    const { id, people } = await proposed()
    return {
      send: (name) => agreePot(people[name], id),
      count: audited(id, 'pot-agreed'),
    }
  },
  async endPotProposal() {
    const { id, people } = await proposed()
    return {
      send: (reason) => endPotProposal(people.same, id, { reason }),
      count: audited(id, 'pot-proposal-ended'),
    }
  },
  async inviteFunder() {
    const { id, by } = await somePot()
    const { organisationId: funderId } = await build.fundManager()
    const form = { operationKey: newId(), funderId }
    return {
      send: (answers) => inviteFunder(by, id, { ...form, message: answers }),
      count: audited(id, 'funder-invited'),
    }
  },
  async answerInvitation() {
    const { id, by } = await somePot()
    const other = await build.fundManager()
    const operationKey = newId()
    const { organisationId: funderId } = other
    await inviteFunder(by, id, { operationKey, funderId, message: '' })
    const answers = { same: 'joined', other: 'declined' } as const
    return {
      send: (name) => answerInvitation(other, operationKey, { answer: answers[name] }),
      count: audited(id, 'invitation-joined'),
    }
  },
}

test.each(Object.entries(verbs))('%s: one key is one deed', async (_, prepare) => {
  await expectOneDeed(await prepare())
  expect(await db.potInvitation.count({ where: { answer: 'declined' } })).toBe(0)
})
