import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { dateOf, londonInstant } from '#app/core/time.ts'
import { build } from '#tests/factories/index.ts'
import { readMatchFacts } from './match-facts.server.ts'

test('a council that leaves an area counts in it until the day before', async () => {
  const round = await build.round()
  const officer = await build.officer()
  const area = await build.combinedAuthority({ name: 'Tees Valley' })
  const key = { combinedAuthorityId: area.id, councilId: officer.organisationId }
  await db.combinedAuthorityMember.create({
    data: { ...key, role: 'constituent', fromOn: dateOf('2027-05-06') },
  })
  const areasOn = async (day: string) => {
    const at = londonInstant(day, '12:00')
    const pledge = {
      pledgeId: newId(),
      amountPence: pounds(1),
      fundingType: 'revenue' as const,
      at,
    }
    const asked = { ...pledge, councilId: officer.organisationId, challengeId: round.challengeId }
    return (await readMatchFacts([asked]))[0]?.areas.map(({ name }) => name)
  }

  expect(await areasOn('2027-05-05')).toEqual([])
  expect(await areasOn('2027-05-06')).toEqual(['Tees Valley'])
  await db.combinedAuthorityMember.updateMany({ where: key, data: { toOn: dateOf('2028-04-01') } })
  expect(await areasOn('2028-03-31')).toEqual(['Tees Valley'])
  expect(await areasOn('2028-04-01')).toEqual([])
})

test('nobody is a member of an area twice on one day', async () => {
  const officer = await build.officer()
  const area = await build.combinedAuthority({ name: 'North East' })
  const key = { combinedAuthorityId: area.id, councilId: officer.organisationId }
  const join = (fromOn: string) =>
    db.combinedAuthorityMember.create({
      data: { ...key, role: 'constituent', fromOn: dateOf(fromOn) },
    })
  await join('2027-05-06')
  await expect(join('2028-05-06')).rejects.toThrow()
})
