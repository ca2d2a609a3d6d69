import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { loseHalfWay } from '#tests/setup/lose-half-way.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { findSignedIn } from '../auth/find-signed-in.server.ts'
import { listCouncilsAt } from '../joining/join-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { findSuccession } from '../organisations/former-queries.server.ts'
import { addSuccessor, removeSuccessor } from './add-successor.server.ts'
import { assignPeople } from './assign-people.server.ts'
import { confirmSuccession } from './confirm-succession.server.ts'
import { proposeSuccession } from './propose-succession.server.ts'
import { getSuccession } from './queries.server.ts'
import { succeedOrganisations } from './succeed-organisations.server.ts'
import { AssignmentsInput, fieldOf, OtherSuccessorInput } from './split.ts'
import { SuccessionInput } from './succession.ts'

type Org = Awaited<ReturnType<typeof build.council>>

const membershipOf = ({ personId, organisationId }: Actor) =>
  db.membership.findUniqueOrThrow({
    where: { personId_organisationId: { personId, organisationId } },
  })

const rolesAt = async ({ personId }: Actor, { id: organisationId }: Org) => {
  const membership = await db.membership.findUnique({
    where: { personId_organisationId: { personId, organisationId }, endedAt: null },
    select: { roles: { select: { role: true }, orderBy: { role: 'asc' } } },
  })
  return membership?.roles.map(({ role }) => role)
}

const isFormer = async ({ id }: Org) => (await db.formerOrganisation.count({ where: { id } })) > 0

/** A county that becomes two councils, where one of its officers goes to the other than the one that answers. */
async function county(vestsOn = '2020-04-01') {
  const [cumbria, cumberland, furness] = [
    await build.council({ name: 'Cumbria' }),
    await build.council({ name: 'Cumberland' }),
    await build.council({ name: 'Furness' }),
  ]
  const stays = await build.officer({ organisation: cumbria })
  const goes = await build.officer({ organisation: cumbria })
  const others = [{ slug: furness.slug, membershipIds: [(await membershipOf(goes)).id] }]
  const asked = { predecessors: [cumbria], successor: cumberland, others, vestsOn }
  return { cumbria, cumberland, furness, stays, goes, ...(await build.succession(asked)) }
}

const here = (successor: string) =>
  OtherSuccessorInput.parse({ operationKey: newId(), kind: 'here', successor })

test('a council that is split is answered for by one, and people go where two operators said', async () => {
  const { cumbria, cumberland, furness, stays, goes, id, second } = await county()

  await confirmSuccession(second, id)

  expect(await rolesAt(stays, cumberland)).toEqual(['officer'])
  expect(await rolesAt(goes, furness)).toEqual(['officer'])
  expect(await rolesAt(goes, cumberland)).toBeUndefined()
  const { became } = await findSuccession(cumbria.id)
  expect(became).toMatchObject({
    successor: { name: 'Cumberland' },
    answeredBy: { name: 'Cumberland' },
    others: [{ name: 'Furness' }],
  })
  for (const { id: heirId } of [cumberland, furness])
    expect((await findSuccession(heirId)).tookOver).toMatchObject([{ nameThen: 'Cumbria' }])
  const { name } = await db.organisation.findUniqueOrThrow({ where: { id: cumbria.id } })
  expect(name).toBe('Cumbria (now Cumberland and others)')
})

test('only people of the council that answers act in the old name, and each acts for their own at once', async () => {
  const { cumbria, cumberland, furness, stays, goes, id, second } = await county()
  const tokens = await Promise.all([stays, goes].map((who) => build.session(who)))
  const people = { in: [stays.personId, goes.personId] }
  await db.session.updateMany({
    where: { personId: people },
    data: { actingForId: cumbria.id },
  })

  await confirmSuccession(second, id)

  const [one, other] = await Promise.all(tokens.map(({ token }) => findSignedIn(token)))
  expect(one?.actor.organisationId).toBe(cumberland.id)
  expect(one?.otherOrganisations.map((each) => each.id)).toEqual([cumbria.id])
  expect(other?.actor.organisationId).toBe(furness.id)
  expect(other?.otherOrganisations).toEqual([])
})

