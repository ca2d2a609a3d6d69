import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction, type Tx } from '#app/core/db.server.ts'
import { decideJoinRequest } from '../joining/decide-join-request.server.ts'
import { forgetOldJoinRequests } from '../joining/forget-old-invitations.server.ts'
import { getJoinRequest, listJoinRequests } from '../joining/join-queries.server.ts'
import type { DecisionInput } from '../joining/join-request.ts'
import { requestSignIn } from './request-sign-in.server.ts'
import { getJoining, requestJoining, sendJoinRequest } from './request-joining.server.ts'
import { newSecret } from './secret.server.ts'
import { signInByLink } from './sign-in-by-link.server.ts'

const who = { name: 'Ida Low', jobTitle: 'Clerk' }
const yes: DecisionInput = { decision: 'yes', roles: ['officer'], reason: '' }
const no: DecisionInput = { decision: 'no', roles: [], reason: 'We do not know you' }
let places = 0

/** A council with a domain of its own, or one that it shares. */
async function councilAt(websiteDomain = `place-${++places}.gov.uk`) {
  const council = await build.council()
  await db.organisation.update({ where: { id: council.id }, data: { websiteDomain } })
  return { ...council, websiteDomain }
}

async function linkFor(email: string) {
  const address = `203.0.113.${++places}`
  const { browser } = await requestJoining(email, { browser: undefined, address })
  const { text } = await db.outboxEmail.findFirstOrThrow({
    where: { toEmail: email, template: 'join' },
    orderBy: { id: 'desc' },
  })
  return { token: /\/join\/([0-9a-f]{64})/.exec(text)?.[1] ?? '', browser }
}

/** Somebody who has asked to join, and waits. */
async function waiting(organisation: { id: string; websiteDomain: string }, name = 'ida') {
  const email = `${name}@${organisation.websiteDomain}`
  await sendJoinRequest(await linkFor(email), { ...who, organisationId: organisation.id })
  const { id } = await db.joinRequest.findFirstOrThrow({ where: { email, decidedAt: null } })
  return { id, email }
}

test('known and unknown addresses are mailed the same, and a link for joining signs nobody in', async () => {
  const known = await build.officer({ email: 'known@york.gov.uk' })
  const links = [await linkFor('known@york.gov.uk'), await linkFor('unknown@york.gov.uk')]

  const mails = await db.outboxEmail.findMany({
    where: { template: 'join', toEmail: { in: ['known@york.gov.uk', 'unknown@york.gov.uk'] } },
  })
  const texts = mails.map(({ text }) => text.replace(/[0-9a-f]{64}/, 'TOKEN'))
  expect(texts).toHaveLength(2)
  expect(new Set(texts).size).toBe(1)
  for (const link of links)
    await expect(signInByLink(link)).rejects.toMatchObject({ kind: 'conflict' })
  expect(await db.session.count({ where: { personId: known.personId } })).toBe(0)
})

test('an address leads to the councils at its domain: one, those that share it, or none', async () => {
  const [one, other] = [await councilAt('both.gov.uk'), await councilAt('both.gov.uk')]
  const names = async (email: string) =>
    (await getJoining(await linkFor(email))).councils.map(({ name }) => name)

  expect((await names('a@both.gov.uk')).sort()).toEqual([one.name, other.name].sort())
  expect(await names('a@team.both.gov.uk')).toHaveLength(2)
  expect(await names('a@gmail.com')).toEqual([])
  expect(await names('a@elsewhere.gov.uk')).toEqual([])
  await expect(
    sendJoinRequest(await linkFor('a@elsewhere.gov.uk'), { ...who, organisationId: one.id }),
  ).rejects.toMatchObject({ kind: 'invalid', field: 'organisationId' })
})

test('a link for joining works once, in the browser that asked, and a sign-in link is none', async () => {
  const council = await councilAt()
  const email = `nia@${council.websiteDomain}`
  const link = await linkFor(email)
  const input = { ...who, organisationId: council.id }

  for (const browser of [undefined, newSecret()])
    await expect(sendJoinRequest({ ...link, browser }, input)).rejects.toMatchObject({
      kind: 'not-found',
    })
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => sendJoinRequest(link, input)),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.joinRequest.count({ where: { email } })).toBe(1)
  await expect(sendJoinRequest(await linkFor(email), input)).rejects.toThrow('asked')
  const asked = await build.officer()
  const person = await db.person.findUniqueOrThrow({ where: { id: asked.personId } })
  const from = { browser: undefined, address: '203.0.113.1' }
  const { browser } = await requestSignIn({ email: person.email, next: '/', ...from })
  const { text } = await db.outboxEmail.findFirstOrThrow({ where: { toEmail: person.email } })
  const token = /\/sign-in\/([0-9a-f]{64})/.exec(text)?.[1] ?? ''
  await expect(getJoining({ token, browser })).rejects.toMatchObject({ kind: 'not-found' })
})

