import { expect, test } from 'vitest'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { listOwnProjects, listSharedNear } from './own-projects.server.ts'

test('a problem shared in the region is shown until the council shares it too', async () => {
  const lead = await build.officer({ organisation: await build.council({ region: 'Wales' }) })
  const shared = await build.challenge({ by: lead })
  const near = await build.officer({ organisation: await build.council({ region: 'Wales' }) })
  const far = await build.officer({ organisation: await build.council({ region: 'London' }) })

  const [found] = await listSharedNear(near)
  expect(found).toMatchObject({ slug: shared.slug, councils: [lead.organisationName] })
  expect(await listSharedNear(far)).toEqual([])

  await build.coSignature({ challengeId: shared.id, by: near })
  expect(await listSharedNear(near)).toEqual([])
})

test('somebody with no part in any project has none', async () => {
  expect((await listOwnProjects(await build.officer())).projects).toEqual([])
})

test('whoever leads, pays, builds or adds match to a project has it among theirs', async () => {
  const project = await build.project({ milestones: [pounds(40_000), pounds(60_000)] })
  const { lead, supplier, manager, other, councils } = project

  for (const actor of [lead, supplier, manager, ...councils])
    expect((await listOwnProjects(actor)).projects).toMatchObject([
      {
        id: project.id,
        supplier: supplier.organisationName,
        milestones: 2,
        paid: 0,
        nextPence: pounds(40_000),
      },
    ])
  expect((await listOwnProjects(other)).projects).toEqual([])
})

test('projects come page by page, the newest first, those a council leads among those it pays for', async () => {
  const older = await build.project({ milestones: [pounds(40_000)] })
  const newer = await build.project({ milestones: [pounds(40_000)], by: older.lead })

  const first = await listOwnProjects(older.lead, { limit: 1 })
  const second = await listOwnProjects(older.lead, { limit: 1, after: first.next })

  expect(first.projects.map(({ id }) => id)).toEqual([newer.id])
  expect(second.projects.map(({ id }) => id)).toEqual([older.id])
  expect(second.next).toBeUndefined()
  expect(await listOwnProjects(older.lead, { limit: 1, after: older.id })).toEqual(first)
  const [payer] = older.councils
  if (!payer) throw new Error('Nobody paid.')
  const third = await build.project({ milestones: [pounds(40_000)], by: payer })
  const paid = await listOwnProjects(payer)
  expect(paid.projects.map(({ id }) => id)).toEqual([third.id, older.id])
})
