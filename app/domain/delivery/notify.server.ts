import type { Tx } from '#app/core/db.server.ts'
import { claimAccepted } from '#emails/claim-accepted.tsx'
import { claimReceived } from '#emails/claim-received.tsx'
import { claimSentBack } from '#emails/claim-sent-back.tsx'
import { paymentApprovalWaiting } from '#emails/payment-approval-waiting.tsx'
import { paymentSent } from '#emails/payment-sent.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import type { Hands } from './approval.ts'

type Person = { personId: string; name: string; email: string }

/** What every message about a claim says. */
async function aboutClaim(tx: Tx, claimId: string) {
  const claim = await tx.claim.findUniqueOrThrow({
    where: { id: claimId },
    select: {
      claimedBy: { select: { id: true, name: true, email: true } },
      milestone: {
        select: {
          id: true,
          title: true,
          pricePence: true,
          project: {
            select: {
              leadCouncilId: true,
              challenge: { select: { title: true } },
              supplier: { select: { organisation: { select: { name: true } } } },
            },
          },
        },
      },
    },
  })
  const { claimedBy, milestone } = claim
  return {
    claimant: { personId: claimedBy.id, name: claimedBy.name, email: claimedBy.email },
    leadCouncilId: milestone.project.leadCouncilId,
    words: {
      challengeTitle: milestone.project.challenge.title,
      milestoneTitle: milestone.title,
      supplierName: milestone.project.supplier.organisation.name,
      amountPence: milestone.pricePence,
      href: siteLink(`/milestones/${milestone.id}`),
    },
  }
}

export async function tellClaimed(tx: Tx, claimId: string) {
  const { words, leadCouncilId } = await aboutClaim(tx, claimId)
  const people = await listPeopleInRoles(tx, {
    organisationIds: [leadCouncilId],
    roles: ['officer'],
  })
  await queueEmailToEach(tx, {
    key: `claim-received:${claimId}`,
    people,
    mail: claimReceived(words),
  })
}

type Deciding = { claimId: string; actor: Actor }

export async function tellSentBack(
  tx: Tx,
  { claimId, actor, reason }: Deciding & { reason: string },
) {
  const { words, claimant } = await aboutClaim(tx, claimId)
  const mail = claimSentBack({ ...words, reason, councilName: actor.organisationName })
  await queueEmailToEach(tx, { key: `claim-sent-back:${claimId}`, people: [claimant], mail })
}

/** The supplier hears that its work is accepted, and fund managers that a payment waits for one of them. */
export async function tellAccepted(tx: Tx, { claimId, actor, hands }: Deciding & { hands: Hands }) {
  const { words, claimant } = await aboutClaim(tx, claimId)
  const mail = claimAccepted({ ...words, councilName: actor.organisationName })
  await queueEmailToEach(tx, { key: `claim-accepted:${claimId}`, people: [claimant], mail })
  const { potFunderIds } = hands
  const managers = await listPeopleInRoles(tx, {
    ...(potFunderIds.length > 0 && { organisationIds: potFunderIds }),
    roles: ['fund-manager'],
  })
  await queueEmailToEach(tx, {
    key: `payment-approval-waiting:${claimId}:1`,
    people: managers.filter((one) => !isBusy(one, hands)),
    mail: paymentApprovalWaiting({ ...words, isSecond: false }),
  })
}

/** After the first approval: those of other organisations who may give the second. */
export async function tellSecondWaits(
  tx: Tx,
  { claimId, actor, hands }: Deciding & { hands: Hands },
) {
  const { words } = await aboutClaim(tx, claimId)
  const people = await listPeopleInRoles(tx, { roles: ['fund-manager', 'payment-approver'] })
  await queueEmailToEach(tx, {
    key: `payment-approval-waiting:${claimId}:2`,
    people: people.filter(
      (one) =>
        !isBusy(one, hands) &&
        one.personId !== actor.personId &&
        one.organisationId !== actor.organisationId,
    ),
    mail: paymentApprovalWaiting({ ...words, isSecond: true }),
  })
}

const isBusy = ({ personId }: Person, hands: Hands) =>
  [hands.claimedById, hands.acceptedById].includes(personId)

type Sent = { milestoneId: string; bankReference: string }

/** Who claimed it hears that the money is on its way. */
export async function tellSent(tx: Tx, { milestoneId, bankReference }: Sent) {
  const claim = await tx.claim.findFirst({
    where: { milestoneId, endedAt: null },
    select: { id: true },
  })
  if (!claim) return
  const { words, claimant } = await aboutClaim(tx, claim.id)
  const mail = paymentSent({ ...words, bankReference })
  await queueEmailToEach(tx, { key: `payment-sent:${milestoneId}`, people: [claimant], mail })
}
