import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { importScheme, previewScheme } from './import-scheme.server.ts'
import { getDelegatedLimit } from './queries.server.ts'
import { setLimit } from './set-limit.server.ts'

const source = 'Cabinet, 4 March 2027, minute 12'
const from = '2027-04-01'

async function team() {
  clock.set('2027-03-01T12:00:00Z')
  const organisation = await build.council()
  const administrator = await build.administrator({ organisation })
  const [una, ola, ian] = [
    await build.financeApprover({ organisation, name: 'Una', limitPence: pounds(5_000) }),
    await build.financeApprover({ organisation, name: 'Ola', limitPence: pounds(7_000) }),
    await build.officer({ organisation, name: 'Ian' }),
  ]
  const emailOf = async ({ personId }: { personId: string }) =>
    (await db.person.findUniqueOrThrow({ where: { id: personId } })).email
  const content = [
    'email,kind_of_spend,limit,year_limit',
    `${await emailOf(una)},any,"6,000","60,000"`,
    `${await emailOf(ian)},any,500,`,
  ].join('\n')
  return { organisation, administrator, una, ola, ian, file: { content, from, source } }
}

type Team = Awaited<ReturnType<typeof team>>

const limitsOn = (day: string, { una, ola, ian }: Team) =>
  Promise.all([una, ola, ian].map((who) => getDelegatedLimit(who, day)))

test('limits become what the file says from its day on, all at once; until then they stay', async () => {
  const all = await team()
  const { seen } = await previewScheme(all.administrator, all.file)
  expect(await limitsOn(from, all)).toEqual([pounds(5_000), pounds(7_000), 0n])

  await importScheme(all.administrator, { ...all.file, seen })

  expect(await limitsOn('2027-03-31', all)).toEqual([pounds(5_000), pounds(7_000), 0n])
  expect(await limitsOn(from, all)).toEqual([pounds(6_000), 0n, pounds(500)])
  const records = await db.auditEntry.findMany({
    where: { organisationId: all.organisation.id },
    orderBy: { id: 'asc' },
  })
  expect(records.map(({ action }) => action).sort()).toEqual([
    'limit-ended',
    'limit-set',
    'limit-set',
    'scheme-imported',
  ])
})

test('read a second time, the same file changes nothing', async () => {
  const all = await team()
  await importScheme(all.administrator, {
    ...all.file,
    seen: (await previewScheme(all.administrator, all.file)).seen,
  })

  const again = await previewScheme(all.administrator, all.file)

  expect(again).toMatchObject({ changes: [], unchangedCount: 2, problems: [] })
  const count = () => db.auditEntry.count({ where: { organisationId: all.organisation.id } })
  const before = await count()
  await importScheme(all.administrator, { ...all.file, seen: again.seen })
  expect(await count()).toBe(before)
})

test('what has changed since it was shown is not made, and nothing of it', async () => {
  const all = await team()
  const { seen } = await previewScheme(all.administrator, all.file)
  const { id } = await db.membership.findFirstOrThrow({ where: { personId: all.ola.personId } })
  await setLimit(all.administrator, id, { limit: pounds(1), from, source })

  const late = importScheme(all.administrator, { ...all.file, seen })

  await expect(late).rejects.toMatchObject({ kind: 'conflict' })
  expect(await limitsOn(from, all)).toEqual([pounds(5_000), pounds(1), 0n])
})

test('of two who make the same change at once, it is made once', async () => {
  const all = await team()
  const { seen } = await previewScheme(all.administrator, all.file)

  const results = await Promise.allSettled(
    Array.from({ length: 10 }, () => importScheme(all.administrator, { ...all.file, seen })),
  )

  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const rows = await db.delegatedLimit.count({
    where: { membership: { organisationId: all.organisation.id }, toOn: null },
  })
  expect(rows).toBe(2)
})

test('a line that cannot be read stops all, and so does a day that is over', async () => {
  const all = await team()
  const bad = { ...all.file, content: `${all.file.content}\nnobody@hull.gov.uk,any,5,` }

  const { problems, seen } = await previewScheme(all.administrator, bad)
  expect(problems).toEqual([
    { line: 4, problem: 'Nobody of your council signs in as nobody@hull.gov.uk' },
  ])
  await expect(importScheme(all.administrator, { ...bad, seen })).rejects.toMatchObject({
    ...{ kind: 'invalid', field: 'content' },
  })
  await expect(
    previewScheme(all.administrator, { ...all.file, from: '2027-02-28' }),
  ).rejects.toMatchObject({ kind: 'invalid', field: 'from' })
  expect(await limitsOn(from, all)).toEqual([pounds(5_000), pounds(7_000), 0n])
})

test('nobody but an administrator of the council reads or changes its limits by file', async () => {
  const all = await team()
  const supplier = await build.administrator({ organisation: await build.supplier() })

  for (const who of [all.una, supplier])
    await expect(previewScheme(who, all.file)).rejects.toMatchObject({ kind: 'forbidden' })
  const stranger = await build.administrator()
  const { problems, changes } = await previewScheme(stranger, all.file)
  expect([problems.length, changes.length]).toEqual([2, 0])
})
