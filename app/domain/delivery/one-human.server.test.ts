import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import type { Actor, Role } from '../organisations/actor.ts'
import { makePaymentFile } from '../payments/make-payment-file.server.ts'
import { decideAcceptance } from './decide-acceptance.server.ts'
import { decidePayment } from './decide-payment.server.ts'
import { sendPaymentFile } from './send-payment-file.server.ts'

const forbidden = { kind: 'forbidden' }

/** The same human with a role in another organisation, acting for that one. */
async function alsoActingFor(who: Actor, elsewhere: Actor, role: Role): Promise<Actor> {
  await build.membership({
    personId: who.personId,
    organisationId: elsewhere.organisationId,
    roles: [role],
  })
  return { ...elsewhere, personId: who.personId, personName: who.personName, roles: [role] }
}

test('the friendly approver: one human in two funders does not approve a payment twice', async () => {
  await build.policy('payment-second-approval-above-pence', pounds(1_000))
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })
  await build.approval({ by: project.manager, claim })
  const again = await alsoActingFor(project.manager, project.other, 'payment-approver')

  await build.readEvidence({ by: again, claim })
  const second = decidePayment(again, claim.id, build.yes(claim.sealSha256))

  await expect(second).rejects.toMatchObject(forbidden)
  const row = { claimId: claim.id, position: 2, decision: 'approved', reason: '' }
  const straight = db.paymentApproval.create({
    data: {
      ...row,
      id: newId(),
      sealSha256: claim.sealSha256,
      decidedById: again.personId,
      decidedForId: again.organisationId,
      decidedAt: clock.now(),
    },
  })
  await expect(straight).rejects.toThrow()
})

test('one human in the firm and in the lead council does not accept what they claimed', async () => {
  const project = await build.project()
  const claim = await build.claim({ project })
  const again = await alsoActingFor(project.supplier, project.lead, 'officer')

  const accepted = decideAcceptance(again, claim.id, { decision: 'accepted', reason: '' })

  await expect(accepted).rejects.toMatchObject(forbidden)
})

test('one human in the lead council and in the funder does not pay for what they accepted', async () => {
  const project = await build.project()
  const claim = await build.acceptedClaim({ project })
  const again = await alsoActingFor(project.lead, project.manager, 'fund-manager')
  await build.readEvidence({ by: again, claim })

  const paid = decidePayment(again, claim.id, build.yes(claim.sealSha256))

  await expect(paid).rejects.toMatchObject(forbidden)
})

test('one human in two funders does not send the payment file they made', async () => {
  const project = await build.project()
  await build.approvedMilestone({ project })
  const fileId = await makePaymentFile(project.manager, newId())
  const again = await alsoActingFor(project.manager, project.other, 'fund-manager')

  await expect(sendPaymentFile(again, fileId)).rejects.toMatchObject(forbidden)
})

test('one mailbox is one person: an address with a tag is no second account', async () => {
  await build.person({ email: 'two.eyes@example.gov.uk' })

  for (const email of ['two.eyes+2@example.gov.uk', 'two.eyes@example.gov.uk'])
    await expect(build.person({ email })).rejects.toThrow()
  await build.person({ email: 'two.eyes@example.org' })
  await build.person({ email: 'twoeyes@example.gov.uk' })
})

test('of twenty accounts of one mailbox made at once there is one', async () => {
  const made = await Promise.allSettled(
    Array.from({ length: 20 }, (_, tag) => build.person({ email: `many+${tag}@example.gov.uk` })),
  )

  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
