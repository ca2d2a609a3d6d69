import { expect, test } from 'vitest'
import { db } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { inNameOf } from '#tests/setup/in-name-of.ts'
import { endMembership } from '../organisations/end-membership.server.ts'

test('the names that one organisation answers for give one of the two approvals of a payment', async () => {
  const project = await build.project({ milestones: [pounds(60_000)] })
  const former = build.organisationOf(project.manager)
  const heir = await build.funder({ name: 'Office for Growth' })
  const own = await build.fundManager({ organisation: heir })
  await build.takenOver({ predecessors: [former], successor: heir })
  const old = await inNameOf(project.manager, former.id)
  const claim = await build.acceptedClaim({ project })
  await build.approval({ by: old, claim })
  const second = { ...own, memberOf: [heir.id, former.id] }

  await expect(build.approval({ by: second, claim })).rejects.toThrow(/Your organisation gave/)
  await expect(build.approval({ by: own, claim })).rejects.toThrow(/another person/)
  await build.approval({ by: project.other, claim })

  const given = await db.paymentApproval.findMany({ where: { claimId: claim.id } })
  expect(given.map(({ decidedForId }) => decidedForId)).toEqual([
    former.id,
    project.other.organisationId,
  ])
})

test('an approval in the old name no longer counts once its giver is no fund manager of the successor', async () => {
  const project = await build.project({ milestones: [pounds(60_000)] })
  const former = build.organisationOf(project.manager)
  const heir = await build.funder()
  await build.takenOver({ predecessors: [former], successor: heir })
  const old = await inNameOf(project.manager, former.id)
  const claim = await build.acceptedClaim({ project })
  await build.approval({ by: old, claim })
  const { id: membershipId } = await db.membership.findFirstOrThrow({
    where: { personId: old.personId, organisationId: heir.id },
  })

  await endMembership(await build.administrator({ organisation: heir }), membershipId)

  expect(await db.voidedApproval.count()).toBe(1)
})
