import { clock } from '#app/core/clock.ts'
import { isUniqueViolation, transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { startOperation } from '../audit/start-operation.server.ts'
import { belongsTo, isSelf, type Actor } from '../organisations/actor.ts'
import { whileTwoPeople } from '../organisations/while-two-people.server.ts'
import { OWN_WORK, type AcceptanceInput } from './approval.ts'
import { listPotFunders } from './hands.server.ts'
import { canAccept } from './milestone.ts'
import { tellAccepted, tellSentBack } from './notify.server.ts'

/** The lead council's yes to the work, or back to the supplier with the reason. Once for each claim. */
export async function decideAcceptance(actor: Actor, claimId: string, input: AcceptanceInput) {
  try {
    await whileTwoPeople(() => transaction((tx) => decide(tx, actor, { claimId, ...input })))
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'A colleague has just decided on this claim. Look again.')
  }
}

type Deciding = AcceptanceInput & { claimId: string }

async function decide(tx: Tx, actor: Actor, { claimId, decision, reason }: Deciding) {
  const claim = await tx.claim.findUnique({
    where: { id: claimId },
    include: { milestone: { include: { project: true } } },
  })
  if (!claim || !canAccept(actor, claim.milestone.project))
    throw new Refusal('not-found', 'Page not found')
  if (isSelf(actor, claim.claimedById))
    throw new Refusal('forbidden', 'You made this claim. Somebody else accepts the work.')
  if (belongsTo(actor, claim.milestone.project.supplierId)) throw new Refusal('forbidden', OWN_WORK)
  const body = { decision, reason, personId: actor.personId }
  const refusal = 'A colleague has just decided on this claim. Look again.'
  const operation = { verb: 'decide-acceptance', key: claimId, body, refusal }
  if (!(await startOperation(tx, actor, operation))) return
  if (claim.endedAt) throw new Refusal('conflict', 'This claim was sent back already.')
  const decidedAt = clock.now()
  const isBack = decision === 'sent-back'
  await tx.acceptance.create({
    data: {
      id: claimId,
      decision,
      reason: reason || 'The acceptance test was met.',
      decidedById: actor.personId,
      decidedForId: actor.organisationId,
      decidedAt,
    },
  })
  if (isBack) await tx.claim.update({ where: { id: claimId }, data: { endedAt: decidedAt } })
  await record(tx, actor, {
    subjectKind: 'milestone',
    subjectId: claim.milestoneId,
    action: isBack ? 'claim-sent-back' : 'claim-accepted',
    summary: isBack ? `Sent the claim back: ${reason}` : 'Accepted the work',
    detail: { claimId },
  })
  if (isBack) return tellSentBack(tx, { claimId, actor, reason })
  const hands = {
    claimedById: claim.claimedById,
    acceptedById: actor.personId,
    supplierId: claim.milestone.project.supplierId,
    approvals: [],
    potFunderIds: await listPotFunders(tx, claim.milestone.project.challengeId),
  }
  await tellAccepted(tx, { claimId, actor, hands })
}
