import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { changeBankDetails } from './change-bank-details.server.ts'
import { confirmBankDetails, stopBankDetails } from './confirm-bank-details.server.ts'
import { finishBankDetails, stopBankDetailsByLink } from './finish-bank-details.server.ts'
import { listBankDetailsChanges } from './queries.server.ts'

const START = Date.parse('2026-06-01T09:00:00Z')
const HOLD = 72 * 60 * 60_000
const after = (ms: number) => clock.set(new Date(START + ms).toISOString())

const account = (accountNumber: string) => ({
  ...build.key(),
  ...{ accountName: 'FERNHILL LABS', sortCode: '309430', accountNumber },
})

/** A firm that is paid already, whose administrator asks for another account. */
async function asked() {
  after(0)
  await build.rules()
  const organisation = await build.supplier()
  const admin = await build.administrator({ organisation })
  const colleague = await build.member({ organisation })
  await changeBankDetails(admin, account('00000001'))
  await changeBankDetails(admin, account('00000002'))
  const { organisationId } = admin
  const { id } = await db.bankDetailsChange.findFirstOrThrow({ where: { organisationId } })
  return { admin, colleague, organisationId, id }
}

const inUse = async (organisationId: string) =>
  (await db.bankDetails.findMany({ where: { organisationId, retiredAt: null } })).map(
    ({ accountNumber }) => accountNumber,
  )
const endOf = async (id: string) =>
  (await db.bankDetailsChange.findUniqueOrThrow({ where: { id } })).endedAs

/** The secrets of the links in the mails about it, and to whom they went. */
async function mails(organisationId: string) {
  const people = await db.person.findMany({ where: { memberships: { some: { organisationId } } } })
  const sent = await db.outboxEmail.findMany({
    where: {
      template: 'bank-details-changed',
      toEmail: { in: people.map(({ email }) => email) },
    },
  })
  const links = sent.flatMap(({ text }) => /bank-details\/([0-9a-f]{64})/.exec(text)?.[1] ?? [])
  return { people: people.length, sent, link: links[0] ?? '' }
}

test('the first details are in use at once, others wait, and everybody is mailed with a way to stop them', async () => {
  const { organisationId } = await asked()

  expect(await inUse(organisationId)).toEqual(['00000001'])
  const { people, sent, link } = await mails(organisationId)
  expect([people, sent.length]).toEqual([2, 2])
  expect(sent[0]?.text).toContain('•••• 0002')
  expect(sent[0]?.text).not.toContain('00000002')
  expect(link).toMatch(/^[0-9a-f]{64}$/)
})

test('a change is in use three days after it was asked, once a second person has confirmed it', async () => {
  const { colleague, organisationId, id } = await asked()
  await confirmBankDetails(colleague, id)
  after(HOLD - 1)
  await finishBankDetails()
  expect(await inUse(organisationId)).toEqual(['00000001'])

  after(HOLD)
  await finishBankDetails()
  await finishBankDetails()

  expect(await inUse(organisationId)).toEqual(['00000002'])
  expect(await endOf(id)).toBe('done')
  const all = await db.bankDetails.findMany({ where: { organisationId } })
  expect(all).toHaveLength(2)
})

test('without a second person it waits for ever; one that comes late is enough', async () => {
  const { organisationId, id } = await asked()
  after(10 * HOLD)
  await finishBankDetails()
  expect(await inUse(organisationId)).toEqual(['00000001'])

  await confirmBankDetails(await build.operator(), id)
  await finishBankDetails()

  expect(await inUse(organisationId)).toEqual(['00000002'])
})

