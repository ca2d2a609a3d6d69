import { expect, test } from 'vitest'
import { build } from '#tests/factories/index.ts'
import { listOwnAudit } from '../audit/search-queries.server.ts'
import type { Actor } from '../organisations/actor.ts'

/** What others did, as whoever answers for this organisation reads it, the oldest first. */
async function othersDid(to: Actor) {
  const reader = { ...to, roles: ['administrator'] } satisfies Actor
  const wanted = { search: { by: 'others' }, after: undefined, limit: 200 } as const
  const { records } = await listOwnAudit(reader, wanted)
  return records
    .map(({ action, organisationName, roles }) => ({ action, organisationName, roles }))
    .reverse()
}

test('a firm finds who accepted and approved its milestone, and the lead council what the firm and the funder did', async () => {
  const project = await build.project()
  await build.approvedMilestone({ project })
  const { supplier, lead, manager } = project
  const funder = { organisationName: manager.organisationName, roles: ['fund-manager'] }
  const council = { organisationName: lead.organisationName, roles: ['officer'] }
  const firm = { organisationName: supplier.organisationName, roles: ['member'] }

  expect(await othersDid(supplier)).toEqual([
    { action: 'project-started', ...council },
    { action: 'claim-accepted', ...council },
    { action: 'evidence-opened', ...funder },
    { action: 'payment-approved', ...funder },
  ])
  expect((await othersDid(lead)).slice(-3)).toEqual([
    { action: 'milestone-claimed', ...firm },
    { action: 'evidence-opened', ...funder },
    { action: 'payment-approved', ...funder },
  ])
  expect((await othersDid(manager)).slice(-2)).toEqual([
    { action: 'milestone-claimed', ...firm },
    { action: 'claim-accepted', ...council },
  ])
})

test('neither another firm nor another council finds any of it', async () => {
  const project = await build.project()
  await build.approvedMilestone({ project })

  for (const outsider of [await build.firmMember(), await build.officer()])
    expect(await othersDid(outsider)).toEqual([])
})
