import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { build } from '#tests/factories/index.ts'
import { claimMilestone } from './claim-milestone.server.ts'
import { decideAcceptance } from './decide-acceptance.server.ts'
import { openEvidence } from './open-evidence.server.ts'

test('a claim sent twice is one claim', async () => {
  const project = await build.project()
  const input = build.claimInput()
  const milestoneId = project.milestones[0]?.id ?? ''

  const sent = await Promise.all([
    claimMilestone(project.supplier, milestoneId, input),
    claimMilestone(project.supplier, milestoneId, input),
  ])

  expect(sent).toEqual([input.claimId, input.claimId])
  expect(await db.claim.count({ where: { milestoneId } })).toBe(1)
  expect(await db.claimEvidence.count({ where: { claimId: input.claimId } })).toBe(1)
})

test('while one claim is open another is refused; after it was sent back another may be made', async () => {
  const project = await build.project()
  const first = await build.claim({ project })
  await expect(build.claim({ project })).rejects.toThrow('claimed already')

  const reason = 'Repeat calls did not fall by a fifth.'
  await decideAcceptance(project.lead, first.id, { decision: 'sent-back', reason })

  expect((await build.claim({ project })).endedAt).toBeNull()
})

test('a claim needs evidence, bank details and somebody of the supplier', async () => {
  const project = await build.project()
  const milestoneId = project.milestones[0]?.id ?? ''
  const noFiles = { ...build.claimInput(), files: [] }
  const claiming = claimMilestone(project.supplier, milestoneId, noFiles)
  await expect(claiming).rejects.toMatchObject({ kind: 'invalid', field: 'evidence' })

  await db.bankDetails.updateMany({
    where: { organisationId: project.supplier.organisationId },
    data: { retiredAt: project.startedAt },
  })
  await expect(build.claim({ project })).rejects.toThrow('no bank details')

  const outsider = await build.member()
  await expect(claimMilestone(outsider, milestoneId, build.claimInput())).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('a file that is not what its name says stops the claim, and nothing of it stays', async () => {
  const project = await build.project()
  const input = build.claimInput(['report.pdf'])
  const bytes = new TextEncoder().encode('<script>alert(1)</script>')
  input.files.push({ name: 'photo.png', bytes })
  const milestoneId = project.milestones[0]?.id ?? ''

  await expect(claimMilestone(project.supplier, milestoneId, input)).rejects.toThrow('photo.png')
  expect(await db.claim.count({ where: { milestoneId } })).toBe(0)
  expect(await db.storedFile.count({ where: { ownerId: project.supplier.organisationId } })).toBe(0)
})

test('nobody accepts their own claim, says the verb and says the database', async () => {
  const project = await build.project()
  const claim = await build.claim({ project })
  const both = { ...project.lead, personId: project.supplier.personId }

  await expect(
    decideAcceptance(both, claim.id, { decision: 'accepted', reason: '' }),
  ).rejects.toThrow('You made this claim')
  await expect(
    db.acceptance.create({
      data: {
        id: claim.id,
        decision: 'accepted',
        reason: 'Fine',
        decidedById: project.supplier.personId,
        decidedForId: project.lead.organisationId,
        decidedAt: project.startedAt,
      },
    }),
  ).rejects.toThrow('one_human_is_one_person')
})

test('two officers who decide at once make one decision', async () => {
  const project = await build.project()
  const claim = await build.claim({ project })
  const colleague = await build.officer({ organisation: build.organisationOf(project.lead) })

  const results = await Promise.allSettled([
    decideAcceptance(project.lead, claim.id, { decision: 'accepted', reason: '' }),
    decideAcceptance(colleague, claim.id, {
      decision: 'sent-back',
      reason: 'The audit is missing.',
    }),
  ])

  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
})

test('evidence is for the supplier, the lead council and who pays; the first opening is noted', async () => {
  const project = await build.project()
  const claim = await build.claim({ project })
  const { fileId } = await db.claimEvidence.findFirstOrThrow({ where: { claimId: claim.id } })
  const wanted = { claimId: claim.id, fileId }

  await openEvidence(project.manager, { ...wanted, isOpened: false })
  expect(await db.evidenceOpening.count({ where: { fileId } })).toBe(0)
  for (const reader of [project.supplier, project.lead, project.manager, project.other])
    expect((await openEvidence(reader, wanted)).name).toBe('acceptance-report.pdf')
  await openEvidence(project.manager, wanted)
  expect(
    await db.evidenceOpening.count({ where: { fileId, personId: project.manager.personId } }),
  ).toBe(1)

  for (const outsider of [await build.officer(), await build.member(), await build.operator()])
    await expect(openEvidence(outsider, wanted)).rejects.toMatchObject({ kind: 'not-found' })
})
