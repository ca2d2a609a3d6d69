import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { expectOneDeed, type KeyCase } from '#tests/one-key.ts'
import { agreeGiveBack } from './agree-give-back.server.ts'
import { agreeStop } from './agree-stop.server.ts'
import { askGiveBack } from './ask-give-back.server.ts'
import { endStop } from './end-stop.server.ts'
import { proposeStop } from './propose-stop.server.ts'
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

const reason = (answers: string) => `The firm cannot go on: ${answers}`

async function proposedToStop() {
  const project = await build.project()
  const { operationKey: stopId } = form()
  const proposal = { operationKey: stopId, reason: reason('same') }
  await proposeStop(project.lead, project.id, proposal)
  return { ...project, stopId }
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
  async proposeStop() {
    const { id, lead } = await build.project()
    const key = form()
    return {
      send: (answers) => proposeStop(lead, id, { ...key, reason: reason(answers) }),
      count: () => db.projectStop.count({ where: { projectId: id } }),
    }
  },
  async agreeStop() {
    const { id, manager, stopId } = await proposedToStop()
    const key = { ...form(), stopId }
    return {
      hasNoAnswers: true,
      send: () => agreeStop(manager, id, key),
      count: audited(id, 'stop-agreed'),
    }
  },
  async endStop() {
    const { id, manager, stopId } = await proposedToStop()
    const key = { ...form(), stopId }
    return {
      send: (answers) => endStop(manager, id, { ...key, reason: reason(answers) }),
      count: audited(id, 'stop-ended'),
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