test('roles that move money wait where a council it is split into has no two administrators', async () => {
  const [cumbria, cumberland, furness] = [
    await build.council(),
    await build.council(),
    await build.council(),
  ]
  const [stays, goes] = [
    await build.financeApprover({ organisation: cumbria }),
    await build.financeApprover({ organisation: cumbria }),
  ]
  const others = [{ slug: furness.slug, membershipIds: [(await membershipOf(goes)).id] }]

  const { id } = await build.succeeded({ predecessors: [cumbria], successor: cumberland, others })

  expect(await rolesAt(stays, cumberland)).toEqual(['finance-approver'])
  expect(await rolesAt(goes, furness)).toEqual([])
  const waiting = await db.successionMove.findMany({
    where: { successionId: id, NOT: { waitingRoles: { isEmpty: true } } },
  })
  expect(waiting).toMatchObject([{ roles: [], waitingRoles: ['finance-approver'] }])
})

test('nothing happens while nobody has said into which other councils', async () => {
  const [cumbria, cumberland] = [await build.council(), await build.council()]
  const [first, second] = [await build.operator(), await build.operator()]
  const input = SuccessionInput.parse({
    ...{ kind: 'here', operationKey: newId(), isSplit: 'yes', predecessors: cumbria.slug },
    ...{ successor: cumberland.slug, vestsOn: '2020-04-01', source: 'The Order' },
  })
  const { id } = await proposeSuccession(first, input)

  await expect(confirmSuccession(second, id)).rejects.toMatchObject({ kind: 'conflict' })

  await expect(
    db.succession.update({
      where: { id },
      data: { confirmedById: second.personId, confirmedAt: clock.now() },
    }),
  ).rejects.toThrow(/split into several/)
})

test('two councils are not split in one succession', async () => {
  const councils = [await build.council(), await build.council()]
  const input = SuccessionInput.parse({
    ...{ kind: 'here', operationKey: newId(), isSplit: 'yes' },
    predecessors: councils.map(({ slug }) => slug).join('\n'),
    ...{ successor: (await build.council()).slug, vestsOn: '2020-04-01', source: 'The Order' },
  })

  await expect(proposeSuccession(await build.operator(), input)).rejects.toMatchObject({
    field: 'predecessors',
  })
})

test('whoever proposed a split arranges it, nobody else does, and nobody after it was signed', async () => {
  const { cumbria, cumberland, stays, id, first, second } = await county('2099-04-01')
  const third = await build.council()
  const [other] = (await getSuccession(first, id)).others
  const otherId = other?.id ?? ''
  const mine = [{ membershipId: (await membershipOf(stays)).id, to: otherId }]

  for (const refused of [
    () => addSuccessor(second, id, here(third.slug)),
    () => removeSuccessor(second, id, otherId),
    () => assignPeople(second, id, mine),
  ])
    await expect(refused()).rejects.toMatchObject({ kind: 'forbidden' })
  for (const { slug } of [cumbria, cumberland, { slug: other?.slug ?? '' }])
    await expect(addSuccessor(first, id, here(slug))).rejects.toMatchObject({ field: 'successor' })
  await assignPeople(first, id, mine)
  await confirmSuccession(second, id)

  for (const refused of [
    () => addSuccessor(first, id, here(third.slug)),
    () => removeSuccessor(first, id, otherId),
    () => assignPeople(first, id, mine),
  ])
    await expect(refused()).rejects.toMatchObject({ kind: 'conflict' })
  await expect(db.successionAssignment.deleteMany({ where: { successionId: id } })).rejects.toThrow(
    /arranged while it is proposed/,
  )
  await expect(
    db.proposedSuccessor.create({ data: { successionId: id, councilId: third.id } }),
  ).rejects.toThrow(/arranged while it is proposed/)
})

