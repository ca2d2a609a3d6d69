import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor } from '../organisations/actor.ts'
import { endLegalHold } from './end-legal-hold.server.ts'
import { forgetRefusalHours } from './forget-refusal-hours.server.ts'
import { getLegalHold, isHeld, listLegalHolds } from './hold-queries.server.ts'
import { HoldInput } from './legal-hold.ts'
import { listOwnAudit } from './search-queries.server.ts'
import { setLegalHold } from './set-legal-hold.server.ts'

const why = { reason: 'A claim about an award', source: 'High Court, 14 June 2026' }
const onPerson = async ({ personId }: Actor) => {
  const { email } = await db.person.findUniqueOrThrow({ where: { id: personId } })
  return HoldInput.parse({ of: 'person', named: email.toUpperCase(), ...why })
}
const onOrganisation = (actor: Actor) =>
  HoldInput.parse({ of: 'organisation', named: actor.organisationName.toUpperCase(), ...why })
const standing = (where: { personId?: string; organisationId?: string }) =>
  db.legalHold.findFirstOrThrow({ where: { ...where, endedAt: null } })

test('a hold on a person holds them alone, until an operator ends it with a reason', async () => {
  const operator = await build.operator()
  const organisation = await build.council()
  const [held, colleague] = [
    await build.officer({ organisation }),
    await build.officer({ organisation }),
  ]

  await setLegalHold(operator, await onPerson(held))
  expect(await isHeld(held.personId)).toBe(true)
  expect(await isHeld(colleague.personId)).toBe(false)

  const { id } = await standing({ personId: held.personId })
  expect(await getLegalHold(operator, id)).toMatchObject({ of: held.personName, ...why })
  await endLegalHold(operator, id, { reason: 'The claim was settled' })
  expect(await isHeld(held.personId)).toBe(false)
  expect((await listLegalHolds(operator)).holds.find((hold) => hold.id === id)).toMatchObject({
    endedReason: 'The claim was settled',
    endedByName: operator.personName,
  })
  await expect(getLegalHold(operator, id)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(endLegalHold(operator, id, { reason: 'Again' })).rejects.toThrow('ended already')
})

test('a hold on an organisation holds whoever belongs or belonged to it, and is in its audit', async () => {
  const operator = await build.operator()
  const admin = await build.administrator()
  const organisation = build.organisationOf(admin)
  const left = await build.officer({ organisation })
  await db.membership.updateMany({
    where: { personId: left.personId },
    data: { endedAt: clock.now() },
  })

  await setLegalHold(operator, onOrganisation(admin))

  for (const { personId } of [admin, left]) expect(await isHeld(personId)).toBe(true)
  expect(await isHeld((await build.officer()).personId)).toBe(false)
  const read = { search: { by: 'others' }, after: undefined, limit: 5 } as const
  const [entry] = (await listOwnAudit(admin, read)).records
  expect(entry).toMatchObject({ action: 'legal-hold-set', roles: ['operator'] })
  expect(entry?.summary).not.toContain(why.reason)
})

test('of two holds set on one person at once one stands, and another may be set after it has ended', async () => {
  const operator = await build.operator()
  const held = await build.officer()
  const input = await onPerson(held)

  const both = await Promise.allSettled([1, 2].map(() => setLegalHold(operator, input)))

  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const { id } = await standing({ personId: held.personId })
  await endLegalHold(operator, id, { reason: 'Settled' })
  await setLegalHold(operator, input)
  expect(await isHeld(held.personId)).toBe(true)
})

test('nobody but an operator sets, reads or ends a hold, and one on nobody is refused beside its field', async () => {
  const operator = await build.operator()
  const held = await build.officer()
  const input = await onPerson(held)
  await setLegalHold(operator, input)
  const { id } = await standing({ personId: held.personId })

  for (const outsider of [held, await build.administrator(), await build.fundManager()]) {
    const tries = [
      setLegalHold(outsider, input),
      endLegalHold(outsider, id, { reason: 'No' }),
      listLegalHolds(outsider),
      getLegalHold(outsider, id),
    ]
    for (const attempt of tries) await expect(attempt).rejects.toMatchObject({ kind: 'not-found' })
  }
  for (const of of ['person', 'organisation'] as const)
    await expect(
      setLegalHold(operator, { ...input, of, named: 'nobody@nowhere.example' }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'named' })
})

test('what was noted of refusals stays while a hold stands, and goes after it', async () => {
  const operator = await build.operator()
  const [held, other] = [await build.officer(), await build.officer()]
  const hour = new Date(Math.floor(clock.real().getTime() / 3_600_000) * 3_600_000 - 30 * 3_600_000)
  for (const { personId } of [held, other])
    await db.refusalHour.create({ data: { personId, act: 'read payments', hour } })
  const count = ({ personId }: Actor) => db.refusalHour.count({ where: { personId } })
  await setLegalHold(operator, await onPerson(held))

  await forgetRefusalHours()
  expect([await count(held), await count(other)]).toEqual([1, 0])

  const { id } = await standing({ personId: held.personId })
  await endLegalHold(operator, id, { reason: 'Settled' })
  await forgetRefusalHours()
  expect(await count(held)).toBe(0)
})