test('neither whoever asked, nor a stranger, nor somebody without a role confirms', async () => {
  const { admin, colleague, id } = await asked()
  const stranger = await build.administrator({ organisation: await build.supplier() })

  await expect(confirmBankDetails(admin, id)).rejects.toMatchObject({ kind: 'forbidden' })
  const asOperator = { ...admin, roles: [...admin.roles, 'operator' as const] }
  await expect(confirmBankDetails(asOperator, id)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(confirmBankDetails({ ...colleague, roles: [] }, id)).rejects.toMatchObject({
    kind: 'forbidden',
  })
  for (const deed of [confirmBankDetails, stopBankDetails])
    await expect(deed(stranger, id)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await listBankDetailsChanges(stranger)).toEqual([])
  expect(await listBankDetailsChanges(colleague)).toMatchObject([{ id, mayConfirm: true }])
  expect(await listBankDetailsChanges(admin)).toMatchObject([{ id, mayConfirm: false }])
})

test('anybody of the organisation stops it to the last moment, also once it is confirmed', async () => {
  const { admin, colleague, organisationId, id } = await asked()
  await confirmBankDetails(colleague, id)
  after(HOLD - 1)

  await stopBankDetails(colleague, id)

  after(HOLD)
  await finishBankDetails()
  expect(await inUse(organisationId)).toEqual(['00000001'])
  await expect(stopBankDetails(admin, id)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(confirmBankDetails(colleague, id)).rejects.toMatchObject({ kind: 'not-found' })
})

test('the link of the mails stops it once, and no other link does', async () => {
  const { organisationId, id } = await asked()
  const { link } = await mails(organisationId)
  for (const wrong of ['', 'x', 'a'.repeat(64)])
    await expect(stopBankDetailsByLink(wrong)).rejects.toMatchObject({ kind: 'conflict' })

  await stopBankDetailsByLink(link)

  expect(await endOf(id)).toBe('stopped')
  await expect(stopBankDetailsByLink(link)).rejects.toMatchObject({ kind: 'conflict' })
})

test('one change waits at a time; the same one again changes nothing', async () => {
  const { admin, organisationId, id } = await asked()
  await changeBankDetails(admin, account('00000002'))
  await expect(changeBankDetails(admin, account('00000003'))).rejects.toThrow('waits already')
  expect(await db.bankDetailsChange.count({ where: { organisationId } })).toBe(1)

  await stopBankDetails(admin, id)
  await changeBankDetails(admin, account('00000003'))

  expect(await db.bankDetailsChange.count({ where: { organisationId } })).toBe(2)
})

test('twenty changes at once: one waits', async () => {
  const { admin, organisationId, id } = await asked()
  await stopBankDetails(admin, id)

  await Promise.allSettled(
    Array.from({ length: 20 }, (_, place) =>
      changeBankDetails(admin, account(`1000${1000 + place}`)),
    ),
  )

  const open = { organisationId, endedAt: null }
  expect(await db.bankDetailsChange.count({ where: open })).toBe(1)
  expect(await inUse(organisationId)).toEqual(['00000001'])
})

test('stopping and finishing at once: one of them happens', async () => {
  for (let round = 0; round < 5; round++) {
    const { colleague, organisationId, id } = await asked()
    await confirmBankDetails(colleague, id)
    after(HOLD)

    await Promise.allSettled(
      Array.from({ length: 10 }, () => [
        finishBankDetails(),
        stopBankDetails(colleague, id),
      ]).flat(),
    )

    const isDone = (await endOf(id)) === 'done'
    expect(await inUse(organisationId)).toEqual([isDone ? '00000002' : '00000001'])
    const about = {
      subjectId: organisationId,
      action: { startsWith: 'bank-details-change-stopped' },
    }
    expect(await db.auditEntry.count({ where: about })).toBe(isDone ? 0 : 1)
  }
})

test('what somebody confirmed who has left since waits for somebody else', async () => {
  const { colleague, organisationId, id } = await asked()
  await confirmBankDetails(colleague, id)
  const own = { membership: { personId: colleague.personId } }
  await db.membershipRole.deleteMany({ where: own })
  after(HOLD)
  await finishBankDetails()
  expect([await inUse(organisationId), await endOf(id)]).toEqual([['00000001'], null])

  await confirmBankDetails(await build.operator(), id)
  await finishBankDetails()

  expect([await inUse(organisationId), await endOf(id)]).toEqual([['00000002'], 'done'])
})
