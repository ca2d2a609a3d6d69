import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { invariant } from '#app/core/refusal.ts'
import { claimMilestone } from '#app/domain/delivery/claim-milestone.server.ts'
import { decideAcceptance } from '#app/domain/delivery/decide-acceptance.server.ts'
import { decidePayment } from '#app/domain/delivery/decide-payment.server.ts'
import { listPotFunders } from '#app/domain/delivery/hands.server.ts'
import { openEvidence } from '#app/domain/delivery/open-evidence.server.ts'
import { sendPaymentFile } from '#app/domain/delivery/send-payment-file.server.ts'
import { settlePaymentFile } from '#app/domain/delivery/settle-payment-file.server.ts'
import { startProject } from '#app/domain/delivery/start-project.server.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'
import { changeBankDetails } from '#app/domain/payments/change-bank-details.server.ts'
import { makePaymentFile } from '#app/domain/payments/make-payment-file.server.ts'
import {
  projects,
  type DemonstrationProject,
  type DemonstrationProjectMilestone,
} from '../demonstration/projects.ts'
import { idOf } from './challenges.ts'
import { evidenceFile } from './evidence-file.ts'
import { leadOf, type Told } from './told.ts'
import { dayOn, on, type Happening } from './timeline.ts'

/** Projects start, milestones are claimed, accepted, approved by two people, and paid. */
export const deliveryHappenings = (told: Told): Happening[] => [
  {
    at: on(621, '09:00'),
    what: 'the portal has an account to pay from',
    tell: () =>
      changeBankDetails(told.cast.holder('solve-once', 'administrator'), {
        operationKey: newId(),
        accountName: 'SOLVE ONCE',
        sortCode: '000000',
        accountNumber: '00000001',
      }),
  },
  ...projects.flatMap((project) => [
    {
      at: on(project.startedDaysAgo, '09:30'),
      what: `the project of ${project.challenge} starts`,
      tell: async () =>
        startProject(await leadOf(told, project.challenge), idOf(told.ids, project.challenge), {
          operationKey: newId(),
        }),
    },
    ...project.milestones.flatMap((milestone, place) =>
      milestoneHappenings({ project, milestone, position: place + 1 }, told),
    ),
  ]),
]

type Step = {
  project: DemonstrationProject
  milestone: DemonstrationProjectMilestone
  position: number
}

function milestoneHappenings(step: Step, told: Told): Happening[] {
  const { project, milestone, position } = step
  const { claim, state } = milestone
  if (!claim) return []
  const claimId = newId()
  const later = (days: number, what: string, tell: Happening['tell']) => ({
    at: on(Math.max(claim.daysAgo - days, 0), '16:00'),
    what: `${project.challenge}, milestone ${position}: ${what}`,
    tell,
  })
  return [
    later(0, 'claimed', () => makeClaim(step, claimId, told)),
    ...(state === 'claimed' ? [] : [later(3, 'accepted', () => accept(project, claimId, told))]),
    ...(state === 'paid'
      ? [
          later(5, 'approved', () => approve(claimId, told)),
          later(6, 'payment sent', () => send(told)),
          later(8, 'paid', () => settle(claim.daysAgo - 8, told)),
        ]
      : []),
  ]
}

async function makeClaim(
  { project, milestone, position }: Step,
  claimId: string,
  { cast, ids }: Told,
) {
  const { id } = await db.milestone.findFirstOrThrow({
    where: { position, project: { challengeId: idOf(ids, project.challenge) } },
  })
  invariant(milestone.claim, 'a claimed milestone says how')
  const { invoiceNumber, note, evidence } = milestone.claim
  await claimMilestone(cast.holder(project.supplier, 'member'), id, {
    claimId,
    invoiceNumber,
    note,
    files: evidence.map((title) => evidenceFile(title, note)),
  })
}

const accept = async (project: DemonstrationProject, claimId: string, told: Told) =>
  decideAcceptance(await leadOf(told, project.challenge), claimId, {
    decision: 'accepted',
    reason: 'We checked each part of the acceptance test with the councils named.',
  })

const dividend = 'office-for-digital-devolution'
const seedFund = 'shared-solutions-trust'

/** A manager whose pot pays first; above the threshold the other as the second pair of eyes. */
async function approve(claimId: string, { cast }: Told) {
  const { milestone } = await db.claim.findUniqueOrThrow({
    where: { id: claimId },
    select: { milestone: { select: { id: true, project: { select: { challengeId: true } } } } },
  })
  const paying = await listPotFunders(db, milestone.project.challengeId)
  const managers = [seedFund, dividend].map((slug) => cast.holder(slug, 'fund-manager'))
  const pays = (one: Actor) => paying.length === 0 || paying.includes(one.organisationId)
  for (const one of [...managers.filter(pays), ...managers.filter((each) => !pays(each))]) {
    if (await db.payment.count({ where: { milestoneId: milestone.id } })) return
    await approveAs(one, claimId)
  }
}

async function approveAs(actor: Actor, claimId: string) {
  const claim = await db.claim.findUniqueOrThrow({
    where: { id: claimId },
    include: { evidence: true },
  })
  for (const { fileId } of claim.evidence) await openEvidence(actor, { claimId, fileId })
  await decidePayment(actor, claimId, {
    decision: 'approved',
    reason: '',
    seal: claim.sealSha256,
    operationKey: newId(),
    hasNoInterest: 'yes',
  })
}

async function send({ cast }: Told) {
  const due = await db.payment.count({ where: { paymentFileId: null } })
  if (due === 0) return
  const fileId = await makePaymentFile(cast.holder(dividend, 'payment-approver', 1), newId())
  await sendPaymentFile(cast.holder(seedFund, 'payment-approver'), fileId)
}

async function settle(daysAgo: number, { cast }: Told) {
  const sent = await db.paymentFile.findMany({
    where: { settledAt: null, sentAt: { not: null } },
    orderBy: { createdAt: 'asc' },
  })
  for (const { id } of sent)
    await settlePaymentFile(cast.holder(seedFund, 'payment-approver'), id, {
      settledOn: dayOn(daysAgo),
    })
}
