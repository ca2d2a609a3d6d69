import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { formatPounds } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import {
  needsSecondApproval,
  nextPosition,
  whyNotApprove,
  type ApprovalInput,
  type Hands,
} from './approval.ts'
import { listPotFunders, standing } from './hands.server.ts'
import { canReadClaim } from './milestone.ts'
import { tellSecondWaits, tellSentBack } from './notify.server.ts'
import { payClaim } from './pay-claim.server.ts'
import { sayPayment } from './say-payment.server.ts'

/**
 * A fund manager's decision on paying a claim, and above the threshold the second person's. The last
 * yes makes the payment in the same transaction; what they saw (the seal) must still be what is paid. The same
 * form again changes nothing.
 */
export async function decidePayment(actor: Actor, claimId: string, input: ApprovalInput) {
  const thresholdPence = await getPolicyNumber('payment-second-approval-above-pence')
  try {
    await whileTwoPeople(() =>
      transaction((tx) => decide(tx, actor, { claimId, thresholdPence, ...input })),
    )
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'A colleague has just decided on this payment. Look again.')
  }
}

type Deciding = ApprovalInput & { claimId: string; thresholdPence: bigint }

async function decide(tx: Tx, actor: Actor, deciding: Deciding) {
  const { claimId, decision, reason, seal, operationKey: key } = deciding
  const found = await lockClaim(tx, actor, claimId)
  const body = { claimId, decision, reason, seal, personId: actor.personId }
  if (!(await startOperation(tx, actor, { verb: 'decide-payment', key, body }))) return
  const claim = refuseUndecidable(found)
  const hands = await handsOf(tx, claim)
  const why = whyNotApprove(actor, hands)
  if (why) throw new Refusal('forbidden', why)
  if (seal !== claim.sealSha256)
    throw new Refusal('conflict', 'The claim changed after you opened it. Read it again.')
  if (decision === 'approved') {
    await refuseUnreadEvidence(tx, actor, claim.id)
    const says = () => sayPayment(tx, claim.id, nextPosition(hands))
    await requireProof(tx, actor, { verb: 'decide-payment', key, body, says })
  }
  await tx.paymentApproval.create({
    data: {
      id: newId(),
      claimId: claim.id,
      position: nextPosition(hands),
      decision,
      reason,
      sealSha256: seal,
      decidedById: actor.personId,
      decidedForId: actor.organisationId,
      decidedAt: clock.now(),
    },
  })
  return decision === 'approved'
    ? approve(tx, actor, { claim, hands, thresholdPence: deciding.thresholdPence })
    : sendBack(tx, actor, { claim, reason })
}

/** Locked, so that two approvals of one claim come one after the other. */
async function lockClaim(tx: Tx, actor: Actor, claimId: string) {
  await tx.$queryRaw`select id from claims where id = ${claimId}::uuid for update`
  const claim = await tx.claim.findUnique({
    where: { id: claimId },
    include: {
      acceptance: true,
      approvals: { where: standing, orderBy: { position: 'asc' } },
      milestone: { include: { project: true, payment: { select: { id: true } } } },
    },
  })
  if (!claim || !canReadClaim(actor, claim.milestone.project))
    throw new Refusal('not-found', 'Page not found')
  return claim
}

function refuseUndecidable(claim: Awaited<ReturnType<typeof lockClaim>>) {
  if (claim.endedAt || claim.milestone.payment)
    throw new Refusal('conflict', 'This payment has been decided already.')
  if (!claim.acceptance)
    throw new Refusal('conflict', 'The lead council has not accepted the work yet.')
  return { ...claim, acceptance: claim.acceptance }
}

type Claim = ReturnType<typeof refuseUndecidable>

const handsOf = async (tx: Tx, claim: Claim): Promise<Hands> => ({
  claimedById: claim.claimedById,
  acceptedById: claim.acceptance.decidedById,
  supplierId: claim.milestone.project.supplierId,
  approvals: claim.approvals,
  potFunderIds: await listPotFunders(tx, claim.milestone.project.challengeId),
})

type Note = { action: string; summary: string }

const note = (tx: Tx, actor: Actor, { claim, ...event }: Note & { claim: Claim }) =>
  record(tx, actor, { subjectKind: 'milestone', subjectId: claim.milestoneId, ...event })

async function sendBack(tx: Tx, actor: Actor, { claim, reason }: { claim: Claim; reason: string }) {
  await tx.claim.update({ where: { id: claim.id }, data: { endedAt: clock.now() } })
  const summary = `Sent the claim back: ${reason}`
  await note(tx, actor, { claim, action: 'payment-sent-back', summary })
  await tellSentBack(tx, { claimId: claim.id, actor, reason })
}

async function refuseUnreadEvidence(tx: Tx, actor: Actor, claimId: string) {
  const unread = await tx.claimEvidence.findMany({
    where: { claimId, file: { openings: { none: { claimId, personId: actor.personId } } } },
    select: { title: true },
    orderBy: { fileId: 'asc' },
  })
  if (unread.length > 0)
    throw new Refusal('conflict', `Open ${unread.map((file) => file.title).join(', ')} first.`)
}

type Approving = { claim: Claim; hands: Hands; thresholdPence: bigint }

async function approve(tx: Tx, actor: Actor, { claim, hands, thresholdPence }: Approving) {
  const { pricePence } = claim.milestone
  const isFirst = nextPosition(hands) === 1
  await note(tx, actor, {
    claim,
    action: 'payment-approved',
    summary: `Gave ${isFirst ? 'first' : 'second'} approval to pay ${formatPounds(pricePence)}`,
  })
  if (isFirst && needsSecondApproval(pricePence, thresholdPence))
    return tellSecondWaits(tx, { claimId: claim.id, actor, hands })
  await payClaim(tx, actor, claim)
}
