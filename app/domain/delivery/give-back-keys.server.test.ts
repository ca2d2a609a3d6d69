import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { expectOneDeed, type KeyCase } from '#tests/one-key.ts'
import { agreeGiveBack } from './agree-give-back.server.ts'
import { askGiveBack } from './ask-give-back.server.ts'
import { recordRefund } from './record-refund.server.ts'

const audited = (subjectId: string, action: string) => () =>
  db.auditEntry.count({ where: { subjectId, action } })
const form = () => ({ operationKey: newId() })

/** A project that is built with money left, and a finance approver of the council that led it. */
async function built() {
  const project = await build.builtProject({ milestones: [33_333n], raises: pounds(1_000) })
  const { organisationId: id, organisationName: name, organisationSlug: slug } = project.lead
  const organisation = { id, name, slug, kind: 'council' }
  return { ...project, approver: await build.financeApprover({ organisation }) }
}

const verbs: Record<string, () => Promise<KeyCase>> = {
  async askGiveBack() {
    const { id, approver } = await built()
    const key = form()
    return {
      hasNoAnswers: true,
      send: () => askGiveBack(approver, id, key),
      count: audited(id, 'give-back-asked'),
    }
  },
  async agreeGiveBack() {
    const { id, approver, manager } = await built()
    await askGiveBack(approver, id, form())
    const key = form()
    return {
      hasNoAnswers: true,
      send: () => agreeGiveBack(manager, id, key),
      count: audited(id, 'give-back-agreed'),
    }
  },
  async recordRefund() {
    const { id, approver, manager } = await built()
    await askGiveBack(approver, id, form())
    await agreeGiveBack(manager, id, form())
    const part = await db.giveBackPart.findFirstOrThrow({
      where: { giveBack: { projectId: id }, councilId: { not: null } },
    })
    const key = { ...form(), refundedOn: londonDay(clock.now()) }
    return {
      send: (answers) => recordRefund(approver, part.id, { ...key, bankReference: answers }),
      count: () => db.journal.count({ where: { kind: 'refund-paid', operationKey: part.id } }),
    }
  },
}

test.each(Object.entries(verbs))(
  '%s: one key is one deed',
  async (_, prepare) => {
    await expectOneDeed(await prepare())
    expect(await db.giveBack.count({ where: { askedAt: null, agreedAt: { not: null } } })).toBe(0)
  },
  60_000,
)
