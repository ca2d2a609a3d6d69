import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { createPayment } from '../payments/create-payment.server.ts'
import { listFunders } from '../payments/funding.server.ts'
import { splitOverFunders } from '../payments/payment.ts'
import { needsSecondApproval, whyNotApprove, type ApprovalInput } from './milestone.ts'
import { sealNow } from './seal.server.ts'

/**
 * A fund manager's decision on paying a claim, and above the threshold the second person's. The last
 * yes makes the payment in the same transaction; what they saw (the seal) must still be what is paid.
 */
export async function decidePayment(actor: Actor, claimId: string, input: ApprovalInput) {
  const thresholdPence = await getPolicyNumber('payment-second-approval-above-pence')
  try {
    await transaction((tx) => decide(tx, actor, { claimId, thresholdPence, ...input }))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'A colleague has just decided on this payment. Look again.')
  }
}

type Deciding = ApprovalInput & { claimId: string; thresholdPence: bigint }

async function decide(tx: Tx, actor: Actor, deciding: Deciding) {
  const { claimId, decision, reason, seal, thresholdPence } = deciding
  const claim = await lockClaim(tx, claimId)
  const position = claim.approvals.length === 0 ? 1 : 2
  const hands = {
    claimedById: claim.claimedById,
    acceptedById: claim.acceptance.decidedById,
    approvals: claim.approvals,
  }
  const why = whyNotApprove(actor, hands, position)
  if (why) throw new Refusal('forbidden', why)
  if (seal !== claim.sealSha256)
    throw new Refusal('conflict', 'The claim changed after you opened it. Read it again.')
  await tx.paymentApproval.create({
    data: {
      id: newId(),
      claimId,
      position,
      decision,
      reason,
      sealSha256: seal,
      decidedById: actor.personId,
      decidedForId: actor.organisationId,
      decidedAt: clock.now(),
    },
  })
  if (decision === 'sent-back') return sendBack(tx, actor, { claim, reason })
  await refuseUnreadEvidence(tx, actor, claimId)
  const isLast = position === 2 || !needsSecondApproval(claim.milestone.pricePence, thresholdPence)
  await note(tx, actor, claim, {
    action: 'payment-approved',
    summary: `Gave ${position === 1 ? 'first' : 'second'} approval to pay ${formatPounds(claim.milestone.pricePence)}`,
  })
  if (isLast) await pay(tx, actor, claim)
}

/** Locked, so that two approvals of one claim come one after the other. */
async function lockClaim(tx: Tx, claimId: string) {
  await tx.$queryRaw`select id from claims where id = ${claimId}::uuid for update`
  const claim = await tx.claim.findUnique({
    where: { id: claimId },
    include: {
      acceptance: true,
      approvals: { orderBy: { position: 'asc' } },
      milestone: { include: { project: true, payment: { select: { id: true } } } },
    },
  })
  if (!claim?.acceptance || claim.acceptance.decision !== 'accepted')
    throw new Refusal('not-found', 'Page not found')
  if (claim.endedAt || claim.milestone.payment)
    throw new Refusal('conflict', 'This payment has been decided already.')
  return { ...claim, acceptance: claim.acceptance }
}

type Claim = Awaited<ReturnType<typeof lockClaim>>
type Note = { action: string; summary: string }

const note = (tx: Tx, actor: Actor, claim: Claim, event: Note) =>
  record(tx, actor, { subjectKind: 'milestone', subjectId: claim.milestoneId, ...event })

async function sendBack(tx: Tx, actor: Actor, { claim, reason }: { claim: Claim; reason: string }) {
  await tx.claim.update({ where: { id: claim.id }, data: { endedAt: clock.now() } })
  await note(tx, actor, claim, {
    action: 'payment-sent-back',
    summary: `Sent the claim back: ${reason}`,
  })
}

async function refuseUnreadEvidence(tx: Tx, actor: Actor, claimId: string) {
  const unread = await tx.claimEvidence.findMany({
    where: { claimId, file: { openings: { none: { claimId, personId: actor.personId } } } },
    select: { title: true },
  })
  if (unread.length > 0)
    throw new Refusal('conflict', `Open ${unread.map((file) => file.title).join(', ')} first.`)
}

/** The gate before money moves: the seal still holds, and every funder's share is in. */
async function pay(tx: Tx, actor: Actor, claim: Claim) {
  if ((await sealNow(tx, claim.id)) !== claim.sealSha256)
    throw new Refusal('conflict', 'Something sealed has changed. The supplier has to claim again.')
  const { milestone } = claim
  const { challengeId, supplierId } = milestone.project
  const isCurrent = await tx.bankDetails.count({
    where: { id: claim.bankDetailsId, retiredAt: null },
  })
  if (!isCurrent)
    throw new Refusal('conflict', 'The supplier changed its bank details. It has to claim again.')
  await tx.$queryRaw`select id from projects where id = ${milestone.projectId}::uuid for update`
  const funders = await listFunders(challengeId, tx)
  const awaited = funders.filter((funder) => funder.awaitedPence > 0n)
  if (awaited.length > 0)
    throw new Refusal(
      'conflict',
      `Not all the money is in. Waiting for ${awaited.map((funder) => funder.name).join(', ')}.`,
    )
  await createPayment(tx, {
    milestoneId: milestone.id,
    challengeId,
    supplierId,
    bankDetailsId: claim.bankDetailsId,
    amountPence: milestone.pricePence,
    shares: splitOverFunders(milestone.pricePence, funders),
    memo: `Milestone ${milestone.position}: ${milestone.title}`,
    approvedById: actor.personId,
  })
}
