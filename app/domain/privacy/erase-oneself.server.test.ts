import { expect, test } from 'vitest'
import { askChecks } from '#app/core/ask-checks.server.ts'
import { clock } from '#app/core/clock.ts'
import { db, pool, transaction } from '#app/core/db.server.ts'
import { env } from '#app/core/env.server.ts'
import { pounds } from '#app/core/money.ts'
import { signIn } from '#emails/sign-in.tsx'
import { build } from '#tests/factories/index.ts'
import { checks as auditChecks } from '../audit/checks.server.ts'
import { findSignedIn } from '../auth/find-signed-in.server.ts'
import { checks as ledgerChecks } from '../ledger/checks.server.ts'
import { queueEmail } from '../notifications/queue-email.server.ts'
import { makePledge } from '../pledges/make-pledge.server.ts'
import { eraseOneself } from './erase-oneself.server.ts'
import { listObstacles } from './obstacles.server.ts'

env.DEMONSTRATION = false
const mail = signIn({ name: 'Ann', href: 'https://x.test/1', code: '123456', minutes: 10 })

test('a person is gone everywhere, while money and audit trail hold', async () => {
  clock.set('2027-03-01T09:00:00Z')
  const round = await build.round()
  await build.pot({ for: round })
  // A name that stands nowhere by chance, as "Person 9" does in "Erased person 9".
  const officer = await build.officer({ name: 'Wilhelmina Quill', limitPence: pounds(1_000) })
  const pledge = await build.pledge({ round, by: officer, amountPence: pounds(100) })
  await makePledge(officer, pledge.id, build.accepted)
  const { token } = await build.session(officer)
  const before = await db.person.findUniqueOrThrow({ where: { id: officer.personId } })
  await transaction((tx) => queueEmail(tx, { key: 'k', mail, to: before }))

  await eraseOneself(officer)

  const after = await db.person.findUniqueOrThrow({ where: { id: officer.personId } })
  expect(after.name).toMatch(/^Erased person [0-9a-f]{6}$/)
  expect(await findSignedIn(token)).toBeUndefined()
  expect(await traces([before.name, before.email, before.slug])).toEqual([])
  expect(await db.membership.count({ where: { personId: before.id, endedAt: null } })).toBe(0)
  expect(await db.membershipRole.count({ where: { membership: { personId: before.id } } })).toBe(0)
  expect(await db.pledge.findUnique({ where: { id: pledge.id } })).toMatchObject({
    madeById: before.id,
    state: 'committed',
  })
  expect((await askChecks([...auditChecks, ...ledgerChecks])).broken).toEqual([])
})

/** Every text of every table of the database in which one of these stands. */
async function traces(texts: string[]) {
  const columns = await db.$queryRaw<{ table: string; column: string }[]>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb', 'USER-DEFINED', 'citext')`
  const found: string[] = []
  for (const { table, column } of columns)
    for (const text of texts) {
      const { rows } = await pool.query<{ isThere: boolean }>(
        `select exists (select from "${table}" where "${column}"::text ilike $1) as "isThere"`,
        [`%${text}%`],
      )
      if (rows[0]?.isThere) found.push(`${table}.${column}: ${text}`)
    }
  return found
}

test('a message to somebody erased is not written, and one that waited never leaves', async () => {
  const officer = await build.officer()
  const before = await db.person.findUniqueOrThrow({ where: { id: officer.personId } })
  await transaction((tx) => queueEmail(tx, { key: 'waits', mail, to: before }))
  await eraseOneself(officer)
  const after = await db.person.findUniqueOrThrow({ where: { id: officer.personId } })
  await transaction((tx) => queueEmail(tx, { key: 'later', mail, to: after }))

  expect(await db.outboxEmail.count({ where: { idempotencyKey: 'later' } })).toBe(0)
  expect(await db.outboxEmail.findUnique({ where: { idempotencyKey: 'waits' } })).toMatchObject({
    toEmail: '',
    html: '',
    gaveUpAt: expect.any(Date) as Date,
  })
})

test('nobody is erased while a pledge waits for their signature', async () => {
  const round = await build.round()
  const council = await build.council()
  const approver = await build.officer({ organisation: council, limitPence: pounds(1_000) })
  const pledge = await build.pledge({ round, amountPence: pounds(100) })
  await db.pledge.update({
    where: { id: pledge.id },
    data: { state: 'awaiting-approval', signById: approver.personId },
  })
  await expect(eraseOneself(approver)).rejects.toThrow('1 pledge')
  await db.pledge.update({ where: { id: pledge.id }, data: { state: 'draft', signById: null } })
  await eraseOneself(approver)
})

test('of the last two administrators who go at once one stays', async () => {
  const organisation = await build.council()
  await build.officer({ organisation })
  const both = await Promise.all(
    [1, 2].map(() => build.officer({ organisation, roles: ['administrator'] })),
  )
  expect(await listObstacles(both[0]?.personId ?? '')).toEqual([])

  const ends = await Promise.allSettled(both.map((one) => eraseOneself(one)))

  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const stays = both[ends.findIndex(({ status }) => status === 'rejected')]
  expect(await listObstacles(stays?.personId ?? '')).toEqual([
    expect.stringContaining('would have no administrator'),
  ])
})

test('people of the demonstration are not erased', async () => {
  env.DEMONSTRATION = true
  await expect(eraseOneself(await build.officer())).rejects.toThrow('demonstration')
  env.DEMONSTRATION = false
})
