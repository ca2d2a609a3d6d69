import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { projectReference } from './milestone.ts'
import { findProjectOf, listProjectsToStart } from './start-queries.server.ts'
import { startProject } from './start-project.server.ts'

test('a confirmed award waits to be started by an officer of its lead council, once', async () => {
  const { challenge, lead } = await build.award()
  expect(await listProjectsToStart(lead)).toMatchObject([{ slug: challenge.slug }])
  expect(await listProjectsToStart(await build.officer())).toEqual([])
  expect(await findProjectOf(challenge.id)).toBeUndefined()

  const { number } = await startProject(lead, challenge.id, build.key())

  expect(await listProjectsToStart(lead)).toEqual([])
  expect(await findProjectOf(challenge.id)).toEqual({ reference: projectReference(number) })
})

test('an award that is not confirmed has no project to start yet', async () => {
  const { lead } = await build.award({ isConfirmed: false })

  expect(await listProjectsToStart(lead)).toEqual([])
})
