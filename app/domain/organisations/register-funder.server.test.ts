import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { db } from '#app/core/db.server.ts'
import type { FunderInput } from './funder.ts'
import { registerFunder } from './register-funder.server.ts'

let numbers = 9_910_000
const body = (more: Partial<FunderInput> = {}): FunderInput => ({
  ...{ name: 'Harbour Fund', about: null, kind: 'charity', source: 'Rang its office' },
  ...{ identifier: `GB-CHC-${++numbers}`, field: 'charityNumber' },
  ...more,
})

test('an operator puts a funder on the register, and it is on record with what shows who it is', async () => {
  const operator = await build.operator()
  const input = body({ about: 'Gives small sums.' })

  const { id } = await registerFunder(operator, input)

  const made = await db.funder.findUniqueOrThrow({ where: { id }, include: { organisation: true } })
  expect(made).toMatchObject({
    kind: 'charity',
    identifier: input.identifier,
    source: 'Rang its office',
    registeredById: operator.personId,
    organisation: { kind: 'funder', name: 'Harbour Fund', about: 'Gives small sums.' },
  })
  const entry = await db.auditEntry.findFirst({ where: { subjectId: id } })
  expect(entry).toMatchObject({ action: 'funder-registered', personId: operator.personId })
})

test('of ten operators who register one body at once one does, and the others learn that it is here', async () => {
  const operators = await Promise.all(Array.from({ length: 10 }, () => build.operator()))
  const input = body()

  const results = await Promise.allSettled(operators.map((each) => registerFunder(each, input)))

  const lost = results.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  )
  expect(lost).toHaveLength(9)
  for (const reason of lost)
    expect(reason).toMatchObject({ kind: 'conflict', field: 'charityNumber' })
  expect(await db.funder.count({ where: { identifier: input.identifier } })).toBe(1)
  expect(await db.organisation.count({ where: { kind: 'funder', funder: null } })).toBe(0)
})

test('ten bodies of one name at once have an address each', async () => {
  const operator = await build.operator()
  const name = 'Fund of One Name'

  const made = await Promise.all(
    Array.from({ length: 10 }, () => registerFunder(operator, body({ name }))),
  )

  const rows = await db.organisation.findMany({ where: { id: { in: made.map(({ id }) => id) } } })
  expect(new Set(rows.map(({ slug }) => slug)).size).toBe(10)
  expect(rows.map(({ slug }) => slug)).toContain('fund-of-one-name')
})

test('a combined authority is one of the register', async () => {
  const operator = await build.operator()
  const area = await build.combinedAuthority()
  const { gss } = await db.council.findUniqueOrThrow({ where: { id: area.id } })
  const as = (identifier: string) =>
    registerFunder(operator, body({ kind: 'combined-authority', identifier, field: 'areaCode' }))

  await expect(as('E47999999')).rejects.toMatchObject({ kind: 'invalid', field: 'areaCode' })
  await expect(as(gss)).resolves.toBeDefined()
})

test('nobody but an operator registers a funder', async () => {
  for (const actor of [
    await build.fundManager(),
    await build.administrator(),
    await build.member(),
  ])
    await expect(registerFunder(actor, body())).rejects.toMatchObject({ kind: 'not-found' })
})
