import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from './actor.ts'
import { getPowers, limitFor } from './powers.server.ts'

/** As a verb reads it, after the rule book's version of that moment. */
async function powersOf({ personId, organisationId: councilId }: Actor) {
  const { version } = await db.ruleBook.findFirstOrThrow()
  return getPowers({ personId, councilId, on: londonDay(clock.now()) }, version)
}

test('what is kept in memory is read again once a role or a limit is given or taken away', async () => {
  const officer = await build.officer({ limitPence: pounds(100) })
  const before = await powersOf(officer)
  expect(await powersOf(officer)).toBe(before)
  const membershipId = before.membershipId ?? ''

  await build.twoAdministrators(officer.organisationId)
  await db.membershipRole.create({
    data: { membershipId, role: 'finance-approver', grantedAt: clock.now() },
  })
  expect((await powersOf(officer)).roles.toSorted()).toEqual(['finance-approver', 'officer'])

  await db.delegatedLimit.updateMany({ where: { membershipId }, data: { limitPence: pounds(7) } })
  expect(limitFor(await powersOf(officer), 'revenue')).toMatchObject({ limitPence: pounds(7) })

  await db.membershipRole.deleteMany({ where: { membershipId, role: 'officer' } })
  expect((await powersOf(officer)).roles).toEqual(['finance-approver'])

  await db.membership.update({ where: { id: membershipId }, data: { endedAt: clock.now() } })
  expect(await powersOf(officer)).toMatchObject({ membershipId: undefined, roles: [], limits: [] })
})

test('the limit for a funding type goes before the one for all', async () => {
  const officer = await build.officer({ limitPence: pounds(100) })
  const { membershipId = '' } = await powersOf(officer)
  const source = 'made for a test'
  await db.delegatedLimit.create({
    data: {
      ...{ id: newId(), membershipId, spend: 'capital', limitPence: pounds(5), source },
      fromOn: new Date('2020-04-01'),
    },
  })

  const powers = await powersOf(officer)

  expect(limitFor(powers, 'capital')).toMatchObject({ limitPence: pounds(5) })
  expect(limitFor(powers, 'revenue')).toMatchObject({ limitPence: pounds(100) })
})
