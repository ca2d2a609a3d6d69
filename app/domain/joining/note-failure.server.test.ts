import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { beginLookingUp, onRegister } from '#tests/factories/looking-up.ts'
import { brokenOff, refusedWith } from '#tests/fakes/companies-house.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import {
  findOwnVerification,
  getVerification,
  listVerifications,
} from './verification-queries.server.ts'
import { readVerificationFilters } from './verification.ts'

test('operators see since when and why a firm could not be looked up, until it is', async () => {
  const { fake, run } = await beginLookingUp()
  const operator = await build.operator()
  const firm = await build.waitingFirm()
  const other = await build.waitingFirm()
  onRegister(fake, firm)
  await db.registerLookup.updateMany({
    where: { organisationId: other.firm.id },
    data: { dueAt: new Date('2100-01-01') },
  })
  const failing = async () => {
    const filters = readVerificationFilters(new URLSearchParams({ finding: 'no-answer' }))
    const { verifications } = await listVerifications(operator, filters)
    return verifications.filter(({ id }) => [firm.id, other.id].includes(id))
  }
  const failure = async () => (await getVerification(operator, firm.id)).failure
  clock.set('2026-06-01T09:00:00Z')
  fake.failNext(refusedWith(503, `<p>${fake.key} from 10.0.0.1</p>`), brokenOff)

  await run()

  const since = new Date('2026-06-01T09:00:00Z')
  expect(await failure()).toEqual({
    ...{ since, reason: 'Companies House answered 503', tries: 1 },
    againAt: new Date('2026-06-01T09:01:00Z'),
  })
  expect(await failing()).toMatchObject([{ id: firm.id, failingSince: since }])
  expect(await findOwnVerification(firm.by)).not.toHaveProperty('failure')

  clock.set('2026-06-01T09:01:00Z')
  await run()
  expect(await failure()).toEqual({
    ...{ since, reason: 'Companies House cannot be reached', tries: 2 },
    againAt: new Date('2026-06-01T09:03:00Z'),
  })

  clock.set('2026-06-01T09:03:00Z')
  await run()
  expect(await failure()).toBeUndefined()
  expect(await failing()).toEqual([])
})
