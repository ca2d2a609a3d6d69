import { expect, onTestFinished, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { answersOf, beginLookingUp, onRegister, openOf } from '#tests/factories/looking-up.ts'
import { refusedWith } from '#tests/fakes/companies-house.ts'
import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { changeIdentity } from './change-identity.server.ts'
import { decideVerification } from './decide-verification.server.ts'
import { lookUpAgain } from './look-up-again.server.ts'
import { lookUpFirms } from './look-up-firms.server.ts'
import { noteAnswer } from './note-answer.server.ts'
import {
  findOwnVerification,
  getVerification,
  listVerifications,
} from './verification-queries.server.ts'
import { readVerificationFilters } from './verification.ts'

const verify = { decision: 'verify', text: '' } as const
const decline = { decision: 'decline', text: 'It has been wound up' } as const
const dissolved = { company_status: 'dissolved', date_of_cessation: '2026-02-01' }

test('a firm that registers is looked up once, and what was said is kept with its day', async () => {
  const { fake, run } = await beginLookingUp()
  const firm = await build.waitingFirm()
  onRegister(fake, firm, { date_of_creation: '2019-03-04', company_status_detail: 'x' })
  clock.set('2026-06-01T09:00:00Z')

  await run()
  await run()

  expect(fake.asked).toEqual([firm.identity.companyNumber])
  expect(await answersOf(firm.firm.id)).toMatchObject([
    {
      companyNumber: firm.identity.companyNumber,
      answeredAt: new Date('2026-06-01T09:00:00Z'),
      isFound: true,
      status: 'active',
      createdOn: new Date('2019-03-04'),
    },
  ])
  const entry = await db.auditEntry.findFirst({ where: { action: 'register-answered' } })
  expect(entry).toMatchObject({ subjectId: firm.firm.id, personId: null })
})

test('of twenty workers at once one asks', async () => {
  const { fake, run } = await beginLookingUp()
  const firm = await build.waitingFirm()
  onRegister(fake, firm)

  await Promise.all(Array.from({ length: 20 }, run))

  expect(fake.asked).toHaveLength(1)
  expect(await answersOf(firm.firm.id)).toHaveLength(1)
})

test('no transaction is open while the register is asked', async () => {
  const { fake, run } = await beginLookingUp()
  const firm = await build.waitingFirm()
  onRegister(fake, firm)
  let open = -1
  fake.failNext((response) => {
    const statement = `select count(*)::int as open from pg_stat_activity
      where datname = current_database() and state like 'idle in transaction%'`
    void pool.query<{ open: number }>(statement).then(({ rows }) => {
      open = rows[0]?.open ?? -1
      response.writeHead(503).end()
    })
  })

  await run()

  expect(open).toBe(0)
})

test('a worker that dies while it asks holds nobody up for longer than its lease', async () => {
  const { fake, run } = await beginLookingUp()
  const firm = await build.waitingFirm()
  onRegister(fake, firm)
  clock.set('2026-06-01T09:00:00Z')
  const { organisationId, companyNumber } = { ...firm.identity, organisationId: firm.firm.id }
  const leasedUntil = new Date('2026-06-01T09:02:00Z')
  await db.registerLookup.update({ where: { organisationId }, data: { leasedUntil, tries: 1 } })

  clock.set('2026-06-01T09:01:59Z')
  await run()
  const during = fake.asked.length
  clock.set('2026-06-01T09:02:00Z')
  await run()

  expect([during, fake.asked.length]).toEqual([0, 1])
  // It was not dead after all, and answers now: somebody else has.
  await noteAnswer({ organisationId, companyNumber, leasedUntil }, undefined)
  expect(await answersOf(organisationId)).toHaveLength(1)
})

test('a register that does not answer is asked again, later and later, and the others wait', async () => {
  const { fake, run } = await beginLookingUp()
  const [one, other] = [await build.waitingFirm(), await build.waitingFirm()]
  for (const firm of [one, other]) onRegister(fake, firm)
  clock.set('2026-06-01T09:00:00Z')
  fake.failNext(refusedWith(429), refusedWith(500))

  await run()
  expect(fake.asked).toHaveLength(1)
  await run()
  const kept = await db.registerLookup.findMany({
    where: { organisationId: { in: [one.firm.id, other.firm.id] } },
  })
  clock.set('2026-06-01T09:01:00Z')
  await run()

  expect(kept).toMatchObject([
    { tries: 1, leasedUntil: null, dueAt: new Date('2026-06-01T09:01:00Z') },
    { tries: 1, leasedUntil: null, dueAt: new Date('2026-06-01T09:01:00Z') },
  ])
  expect(fake.asked).toHaveLength(4)
  for (const { firm } of [one, other]) expect(await answersOf(firm.id)).toHaveLength(1)
})

test('without a key nobody is asked, and nothing is held', async () => {
  await beginLookingUp()
  const firm = await build.waitingFirm()

  await lookUpFirms()

  const row = { organisationId: firm.firm.id }
  expect(await db.registerLookup.findUniqueOrThrow({ where: row })).toMatchObject({ tries: 0 })
  expect((await openOf(firm.firm.id))?.finding).toBe('not-looked-up')
})

test('a charity and a sole trader are never looked up, and neither is a number that was given free', async () => {
  const { fake, run } = await beginLookingUp()
  const operator = await build.operator()
  const { id, by, identity, firm } = await build.waitingFirm()
  const charity = { ...identity, legalForm: 'charity' as const, companyNumber: null }
  await changeIdentity(by, { identity: { ...charity, charityNumber: '1123456' }, answer: null })
  const declined = await build.waitingFirm()
  await decideVerification(operator, declined.id, decline)

  await run()

  expect(fake.asked).toEqual([])
  expect((await getVerification(operator, id)).answers).toEqual([])
  expect(await answersOf(firm.id)).toEqual([])
})

test.each([
  ['matches', {}],
  ['other-name', { company_name: 'SOMEBODY ELSE LIMITED' }],
  ['insolvent', { company_status: 'liquidation' }],
  ['closed', dissolved],
])('operators see that a firm that waits %s, and find it by that', async (finding, more) => {
  const { fake, run } = await beginLookingUp()
  const operator = await build.operator()
  const firm = await build.waitingFirm()
  onRegister(fake, firm, more)

  await run()

  const filters = readVerificationFilters(new URLSearchParams({ finding }))
  const { verifications } = await listVerifications(operator, filters)
  expect(verifications.map(({ id }) => id)).toContain(firm.id)
  expect(new Set(verifications.map((each) => each.finding))).toEqual(new Set([finding]))
  expect(await getVerification(operator, firm.id)).toMatchObject({ finding, answers: [{}] })
  expect((await findOwnVerification(firm.by))?.answers).toHaveLength(1)
})

test('a number that is not there is said to be so', async () => {
  const { run } = await beginLookingUp()
  const firm = await build.waitingFirm()

  await run()

  expect(await openOf(firm.firm.id)).toMatchObject({ finding: 'not-found' })
  expect(await answersOf(firm.firm.id)).toMatchObject([{ isFound: false, companyName: null }])
})

test('a firm that puts its name right matches at once, and another number is asked about anew', async () => {
  const { fake, run } = await beginLookingUp()
  const firm = await build.waitingFirm()
  onRegister(fake, firm, { company_name: 'RIGHT LIMITED' })
  await run()
  const say = (identity: typeof firm.identity) =>
    changeIdentity(firm.by, { identity, answer: null })

  await say({ ...firm.identity, legalName: 'Right Ltd' })
  const put = await openOf(firm.firm.id)
  await say({ ...firm.identity, legalName: 'Right Ltd', companyNumber: '97000001' })
  const changed = await openOf(firm.firm.id)
  await run()

  expect(put?.finding).toBe('matches')
  expect(changed?.finding).toBe('not-looked-up')
  expect(fake.asked).toEqual([firm.identity.companyNumber, '97000001'])
  expect((await openOf(firm.firm.id))?.finding).toBe('not-found')
})

test('an answer about a number that the firm has given up meanwhile is let go', async () => {
  const { fake, run } = await beginLookingUp()
  const firm = await build.waitingFirm()
  onRegister(fake, firm)
  fake.failNext((response) => {
    const identity = { ...firm.identity, companyNumber: '97000002' }
    void changeIdentity(firm.by, { identity, answer: null }).then(() => {
      const { companyNumber: company_number, legalName: company_name } = firm.identity
      response.writeHead(200).end(JSON.stringify({ company_number, company_name }))
    })
  })

  await run()

  expect(await answersOf(firm.firm.id)).toMatchObject([{ companyNumber: '97000002' }])
})

test('an answer that comes while operators decide is weighed before their decision or after it', async () => {
  const { fake, run } = await beginLookingUp()
  const operator = await build.operator()
  const firm = await build.waitingFirm()
  onRegister(fake, firm, dissolved)

  await Promise.all([run(), decideVerification(operator, firm.id, verify)])

  const decided = await db.verification.findUniqueOrThrow({ where: { id: firm.id } })
  const open = await openOf(firm.firm.id)
  expect([decided.finding, open?.finding]).toEqual(
    decided.finding === 'closed' ? ['closed', undefined] : ['not-looked-up', 'closed'],
  )
})

test('an operator has a firm looked up again at once; nobody else does, and nobody without a key', async () => {
  const { fake, run } = await beginLookingUp()
  const operator = await build.operator()
  const firm = await build.waitingFirm()
  await run()
  onRegister(fake, firm)

  await expect(lookUpAgain(operator, firm.id)).rejects.toThrow('no key')
  env.COMPANIES_HOUSE_KEY = 'k'
  onTestFinished(() => void (env.COMPANIES_HOUSE_KEY = undefined))
  await expect(lookUpAgain(firm.by, firm.id)).rejects.toMatchObject({ kind: 'not-found' })
  await lookUpAgain(operator, firm.id)
  await run()

  expect(fake.asked).toHaveLength(2)
  expect(await getVerification(operator, firm.id)).toMatchObject({
    finding: 'matches',
    mayLookUp: true,
    answers: [{ companyName: expect.any(String) as string }, { companyName: null }],
  })
  const { rows } = await pool.query(
    `select task_identifier from graphile_worker.jobs where key = 'look-up-firms'`,
  )
  expect(rows).toHaveLength(1)
})

test('what the register said is never changed', async () => {
  const { run } = await beginLookingUp()
  const firm = await build.waitingFirm()
  await run()

  const change = pool.query(
    'update register_answers set is_found = is_found where organisation_id = $1',
    [firm.firm.id],
  )

  await expect(change).rejects.toThrow()
})
