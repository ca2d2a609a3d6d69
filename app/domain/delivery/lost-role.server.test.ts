import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { db, transaction } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { changeRoles } from '../organisations/change-roles.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { decidePayment } from './decide-payment.server.ts'
import { getMilestone } from './milestone-queries.server.ts'

const forbidden = { kind: 'forbidden' }

/** A claim above the threshold that has its first approval, and whoever may take the giver's role away. */
async function firstApproved() {
  await build.policy('payment-second-approval-above-pence', pounds(1_000))
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })
  await build.approval({ by: project.manager, claim })
  const organisation = build.organisationOf(project.manager)
  return {
    ...{ project, claim },
    administrator: await build.administrator({ organisation }),
    colleague: await build.fundManager({ organisation }),
  }
}

async function setRoles(administrator: Actor, { personId }: Actor, roles: Actor['roles']) {
  const { organisationId } = administrator
  const of = { personId_organisationId: { personId, organisationId } }
  const { id } = await db.membership.findUniqueOrThrow({ where: of })
  await changeRoles(administrator, id, roles)
}

const paymentsOf = (claim: { milestoneId: string }) =>
  db.payment.count({ where: { milestoneId: claim.milestoneId } })

test('a first approval stops counting when its giver loses the role, and another manager gives one', async () => {
  const { project, claim, administrator, colleague } = await firstApproved()
  await setRoles(administrator, project.manager, ['payment-approver'])

  await expect(build.approval({ by: project.other, claim })).rejects.toMatchObject(forbidden)
  expect(await paymentsOf(claim)).toBe(0)
  const shown = await getMilestone(colleague, claim.milestoneId)
  expect(shown).toMatchObject({ state: 'accepted', decision: { kind: 'approval' } })
  expect(shown.claim).toMatchObject({
    approvals: [],
    voidedApprovals: [{ decidedById: project.manager.personId }],
  })

  await build.approval({ by: colleague, claim })
  expect(await paymentsOf(claim)).toBe(0)
  await build.approval({ by: project.other, claim })
  expect(await paymentsOf(claim)).toBe(1)
})

test('the role given back does not bring the approval back: it is signed again', async () => {
  const { project, claim, administrator } = await firstApproved()
  await setRoles(administrator, project.manager, [])
  await setRoles(administrator, project.manager, ['fund-manager'])

  await expect(build.approval({ by: project.other, claim })).rejects.toMatchObject(forbidden)
  await build.approval({ by: project.manager, claim })
  await build.approval({ by: project.other, claim })

  expect(await paymentsOf(claim)).toBe(1)
})

test('the approval of somebody whose role ends stands when the payment is made already', async () => {
  const { project, claim, administrator } = await firstApproved()
  await build.approval({ by: project.other, claim })

  await setRoles(administrator, project.manager, [])

  expect(await db.voidedApproval.count({ where: { approval: { claimId: claim.id } } })).toBe(0)
})

test('who keeps the role keeps the approval, whatever else they lose', async () => {
  const { project, claim, administrator } = await firstApproved()
  await setRoles(administrator, project.manager, ['fund-manager', 'payment-approver'])
  await setRoles(administrator, project.manager, ['fund-manager'])

  await build.approval({ by: project.other, claim })

  expect(await paymentsOf(claim)).toBe(1)
})

test('a role that ends while the second approval is given: paid, or void, never both', async () => {
  for (let round = 0; round < 4; round++) {
    const { project, claim, administrator } = await firstApproved()
    await build.readEvidence({ by: project.other, claim })

    const [second] = await Promise.allSettled([
      decidePayment(project.other, claim.id, build.yes(claim.sealSha256)),
      setRoles(administrator, project.manager, []),
    ])

    const voided = await db.voidedApproval.count({ where: { approval: { claimId: claim.id } } })
    const isPaid = second.status === 'fulfilled'
    expect([await paymentsOf(claim), voided]).toEqual(isPaid ? [1, 0] : [0, 1])
  }
})

test('a role that ends waits while a payment is being decided on', async () => {
  const { project, claim, administrator } = await firstApproved()
  const state = { isLost: false }
  let lost: Promise<void> | undefined
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from claims where id = ${claim.id}::uuid for update`
    lost = setRoles(administrator, project.manager, []).then(() => void (state.isLost = true))
    await wait(400)
    expect(state.isLost).toBe(false)
  })
  await lost

  expect(await db.voidedApproval.count({ where: { approval: { claimId: claim.id } } })).toBe(1)
})

test('the database takes no second approval without a first that counts', async () => {
  const { project, claim, administrator } = await firstApproved()
  await setRoles(administrator, project.manager, [])

  const straight = db.$executeRaw`
    insert into payment_approvals (id, claim_id, position, decision, reason, seal_sha256, decided_by_id, decided_for_id, decided_at)
    values (gen_random_uuid(), ${claim.id}::uuid, 2, 'approved', '', ${claim.sealSha256},
      ${project.other.personId}::uuid, ${project.other.organisationId}::uuid, now())`

  await expect(straight).rejects.toThrow('another person')
})