test('a council taken out again takes nobody, and sent twice it is named once', async () => {
  const { goes, id, first, second, cumberland } = await county()
  const [furness] = (await getSuccession(first, id)).others
  const made = OtherSuccessorInput.parse({
    ...{ operationKey: newId(), kind: 'new', name: 'Westmorland', gss: 'E06000098' },
    ...{ type: 'unitary', place: 'North West' },
  })

  await Promise.all([addSuccessor(first, id, made), addSuccessor(first, id, made)])
  await removeSuccessor(first, id, furness?.id ?? '')
  await confirmSuccession(second, id)

  expect((await getSuccession(first, id)).others).toMatchObject([{ name: 'Westmorland' }])
  expect(await db.organisation.count({ where: { slug: 'westmorland', kind: 'council' } })).toBe(1)
  expect(await rolesAt(goes, cumberland)).toEqual(['officer'])
})

test('somebody of another council, or sent elsewhere than to a council named here, is refused', async () => {
  const { stays, id, first } = await county()
  const stranger = await build.officer()
  const [other] = (await getSuccession(first, id)).others
  const to = other?.id ?? ''
  const sent = async (who: Actor, where: string) =>
    AssignmentsInput.parse({ [fieldOf((await membershipOf(who)).id)]: where })

  await expect(assignPeople(first, id, await sent(stranger, to))).rejects.toMatchObject({
    kind: 'conflict',
  })
  await expect(assignPeople(first, id, await sent(stays, newId()))).rejects.toMatchObject({
    kind: 'conflict',
  })
})

test('a split whose connection is lost half way has done nothing, and happens once the next time', async () => {
  clock.set('2028-03-30T09:00:00Z')
  const { cumbria, furness, goes, id, second } = await county('2028-04-01')
  await confirmSuccession(second, id)
  clock.set('2028-04-01T09:00:00Z')

  const actingFor = await loseHalfWay(goes, succeedOrganisations)

  expect(await isFormer(cumbria)).toBe(false)
  expect(await rolesAt(goes, cumbria)).toEqual(['officer'])
  expect(await db.successionMove.count({ where: { successionId: id } })).toBe(0)
  await Promise.all([succeedOrganisations(), succeedOrganisations()])
  await succeedOrganisations()

  expect(await rolesAt(goes, furness)).toEqual(['officer'])
  expect(await actingFor()).toBe(furness.id)
  const happened = { subjectId: id, action: 'succession-happened' }
  expect(await db.auditEntry.count({ where: happened })).toBe(1)
  expect(await db.furtherSuccessor.count({ where: { formerId: cumbria.id } })).toBe(1)
})

test('a council it is split into that has become part of another itself stands in the way', async () => {
  clock.set('2028-03-30T09:00:00Z')
  const { cumbria, furness, id, second } = await county('2028-04-01')
  await confirmSuccession(second, id)
  await build.succeeded({ predecessors: [furness], successor: await build.council() })
  clock.set('2028-04-01T09:00:00Z')

  await succeedOrganisations()

  expect(await isFormer(cumbria)).toBe(false)
})

test('the mail domain of a council that was split leads to each of its successors', async () => {
  const { cumbria, id, second } = await county()
  const where = { id: cumbria.id }
  await db.organisation.update({ where, data: { websiteDomain: 'cumbria-split.gov.uk' } })

  await confirmSuccession(second, id)

  const at = await listCouncilsAt('ola@cumbria-split.gov.uk')
  expect(at.map(({ name }) => name)).toEqual(['Cumberland', 'Furness'])
})

test('once the council that answers is part of another, that one answers for the council that was split', async () => {
  const { cumbria, cumberland, id, second } = await county()
  await confirmSuccession(second, id)
  const north = await build.council({ name: 'The North' })

  await build.succeeded({ predecessors: [cumberland], successor: north })

  const { became } = await findSuccession(cumbria.id)
  expect(became).toMatchObject({ answeredBy: { name: 'The North' }, others: [{ name: 'Furness' }] })
  const { name } = await db.organisation.findUniqueOrThrow({ where: { id: cumbria.id } })
  expect(name).toBe('Cumbria (now The North and others)')
})
