import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { declinePledge } from './decline-pledge.server.ts'
import { lowerPledge } from './lower-pledge.server.ts'
import { topUpPledge } from './top-up-pledge.server.ts'
import { withdrawPledge } from './withdraw-pledge.server.ts'

type Send = (answers: 'same' | 'other') => Promise<unknown>

/** Each verb with what it counts: it is sent twice at once, again, and then with other answers. */
const verbs: Record<string, () => Promise<{ send: Send; count: () => Promise<number> }>> = {
  async withdrawPledge() {
    const round = await build.round()
    const { id, by } = await build.committedPledge({ round })
    return {
      send: (answers) => withdrawPledge(by, id, { reason: answers }),
      count: () => db.journal.count({ where: { pledgeId: id, kind: 'pledge-withdrawn' } }),
    }
  },
  async lowerPledge() {
    const round = await build.round()
    const { id, by } = await build.committedPledge({ round, amountPence: pounds(900) })
    const operationKey = newId()
    const amounts = { same: pounds(500), other: pounds(400) }
    return {
      send: (answers) => lowerPledge(by, id, { operationKey, amount: amounts[answers] }),
      count: () => db.pledgeChange.count({ where: { pledgeId: id } }),
    }
  },
  async topUpPledge() {
    const round = await build.round()
    const { id, by } = await build.committedPledge({ round, amountPence: pounds(900) })
    const form = { ...build.accepted, operationKey: newId(), fromPence: pounds(900) }
    const amounts = { same: pounds(1_000), other: pounds(1_100) }
    return {
      send: (answers) => topUpPledge(by, id, { ...form, amount: amounts[answers] }),
      count: () => db.pledge.count({ where: { topsUpId: id, state: 'committed' } }),
    }
  },
  async declinePledge() {
    const round = await build.round()
    const organisation = await build.council()
    const by = await build.officer({ organisation })
    const approver = await build.financeApprover({ organisation, limitPence: pounds(1) })
    const { id } = await build.pledge({ round, by, state: 'awaiting-approval' })
    return {
      send: (answers) => declinePledge(approver, id, { reason: answers }),
      count: () => db.auditEntry.count({ where: { subjectId: id, action: 'pledge-declined' } }),
    }
  },
}

test.each(Object.keys(verbs))('%s: one key is one deed with one body', async (name) => {
  const { send, count } = await (verbs[name] ?? expect.fail)()

  const [first, second] = await Promise.all([send('same'), send('same')])
  const again = await send('same')
  await expect(send('other')).rejects.toMatchObject({ kind: 'conflict' })

  expect(await count()).toBe(1)
  // Whether it was new is the only thing an answer may differ in.
  const plain = (answer: unknown) => ({ ...(answer as object), isNew: undefined })
  expect(plain(second)).toEqual(plain(first))
  expect(plain(again)).toEqual(plain(first))
})
