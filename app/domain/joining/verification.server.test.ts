import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { withProofs } from '../audit/require-proof.server.ts'
import { requireVerified } from '../organisations/require-verified.server.ts'
import { changeIdentity } from './change-identity.server.ts'
import { decideVerification } from './decide-verification.server.ts'
import {
  findOwnVerification,
  getVerification,
  listVerifications,
} from './verification-queries.server.ts'
import { readVerificationFilters, verificationsHref } from './verification.ts'

const verify = { decision: 'verify', text: '' } as const
const ask = { decision: 'ask', text: 'A letter from your bank' } as const
const decline = { decision: 'decline', text: 'The register has no such firm' } as const

const isVerified = async (id: string) =>
  (await db.organisation.findUniqueOrThrow({ where: { id } })).verifiedAt !== null

const mails = (toEmail: string) =>
  db.outboxEmail.findMany({
    where: { toEmail, template: 'verification-news' },
    orderBy: { id: 'asc' },
    select: { subject: true, text: true },
  })

test('an operator verifies a firm: it is told, and may pitch and show', async () => {
  const operator = await build.operator()
  const { id, firm, email } = await build.waitingFirm({ name: 'Ashlar Data' })
  const mayShow = () => transaction((tx) => requireVerified(tx, firm.id))
  await expect(mayShow()).rejects.toMatchObject({ kind: 'forbidden' })

  await decideVerification(operator, id, verify)

  await expect(mayShow()).resolves.toBeUndefined()
  expect((await mails(email)).map(({ subject }) => subject)).toEqual(['Ashlar Data is verified'])
  const entry = await db.auditEntry.findFirst({
    where: { subjectId: id, action: 'supplier-verified' },
  })
  expect(entry).toMatchObject({ personId: operator.personId })
})

test('of twenty decisions at once one counts, and what is decided stays', async () => {
  const operator = await build.operator()
  const { id, firm, email } = await build.waitingFirm()
  const decisions = Array.from({ length: 20 }, (_, place) => (place % 2 ? verify : decline))

  const results = await Promise.allSettled(
    decisions.map((decision) => decideVerification(operator, id, decision)),
  )

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await mails(email)).toHaveLength(1)
  const { state } = await db.verification.findUniqueOrThrow({ where: { id } })
  expect(await isVerified(firm.id)).toBe(state === 'verified')
  const undo = db.verification.update({ where: { id }, data: { legalName: 'Another' } })
  await expect(undo).rejects.toThrow('decided once')
})

test('a firm that is asked for more comes back into the queue with its answer', async () => {
  const operator = await build.operator()
  const { id, by, identity, email } = await build.waitingFirm()

  await decideVerification(operator, id, ask)
  const asked = await findOwnVerification(by)
  await expect(changeIdentity(by, { identity, answer: null })).rejects.toMatchObject({
    field: 'answer',
  })
  await changeIdentity(by, { identity, answer: 'Here it is' })

  expect(asked?.latest).toMatchObject({ state: 'asked', moreAsked: ask.text })
  expect((await mails(email))[0]?.text).toContain(ask.text)
  expect(await getVerification(operator, id)).toMatchObject({
    state: 'waiting',
    answer: 'Here it is',
  })
})

test('a firm that is declined is told why, lets its number go and may ask again', async () => {
  const operator = await build.operator()
  const { id, by, identity, firm, email } = await build.waitingFirm()

  await decideVerification(operator, id, decline)

  expect((await mails(email))[0]?.text).toContain(decline.text)
  expect(await db.supplier.count({ where: { companyNumber: firm.companyNumber } })).toBe(0)
  await changeIdentity(by, { identity, answer: 'The name was wrong' })
  const { verifications } = await listVerifications(
    operator,
    readVerificationFilters(new URLSearchParams('cause=asked-again')),
  )
  expect(verifications.map(({ legalName }) => legalName)).toContain(identity.legalName)
})

test.each([
  ['name', { legalName: 'Another Name Ltd' }],
  ['number', { companyNumber: '96000001' }],
])(
  'a verified firm that changes its %s is not verified until operators have looked',
  async (_, changed) => {
    const operator = await build.operator()
    const { id, by, identity, firm, email } = await build.waitingFirm()
    await decideVerification(operator, id, verify)

    await changeIdentity(by, { identity: { ...identity, ...changed }, answer: null })

    expect(await isVerified(firm.id)).toBe(false)
    expect((await mails(email)).at(-1)?.subject).toContain('checked again')
    const own = await findOwnVerification(by)
    expect(own?.latest).toMatchObject({ cause: 'changed', state: 'waiting', ...changed })
    await decideVerification(operator, (await openOf(firm.id)).id, verify)
    expect(await isVerified(firm.id)).toBe(true)
  },
)

