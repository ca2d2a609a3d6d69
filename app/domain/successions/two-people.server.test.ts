import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { agreeStop } from '../delivery/agree-stop.server.ts'
import { proposeStop } from '../delivery/propose-stop.server.ts'
import { endMembership } from '../organisations/end-membership.server.ts'
import { confirmSuccession } from './confirm-succession.server.ts'

const reason = 'The firm cannot go on with the work.'

/** The lead council of a project that is being built has become part of another. */
async function ledByFormer() {
  const project = await build.project()
  const former = build.organisationOf(project.lead)
  const successor = await build.council({ name: 'Northmoor' })
  await build.succeeded({ predecessors: [former], successor })
  const officer = await build.officer({ organisation: successor })
  const inOldName = {
    ...officer,
    organisationId: former.id,
    organisationName: former.name,
    organisationSlug: former.slug,
    nowPartOf: successor.name,
  }
  return { project, successor, officer, inOldName }
}

test('an officer of the successor proposes that a project stops which a former council led', async () => {
  const { project, inOldName } = await ledByFormer()
  const stopId = newId()

  await proposeStop(inOldName, project.id, { operationKey: stopId, reason })

  await agreeStop(project.manager, project.id, { operationKey: newId(), stopId })
  expect(await db.projectStop.findUniqueOrThrow({ where: { id: stopId } })).toMatchObject({
    proposedById: inOldName.personId,
    endedAt: null,
  })
})

test('what they proposed in the old name ends when they leave the successor', async () => {
  const { project, successor, officer, inOldName } = await ledByFormer()
  const stopId = newId()
  await proposeStop(inOldName, project.id, { operationKey: stopId, reason })
  const { id } = await db.membership.findFirstOrThrow({ where: { personId: officer.personId } })

  await endMembership(await build.administrator({ organisation: successor }), id)

  await expect(
    agreeStop(project.manager, project.id, { operationKey: newId(), stopId }),
  ).rejects.toMatchObject({ kind: 'conflict' })
})

test('two accounts of one operator are not two who decide that councils become part of another', async () => {
  const [ended, successor] = [await build.council(), await build.council()]
  const { id, first, second } = await build.succession({ predecessors: [ended], successor })
  await build.sameHuman(first, second)

  await expect(confirmSuccession(second, id)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(
    confirmSuccession({ ...second, otherAccounts: [first.personId] }, id),
  ).rejects.toMatchObject({ kind: 'forbidden' })

  expect(await db.succession.findUniqueOrThrow({ where: { id } })).toMatchObject({
    confirmedAt: null,
  })
})