test('the council’s administrator is told, and says yes with roles: then there is a member', async () => {
  const council = await councilAt()
  const ada = await build.administrator({ organisation: council })
  const { id, email } = await waiting(council)
  const { email: to } = await db.person.findUniqueOrThrow({ where: { id: ada.personId } })
  expect(await db.outboxEmail.count({ where: { toEmail: to, template: 'join-asked' } })).toBe(1)
  expect(await db.person.count({ where: { email } })).toBe(0)
  expect((await listJoinRequests(ada)).requests).toMatchObject([{ id, name: 'Ida Low', email }])

  await decideJoinRequest(ada, id, yes)

  const member = await db.membership.findFirstOrThrow({
    where: { person: { email } },
    include: { roles: true },
  })
  expect(member).toMatchObject({ organisationId: council.id, jobTitle: 'Clerk' })
  expect(member.roles).toMatchObject([{ role: 'officer', grantedById: ada.personId }])
  expect(await db.joinRequest.findUnique({ where: { id } })).toMatchObject({
    email: null,
    name: null,
    personId: member.personId,
  })
  expect(await db.outboxEmail.count({ where: { toEmail: email, template: 'join-decided' } })).toBe(
    1,
  )
  expect((await listJoinRequests(ada)).requests).toEqual([])
})

test('a no is mailed with its reason, makes nobody, and is forgotten after thirty days', async () => {
  clock.set('2027-06-01T00:00:00Z')
  const council = await councilAt()
  const ada = await build.administrator({ organisation: council })
  const { id, email } = await waiting(council)

  await decideJoinRequest(ada, id, no)

  const mail = await db.outboxEmail.findFirstOrThrow({
    where: { toEmail: email, template: 'join-decided' },
  })
  expect(mail.text).toContain('We do not know you')
  expect(await db.person.count({ where: { email } })).toBe(0)
  const left = async () => {
    await forgetOldJoinRequests()
    return db.joinRequest.count({ where: { id } })
  }
  clock.set('2027-07-01T00:00:00Z')
  expect(await left()).toBe(1)
  clock.set('2027-07-01T00:00:00.001Z')
  expect(await left()).toBe(0)
})

test('of twenty answers at once one counts', async () => {
  const council = await councilAt()
  const ada = await build.administrator({ organisation: council })
  const { id, email } = await waiting(council)
  let answers: Promise<PromiseSettledResult<void>[]> = Promise.resolve([])

  // All that can begin have begun before the first may write.
  await transaction(async (tx) => {
    await tx.$executeRaw`select from join_requests where id = ${id}::uuid for update`
    answers = Promise.allSettled(Array.from({ length: 20 }, () => decideJoinRequest(ada, id, no)))
    await untilTwoWait(tx)
  })

  const results = await answers
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.outboxEmail.count({ where: { toEmail: email, template: 'join-decided' } })).toBe(
    1,
  )
})

/** The second to wait for a row waits behind the first. */
async function untilTwoWait(tx: Tx) {
  for (let tries = 0; tries < 500; tries++) {
    const [row] = await tx.$queryRaw<{ isSecond: boolean }[]>`
      select exists (select from pg_locks join pg_database on oid = database
        where datname = current_database() and locktype = 'tuple' and not granted) as "isSecond"`
    if (row?.isSecond) return
  }
  throw new Error('nobody waited')
}

test('operators answer only for a council that has no administrator, and nobody for another council', async () => {
  const [council, empty] = [await councilAt(), await councilAt()]
  const ada = await build.administrator({ organisation: council })
  const officer = await build.officer({ organisation: council })
  const operator = await build.operator()
  const [own, theirs] = [await waiting(council), await waiting(empty)]

  const waitingForOperators = async () =>
    (await listJoinRequests(operator)).requests.map(({ id }) => id)
  expect(await waitingForOperators()).toContain(theirs.id)
  expect(await waitingForOperators()).not.toContain(own.id)
  await expect(listJoinRequests(officer)).rejects.toMatchObject({ kind: 'forbidden' })
  for (const [who, id] of [
    [operator, own.id],
    [ada, theirs.id],
    [officer, own.id],
  ] as const) {
    await expect(getJoinRequest(who, id)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(decideJoinRequest(who, id, yes)).rejects.toMatchObject({ kind: 'not-found' })
  }
  await expect(
    decideJoinRequest(operator, theirs.id, { ...yes, roles: ['fund-manager'] }),
  ).rejects.toMatchObject({ kind: 'invalid' })
  await expect(
    decideJoinRequest(operator, theirs.id, { ...yes, roles: ['finance-approver'] }),
  ).rejects.toMatchObject({ kind: 'conflict', field: 'roles' })
  await decideJoinRequest(operator, theirs.id, { ...yes, roles: ['administrator'] })
  expect(await waitingForOperators()).not.toContain(theirs.id)
})

test('whoever belongs to the council already is told to sign in', async () => {
  const council = await councilAt()
  const email = `member@${council.websiteDomain}`
  await build.officer({ organisation: council, email })

  await expect(
    sendJoinRequest(await linkFor(email), { ...who, organisationId: council.id }),
  ).rejects.toThrow('already. Sign in')
})
