import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { loseHalfWay } from '#tests/setup/lose-half-way.ts'
import { clock } from '#app/core/clock.ts'
import { db, transaction } from '#app/core/db.server.ts'
import { londonDay } from '#app/core/time.ts'
import { claimMilestone } from '../delivery/claim-milestone.server.ts'
import { getPublicProject } from '../delivery/project-queries.server.ts'
import { projectReference } from '../delivery/milestone.ts'
import type { Actor } from '../organisations/actor.ts'
import { agreeNovation, endNovation } from './agree-novation.server.ts'
import { listBlocks } from './block-queries.server.ts'
import { confirmSuccession } from './confirm-succession.server.ts'
import { endSuccession } from './end-succession.server.ts'
import { getNovation } from './novation-queries.server.ts'
import { getSuccession } from './queries.server.ts'
import { succeedOrganisations } from './succeed-organisations.server.ts'

const firmOf = async (name: string) => {
  const member = await build.pitchingMember({ name })
  return { member, firm: build.organisationOf(member) }
}

const isFormer = async ({ id }: { id: string }) =>
  (await db.formerOrganisation.count({ where: { id } })) > 0

const blocksOf = async (operator: Actor, id: string) =>
  listBlocks(await getSuccession(operator, id))

/** A project that is being built by a firm which is to become part of another. */
async function building() {
  const project = await build.project()
  const { member: heirMember, firm: heir } = await firmOf('Ashlar Data')
  const firm = build.organisationOf(project.supplier)
  const vestsOn = londonDay(clock.now())
  const asked = await build.takeover({ predecessors: [firm], successor: heir, vestsOn })
  return { project, firm, heir, heirMember, ...asked }
}

test('a running contract goes over only once its lead council has agreed, and is claimed and paid by the new firm', async () => {
  const { project, firm, heir, heirMember, id, first, second } = await building()
  const claimed = () =>
    claimMilestone(heirMember, project.milestones[0]?.id ?? '', build.claimInput())
  const builtBy = async () =>
    (await db.project.findUniqueOrThrow({ where: { id: project.id } })).supplierId

  await confirmSuccession(second, id)
  expect(await isFormer(firm)).toBe(false)
  expect(await blocksOf(first, id)).toEqual([
    expect.stringContaining(
      `has not agreed that Ashlar Data takes over ${projectReference(project.number)}`,
    ),
  ])
  await agreeNovation(project.lead, project.id, build.novationInput())
  expect(await builtBy()).toBe(firm.id)
  await succeedOrganisations()

  expect(await isFormer(firm)).toBe(true)
  expect(await builtBy()).toBe(heir.id)
  await expect(claimed()).rejects.toThrow(/no bank details/)
  await build.bankDetails({ of: heirMember })
  await build.approvedMilestone({ project: { ...project, supplier: heirMember } })
  const payment = await db.payment.findFirstOrThrow({ where: { challengeId: project.challengeId } })
  const details = await db.bankDetails.findFirstOrThrow({ where: { organisationId: heir.id } })
  expect(payment).toMatchObject({ supplierId: heir.id, bankDetailsId: details.id })
  const award = await db.award.findUniqueOrThrow({ where: { challengeId: project.challengeId } })
  expect(award.supplierId).toBe(firm.id)
  const reference = projectReference(project.number)
  expect((await getPublicProject(reference)).supplierName).toBe('Ashlar Data')
  expect((await getNovation(undefined, reference)).past).toMatchObject([
    { from: { name: firm.name }, to: { name: 'Ashlar Data' } },
  ])
})

test('what is claimed is settled with the firm that claimed it, before the contract goes over', async () => {
  const { project, firm, id, first, second } = await building()
  await build.claim({ project })
  await agreeNovation(project.lead, project.id, build.novationInput())

  await confirmSuccession(second, id)

  expect(await isFormer(firm)).toBe(false)
  expect(await blocksOf(first, id)).toEqual([expect.stringContaining('Milestone 1')])
})

test('a contract goes over only once a claim that was begun before is written, and then waits for it', async () => {
  const { project, firm, id, second } = await building()
  await agreeNovation(project.lead, project.id, build.novationInput())
  const of = { organisationId: firm.id, retiredAt: null }
  const { id: bankDetailsId } = await db.bankDetails.findFirstOrThrow({ where: of })
  let confirming: Promise<void> | undefined

  await transaction(async (tx) => {
    await tx.$executeRaw`select id from projects where id = ${project.id}::uuid for share`
    confirming = confirmSuccession(second, id)
    await new Promise((wait) => setTimeout(wait, 300))
    await tx.claim.create({
      data: {
        ...{ milestoneId: project.milestones[0]?.id ?? '', invoiceNumber: '1', note: 'Built' },
        ...{ bankDetailsId, claimedById: project.supplier.personId, claimedAt: clock.now() },
        sealSha256: 'a'.repeat(64),
      },
    })
  })
  await confirming

  expect(await isFormer(firm)).toBe(false)
  expect(await db.project.findUnique({ where: { id: project.id } })).toMatchObject({
    supplierId: firm.id,
  })
})

