import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { expectOneDeed, type KeyCase } from '#tests/one-key.ts'
import { answerInvitation } from './answer-invitation.server.ts'
import { inviteFunder } from './invite-funder.server.ts'
import { takeBackFunding } from './take-back-funding.server.ts'

const audited = (subjectId: string, action: string) => () =>
  db.auditEntry.count({ where: { subjectId, action } })
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
