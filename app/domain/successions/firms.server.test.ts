import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { addDays, londonDay } from '#app/core/time.ts'
import { findSignedIn } from '../auth/find-signed-in.server.ts'
import { bookSlot } from '../market-days/book-slot.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { changeSupplierDetails } from '../organisations/change-supplier-details.server.ts'
import { findSuccession } from '../organisations/former-queries.server.ts'
import { SupplierDetailsInput } from '../organisations/supplier.ts'
import { startPitch } from '../pitches/start-pitch.server.ts'
import { readSupplierFilters } from '../profiles/supplier-filters.ts'
import { listPublicSuppliers } from '../profiles/supplier-list.server.ts'
import { listBlocks } from './block-queries.server.ts'
import { confirmSuccession } from './confirm-succession.server.ts'
import { proposeTakeover } from './propose-takeover.server.ts'
import { getSuccession } from './queries.server.ts'

const firmOf = async (name: string) => {
  const member = await build.pitchingMember({ name })
  return { member, firm: build.organisationOf(member) }
}

const blocksOf = async (operator: Actor, id: string) =>
  listBlocks(await getSuccession(operator, id))

test('firms merge: people go on with their roles, the old firm keeps its page and its name, the list has the new one', async () => {
  const { member, firm } = await firmOf('Fernhill Findable')
  const { firm: heir } = await firmOf('Tideline Findable')

  await build.takenOver({ predecessors: [firm], successor: heir })

  const at = { personId: member.personId, organisationId: heir.id }
  const membership = await db.membership.findUniqueOrThrow({
    where: { personId_organisationId: at, endedAt: null },
    include: { roles: true },
  })
  expect(membership.roles.map(({ role }) => role)).toEqual(['member'])
  expect((await findSuccession(firm.id)).became).toMatchObject({
    nameThen: 'Fernhill Findable',
    successor: { name: 'Tideline Findable' },
  })
  // A decision of operators that comes late brings it back no more.
  await db.organisation.update({ where: { id: firm.id }, data: { verifiedAt: clock.now() } })
  const found = await listPublicSuppliers(readSupplierFilters(new URLSearchParams('q=findable')))
  expect(found.suppliers.map(({ name }) => name)).toEqual(['Tideline Findable'])
  const ended = { subjectKind: 'organisation', subjectId: firm.id, action: 'supplier-ended' }
  expect(await db.auditEntry.count({ where: ended })).toBe(1)
})

test('whoever acts in the old name of a firm reads what it had and begins nothing', async () => {
  const { member, firm } = await firmOf('Fernhill')
  const { firm: heir } = await firmOf('Tideline')
  const call = await build.pitchCall()
  const day = await build.marketDay()
  await build.takenOver({ predecessors: [firm], successor: heir })
  const { token } = await build.session(member)
  await db.session.updateMany({
    where: { personId: member.personId },
    data: { actingForId: firm.id },
  })

  const actor = (await findSignedIn(token))?.actor

  expect(actor).toMatchObject({ organisationId: firm.id, roles: ['member'], nowPartOf: 'Tideline' })
  if (!actor) return
  const says = /begins nothing new/
  const slot = { slotId: day.slotIds[0] ?? '', challengeId: day.challenge.id, title: 'A demo' }
  const details = SupplierDetailsInput.parse({ town: 'Leeds', staffCount: '3' })
  await expect(startPitch(actor, call.challenge.slug)).rejects.toThrow(says)
  await expect(bookSlot(actor, day.slug, { ...slot, operationKey: newId() })).rejects.toThrow(says)
  await expect(changeSupplierDetails(actor, details)).rejects.toMatchObject({ kind: 'not-found' })
})