test('a claim that names bank details of another firm than the builder is refused by the database', async () => {
  const { project, heirMember } = await building()
  await build.bankDetails({ of: heirMember })
  const of = { organisationId: heirMember.organisationId, retiredAt: null }
  const { id: bankDetailsId } = await db.bankDetails.findFirstOrThrow({ where: of })

  await expect(
    db.claim.create({
      data: {
        ...{ milestoneId: project.milestones[0]?.id ?? '', invoiceNumber: '1', note: 'Built' },
        ...{ bankDetailsId, claimedById: heirMember.personId, claimedAt: clock.now() },
        sealSha256: 'a'.repeat(64),
      },
    }),
  ).rejects.toThrow(/firm that builds/)
})

test('only officers of the lead council agree, once, and may take it back until it has happened', async () => {
  const { project, id, first } = await building()
  const input = build.novationInput()

  await expect(
    agreeNovation(await build.officer(), project.id, build.novationInput()),
  ).rejects.toMatchObject({ kind: 'forbidden' })
  await agreeNovation(project.lead, project.id, input)
  await agreeNovation(project.lead, project.id, input)
  await expect(
    agreeNovation(project.lead, project.id, build.novationInput()),
  ).rejects.toMatchObject({ kind: 'conflict' })
  await endNovation(project.lead, project.id, input.operationKey)
  await expect(endNovation(project.lead, project.id, input.operationKey)).rejects.toMatchObject({
    kind: 'conflict',
  })
  await agreeNovation(project.lead, project.id, build.novationInput())
  await endSuccession(first, id, { reason: 'The sale fell through' })

  const open = { projectId: project.id, happenedAt: null, endedAt: null }
  expect(await db.novation.count({ where: open })).toBe(0)
  await expect(
    agreeNovation(project.lead, project.id, build.novationInput()),
  ).rejects.toMatchObject({ kind: 'conflict' })
})

test('the database lets no project change hands without its lead council’s agreement', async () => {
  const { project, firm, heir, id } = await building()

  await expect(
    db.project.update({ where: { id: project.id }, data: { supplierId: heir.id } }),
  ).rejects.toThrow(/by novation/)
  await expect(
    db.novation.create({
      data: {
        ...{ successionId: id, projectId: project.id, agreement: 'None' },
        ...{ fromSupplierId: firm.id, toSupplierId: heir.id },
        ...{ agreedById: project.lead.personId, agreedForId: (await build.council()).id },
        agreedAt: clock.now(),
      },
    }),
  ).rejects.toThrow(/by the council that leads/)
})

test('that a firm is to be succeeded is told to those it is about, and to nobody else before it has happened', async () => {
  const { project, heirMember } = await building()
  const reference = projectReference(project.number)
  const waits = async (actor?: Actor) => (await getNovation(actor, reference)).waits !== undefined

  expect(await waits(project.lead)).toBe(true)
  expect(await waits(project.supplier)).toBe(true)
  expect(await waits(heirMember)).toBe(true)
  expect(await waits(await build.operator())).toBe(true)
  expect(await waits(await build.officer())).toBe(false)
  expect(await waits(undefined)).toBe(false)
})

test('a takeover whose connection is lost half way has done nothing, and happens once the next time', async () => {
  const { project, firm, heir, id, second } = await building()
  await agreeNovation(project.lead, project.id, build.novationInput())

  const actingFor = await loseHalfWay(project.supplier, () => confirmSuccession(second, id))

  expect(await isFormer(firm)).toBe(false)
  expect(await db.project.findUnique({ where: { id: project.id } })).toMatchObject({
    supplierId: firm.id,
  })
  await confirmSuccession(second, id)
  await Promise.all([succeedOrganisations(), succeedOrganisations()])

  expect(await db.project.findUnique({ where: { id: project.id } })).toMatchObject({
    supplierId: heir.id,
  })
  expect(await actingFor()).toBe(heir.id)
  const novated = { subjectId: project.id, action: 'project-novated' }
  expect(await db.auditEntry.count({ where: novated })).toBe(1)
})
