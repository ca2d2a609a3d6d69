import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { makePaymentFile } from '../payments/make-payment-file.server.ts'
import { createPot } from '../pots/create-pot.server.ts'
import { fundPot } from '../pots/fund-pot.server.ts'
import { proposeRule } from '../pots/propose-rule.server.ts'
import { registerArea } from '../pots/register-area.server.ts'
import { RuleTerms } from '../pots/rule-terms.ts'
import { claimMilestone } from './claim-milestone.server.ts'
import { decideAcceptance } from './decide-acceptance.server.ts'
import { sendPaymentFile } from './send-payment-file.server.ts'
import { settlePaymentFile } from './settle-payment-file.server.ts'

type Answers = 'same' | 'other'
type Case = { send: (answers: Answers) => Promise<unknown>; count: () => Promise<number> }

const audited = (subjectId: string, action: string) => () =>
  db.auditEntry.count({ where: { subjectId, action } })
const somePot = () => build.pot({ for: { serviceFunctionId: 0 } })

/** Each verb with what it counts: it is sent twice at once, again, and then with other answers. */
const verbs: Record<string, () => Promise<Case>> = {
  async createPot() {
    const by = await build.fundManager()
    const operationKey = newId()
    const pot = {
      operationKey,
      slug: `keys-${operationKey.slice(-6)}`,
      purpose: 'For a test of keys',
      askOrder: 9_000,
      opensOn: '2027-01-01',
      closesOn: undefined,
    }
    return {
      send: (answers) => createPot(by, { ...pot, name: answers }),
      count: () => db.pot.count({ where: { id: operationKey } }),
    }
  },
  async fundPot() {
    const { id, by } = await somePot()
    const operationKey = newId()
    const amounts = { same: pounds(10), other: pounds(11) }
    return {
      send: (answers) => fundPot(by, id, { operationKey, amount: amounts[answers] }),
      count: () => db.journal.count({ where: { kind: 'pot-funded', operationKey } }),
    }
  },
  async proposeRule() {
    const { id, by } = await somePot()
    const operationKey = newId()
    const terms = RuleTerms.parse({ basisPoints: 5_000 })
    return {
      send: (answers) => proposeRule(by, id, { operationKey, terms, reason: answers }),
      count: () => db.ruleProposal.count({ where: { id: operationKey } }),
    }
  },
  async registerArea() {
    const { id, by } = await somePot()
    const area = await build.combinedAuthority()
    const form = {
      operationKey: newId(),
      areaId: area.id,
      status: 'registered' as const,
      chiefDigitalOfficerFromOn: '2024-01-01',
      strategyPublishedOn: '2024-06-01',
      strategyUrl: undefined,
    }
    const today = londonDay(clock.now())
    const days = { same: today, other: addDays(today, 1) }
    return {
      send: (answers) => registerArea(by, id, { ...form, fromOn: days[answers] }),
      count: () => db.areaRegistration.count({ where: { potId: id } }),
    }
  },
  async claimMilestone() {
    const { supplier, milestones } = await build.project()
    const milestoneId = milestones[0]?.id ?? ''
    const input = build.claimInput()
    return {
      send: (note) => claimMilestone(supplier, milestoneId, { ...input, note }),
      count: () => db.claim.count({ where: { milestoneId } }),
    }
  },
  async decideAcceptance() {
    const project = await build.project()
    const { id } = await build.claim({ project })
    return {
      send: (reason) => decideAcceptance(project.lead, id, { decision: 'accepted', reason }),
      count: () => db.acceptance.count({ where: { id } }),
    }
  },
  async sendPaymentFile() {
    const { project, fileId } = await paymentFile()
    const people = { same: project.other, other: await build.paymentApprover() }
    return {
      send: (answers) => sendPaymentFile(people[answers], fileId),
      count: audited(fileId, 'payment-file-sent'),
    }
  },
  async settlePaymentFile() {
    const { project, fileId } = await paymentFile()
    await sendPaymentFile(project.other, fileId)
    const people = { same: project.other, other: await build.paymentApprover() }
    const settledOn = londonDay(clock.now())
    return {
      send: (answers) => settlePaymentFile(people[answers], fileId, { settledOn }),
      count: audited(fileId, 'payment-file-settled'),
    }
  },
}

async function paymentFile() {
  const project = await build.project()
  await build.approvedMilestone({ project })
  return { project, fileId: await makePaymentFile(project.manager, newId()) }
}

test.each(Object.keys(verbs))('%s: one key is one deed with one body', async (name) => {
  const { send, count } = await (verbs[name] ?? expect.fail)()

  const [first, second] = await Promise.all([send('same'), send('same')])
  const again = await send('same')
  await expect(send('other')).rejects.toMatchObject({ kind: 'conflict' })

  expect(await count()).toBe(1)
  expect([second, again]).toEqual([first, first])
})
