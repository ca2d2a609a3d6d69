import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { getPolicyNumber } from '#app/domain/organisations/policy-number.server.ts'
import { policyNumbers } from '../data/policy-numbers.ts'
import { loadRegister } from './register.ts'

test('the register loads whole, and loading it again changes nothing', async () => {
  await loadRegister()
  const first = await everything()

  await loadRegister()

  expect(await everything()).toEqual(first)
  expect(first.councils).toHaveLength(398)
  expect(first.areas).toHaveLength(16)
  expect(first.members).toHaveLength(145)
  expect(first.mayors.length).toBeGreaterThan(20)
  expect(first.functions).toHaveLength(113)
  expect(first.services).toHaveLength(1519)
})

test('a council keeps its id when the register corrects it', async () => {
  await loadRegister()
  const sheffield = { organisation: { slug: 'sheffield' } }
  const before = await db.council.findFirstOrThrow({ where: sheffield })
  await db.organisation.update({
    where: { id: before.id },
    data: { name: 'Shefield', slug: 'old' },
  })
  await db.council.update({ where: { id: before.id }, data: { population: 1 } })

  await loadRegister()

  expect(await db.council.findFirstOrThrow({ where: sheffield })).toEqual(before)
})

test('two councils that stand on each other’s tiles go back to their own', async () => {
  await loadRegister()
  const before = await tilesOf('leeds', 'sheffield')
  const [leeds, sheffield] = before
  await move('leeds', null, null)
  await move('sheffield', leeds?.tileColumn ?? null, leeds?.tileRow ?? null)
  await move('leeds', sheffield?.tileColumn ?? null, sheffield?.tileRow ?? null)

  await loadRegister()

  expect(await tilesOf('leeds', 'sheffield')).toEqual(before)
})

test('a mayor’s last day entered on the site is kept', async () => {
  await loadRegister()
  const term = await db.mayorTerm.findFirstOrThrow({ where: { name: 'Andy Burnham' } })
  const toOn = new Date('2026-06-30')
  await db.mayorTerm.update({ where: { id: term.id }, data: { toOn } })

  await loadRegister()

  expect(await db.mayorTerm.findUniqueOrThrow({ where: { id: term.id } })).toEqual({
    ...term,
    toOn,
  })
})

test('every number that the code asks for is in force today', async () => {
  await loadRegister()

  expect(await getPolicyNumber('award-standstill-working-days')).toBe(8n)
  for (const { key, value } of policyNumbers) expect(await getPolicyNumber(key)).toBe(value)
})

test('two processes may load it at once', async () => {
  await Promise.all([loadRegister(), loadRegister()])

  expect(await db.council.count()).toBe(398)
})

async function everything() {
  return {
    organisations: await db.organisation.findMany({ orderBy: { id: 'asc' } }),
    councils: await db.council.findMany({ orderBy: { gss: 'asc' } }),
    areas: await db.combinedAuthority.findMany({ orderBy: { id: 'asc' } }),
    members: await db.combinedAuthorityMember.findMany({
      orderBy: [{ combinedAuthorityId: 'asc' }, { councilId: 'asc' }],
    }),
    mayors: await db.mayorTerm.findMany({ orderBy: { id: 'asc' } }),
    functions: await db.serviceFunction.findMany({ orderBy: { id: 'asc' } }),
    services: await db.service.findMany({ orderBy: { id: 'asc' } }),
    holidays: await db.bankHoliday.findMany({ orderBy: [{ division: 'asc' }, { day: 'asc' }] }),
  }
}

async function tilesOf(...slugs: string[]) {
  const councils = await db.council.findMany({
    where: { organisation: { slug: { in: slugs } } },
    select: { gss: true, tileColumn: true, tileRow: true },
    orderBy: { organisation: { slug: 'asc' } },
  })
  return councils
}

async function move(slug: string, tileColumn: number | null, tileRow: number | null) {
  await db.council.updateMany({
    where: { organisation: { slug } },
    data: { tileColumn, tileRow },
  })
}