test('the database refuses a pitch, an award, a slot, bank details and a project of a former firm', async () => {
  const { member, firm } = await firmOf('Fernhill')
  const { firm: heir } = await firmOf('Tideline')
  const call = await build.pitchCall()
  const before = await build.pitch({ call, by: member, isSent: false })
  await build.takenOver({ predecessors: [firm], successor: heir })
  const other = await build.pitchCall()
  const theDatabase = /former_organisations_begin_nothing/

  await expect(build.pitch({ call: other, by: member })).rejects.toThrow(theDatabase)
  await expect(
    db.pitch.update({ where: { id: before.id }, data: { sentAt: clock.now() } }),
  ).rejects.toThrow(theDatabase)
  await expect(
    db.bankDetails.create({
      data: {
        ...{ organisationId: firm.id, accountName: 'F', sortCode: '309950' },
        ...{ accountNumber: '12345678', addedById: member.personId, addedAt: clock.now() },
      },
    }),
  ).rejects.toThrow(theDatabase)
})

test('a successor that is not verified, an award that waits and a slot to come stand in the way', async () => {
  const { member, firm } = await firmOf('Fernhill')
  const unverified = await build.supplier({ name: 'Tideline' })
  const day = await build.marketDay({
    startsAt: `${addDays(londonDay(clock.now()), 30)}T10:00:00Z`,
  })
  await db.booking.create({
    data: {
      ...{ slotId: day.slotIds[0] ?? '', marketDayId: day.id, supplierId: firm.id },
      ...{ title: 'A demo', bookedById: member.personId, bookedAt: clock.now() },
      operationKey: newId(),
    },
  })
  const { id, first } = await build.takeover({ predecessors: [firm], successor: unverified })
  const won = await build.award()
  const winner = build.organisationOf(won.supplierMember)
  const other = await build.takeover({ predecessors: [winner], successor: firm })

  expect(await blocksOf(first, id)).toEqual([
    expect.stringContaining('not verified'),
    expect.stringContaining('market day'),
  ])
  expect(await blocksOf(other.first, other.id)).toEqual([
    expect.stringContaining('project has not started'),
  ])
})

test('a pitch to an open call is withdrawn with its firm; one that is being assessed stands in the way without a word on which', async () => {
  const { member, firm } = await firmOf('Fernhill')
  const { firm: heir } = await firmOf('Tideline')
  const call = await build.pitchCall()
  clock.set(new Date(call.opensAt.getTime() + 60_000).toISOString())
  const pitch = await build.pitch({ call, by: member })
  const { id, first, second } = await build.takeover({
    predecessors: [firm],
    successor: heir,
    vestsOn: londonDay(clock.now()),
  })

  expect(await blocksOf(first, id)).toEqual([])
  const open = clock.now()
  clock.set(new Date(call.closesAt.getTime() + 60_000).toISOString())
  const [said = ''] = await blocksOf(first, id)
  expect(said).toContain('Its own people see what')
  expect(said).not.toContain(call.challenge.title)
  clock.set(open.toISOString())
  await confirmSuccession(second, id)

  const after = await db.pitch.findUniqueOrThrow({ where: { id: pitch.id } })
  expect(after.withdrawnAt).not.toBeNull()
})

test('only operators propose, and a firm is not found as a funder', async () => {
  const { firm } = await firmOf('Fernhill')
  const { member, firm: heir } = await firmOf('Tideline')
  const input = {
    operationKey: newId(),
    predecessors: [firm.slug],
    successor: heir.slug,
    vestsOn: '2028-04-01',
    source: 'The agreement',
    sourceUrl: undefined,
  }
  const operator = await build.operator()

  await expect(proposeTakeover(member, { kind: 'supplier', ...input })).rejects.toMatchObject({
    kind: 'forbidden',
  })
  await expect(proposeTakeover(operator, { kind: 'funder', ...input })).rejects.toMatchObject({
    field: 'predecessors',
  })
  await expect(
    proposeTakeover(operator, { kind: 'supplier', ...input, successor: firm.name }),
  ).rejects.toMatchObject({ field: 'successor' })
})