const openOf = (organisationId: string) =>
  db.verification.findFirstOrThrow({ where: { organisationId, decidedAt: null } })

test('being verified ends with the name or the number, by whatever way it changes', async () => {
  const operator = await build.operator()
  for (const change of [
    (id: string) => db.organisation.update({ where: { id }, data: { name: 'By hand' } }),
    (id: string) => db.supplier.update({ where: { id }, data: { companyNumber: null } }),
  ]) {
    const { id, firm } = await build.waitingFirm()
    await decideVerification(operator, id, verify)

    await change(firm.id)

    expect(await isVerified(firm.id)).toBe(false)
  }
})

test('a name that changes while an operator signs is changed afterwards: what was signed is what was decided', async () => {
  const operator = await build.operator()
  const { id, by, identity, firm } = await build.waitingFirm({ name: 'Signed Ltd' })
  const renamed = { identity: { ...identity, legalName: 'Renamed Ltd' }, answer: null }
  let changing: Promise<void> = Promise.resolve()

  await withProofs(
    async (tx) => {
      changing = changeIdentity(by, renamed)
      await Promise.race([changing, tx.$queryRaw`select pg_sleep(1)::text`])
    },
    () => decideVerification(operator, id, verify),
  )
  await changing

  const decided = await db.verification.findUniqueOrThrow({ where: { id } })
  expect(decided).toMatchObject({ legalName: 'Signed Ltd', state: 'verified' })
  expect(await isVerified(firm.id)).toBe(false)
  expect(await openOf(firm.id)).toMatchObject({ legalName: 'Renamed Ltd', cause: 'changed' })
})

test('a number of another firm is refused, and nothing changes', async () => {
  const one = await build.waitingFirm()
  const other = await build.waitingFirm()
  const identity = { ...other.identity, companyNumber: one.identity.companyNumber }

  await expect(changeIdentity(other.by, { identity, answer: null })).rejects.toMatchObject({
    kind: 'conflict',
    field: 'companyNumber',
  })
  await expect(
    changeIdentity(other.by, { identity: other.identity, answer: null }),
  ).rejects.toThrow('Nothing has changed')
})

test('nobody but operators sees the queue, and nobody but a firm’s administrators changes who it is', async () => {
  const { id, by, identity } = await build.waitingFirm()
  const council = await build.administrator()
  const member = await build.member({ organisation: build.organisationOf(by) })
  const all = readVerificationFilters(new URLSearchParams())

  for (const actor of [by, council]) {
    await expect(listVerifications(actor, all)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(getVerification(actor, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(decideVerification(actor, id, verify)).rejects.toMatchObject({ kind: 'not-found' })
  }
  for (const actor of [member, council])
    await expect(changeIdentity(actor, { identity, answer: null })).rejects.toMatchObject({
      kind: 'not-found',
    })
  expect(await findOwnVerification(council)).toBeUndefined()
  expect((await findOwnVerification(member))?.latest?.id).toBe(id)
})

test('the queue begins with whoever waits longest, and goes on from the last one shown', async () => {
  const operator = await build.operator()
  for (let each = 0; each < 27; each++) await build.waitingFirm()
  const first = await listVerifications(operator, readVerificationFilters(new URLSearchParams()))

  const href = verificationsHref({ state: 'waiting' }, first.next)
  const second = await listVerifications(
    operator,
    readVerificationFilters(new URL(href, 'https://site.test').searchParams),
  )

  const times = [...first.verifications, ...second.verifications].map(({ askedAt }) =>
    askedAt.getTime(),
  )
  expect(first.verifications).toHaveLength(25)
  expect(times).toEqual(times.toSorted((one, other) => one - other))
  const ids = first.verifications.map(({ id }) => id)
  expect(second.verifications.filter(({ id }) => ids.includes(id))).toEqual([])
})

test('a firm is shown with others of its name, however it is written, and of its people’s domain', async () => {
  const operator = await build.operator()
  const named = await build.waitingFirm({ name: 'The Harbour & Quay Ltd', email: 'a@one.example' })
  const mailed = await build.waitingFirm({ email: 'b@harbour.example' })
  const publicly = await build.waitingFirm({ email: 'c@gmail.com' })
  const { id } = await build.waitingFirm({
    name: 'HARBOUR AND QUAY LIMITED',
    email: 'd@harbour.example',
  })
  const other = await build.waitingFirm({ email: 'e@gmail.com' })

  const { alike } = await getVerification(operator, id)

  const found = Object.fromEntries(alike.map((each) => [each.id, each.isSameName]))
  expect(found).toEqual({ [named.firm.id]: true, [mailed.firm.id]: false })
  expect((await getVerification(operator, other.id)).alike).toEqual([])
  expect(publicly.firm.id).not.toBe(other.firm.id)
})
