import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf } from '#app/core/time.ts'
import { listTrail } from '../audit/queries.server.ts'
import { belongsTo, isSelf, type Actor } from '../organisations/actor.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import { needsSecondApproval, OWN_WORK, whyNotApprove, type Hands } from './approval.ts'
import { listPotFunders, standing } from './hands.server.ts'
import {
  canAccept,
  canClaim,
  canReadClaim,
  milestoneState,
  progressOf,
  projectReference,
} from './milestone.ts'
import { getSplit } from './split-queries.server.ts'

const decided = {
  decision: true,
  reason: true,
  decidedAt: true,
  decidedById: true,
  decidedForId: true,
  decidedBy: { select: { name: true } },
  decidedFor: { select: { name: true } },
} as const

const named = { select: { organisation: { select: { name: true } } } } as const
const live = { endedAt: null }

const wholeClaim = (personId: string) =>
  ({
    id: true,
    invoiceNumber: true,
    note: true,
    claimedAt: true,
    claimedById: true,
    sealSha256: true,
    endedAt: true,
    claimedBy: { select: { name: true } },
    evidence: {
      orderBy: { fileId: 'asc' },
      select: {
        title: true,
        file: {
          select: {
            id: true,
            name: true,
            sizeBytes: true,
            openings: { where: { personId }, select: { claimId: true } },
          },
        },
      },
    },
    acceptance: { select: decided },
    approvals: {
      orderBy: { decidedAt: 'asc' },
      select: { position: true, voided: { select: { id: true } }, ...decided },
    },
  }) as const

const readMilestone = (id: string, personId: string) =>
  db.milestone.findUnique({
    where: { id },
    select: {
      id: true,
      position: true,
      title: true,
      acceptanceTest: true,
      pricePence: true,
      dueOn: true,
      payment: {
        select: { number: true, approvedAt: true, sentAt: true, settledAt: true, settledOn: true },
      },
      claims: { orderBy: { id: 'desc' }, take: 20, select: wholeClaim(personId) },
      project: {
        select: {
          number: true,
          challengeId: true,
          supplierId: true,
          leadCouncilId: true,
          pricePence: true,
          supplier: named,
          leadCouncil: named,
          challenge: { select: { title: true, summary: true, stage: true } },
          milestones: {
            orderBy: { position: 'asc' },
            select: {
              position: true,
              pricePence: true,
              dueOn: true,
              payment: { select: { sentAt: true, settledAt: true } },
              claims: {
                where: live,
                select: {
                  acceptance: { select: { id: true } },
                  approvals: { where: standing, select: { id: true } },
                },
              },
            },
          },
        },
      },
    },
  })

/** Its claims with the approvals that count apart from those that no longer do. */
async function findMilestone(id: string, personId: string) {
  const found = await readMilestone(id, personId)
  if (!found) return undefined
  const claims = found.claims.map((claim) => ({
    ...claim,
    approvals: claim.approvals.filter(({ voided }) => !voided),
    voidedApprovals: claim.approvals.filter(({ voided }) => voided),
  }))
  return { ...found, claims }
}

type Found = NonNullable<Awaited<ReturnType<typeof findMilestone>>>

/** A milestone with its claim, for who made it, who accepts it and who pays; nobody else knows it. */
export async function getMilestone(actor: Actor, id: string) {
  const found = await findMilestone(id, actor.personId)
  if (!found || !canReadClaim(actor, found.project))
    throw new Refusal('not-found', 'Page not found')
  const { claims, dueOn, payment, ...milestone } = found
  const claim = claims.find((each) => each.endedAt === null)
  const project = projectOf(found)
  const [thresholdPence, potFunderIds, split, trail] = await Promise.all([
    getPolicyNumber('payment-second-approval-above-pence'),
    listPotFunders(db, found.project.challengeId),
    getSplit({ ...milestone, project }),
    listTrail({ subjectKind: 'milestone', subjectId: id }),
  ])
  return {
    ...milestone,
    project,
    dueOn: dayOf(dueOn),
    state: milestoneState({ claim, payment, isStopped: isStopped(found) }),
    claim: claim && claimOf(claim),
    sentBack: lastSentBack(claims),
    payment: payment && { ...payment, settledOn: payment.settledOn && dayOf(payment.settledOn) },
    needsSecond: needsSecondApproval(milestone.pricePence, thresholdPence),
    thresholdPence,
    split,
    trail,
    decision: decisionOf(actor, found, potFunderIds),
  }
}

export type Milestone = Awaited<ReturnType<typeof getMilestone>>

const isStopped = ({ project }: Found) => project.challenge.stage === 'stopped'

function projectOf({ project }: Found) {
  const { supplier, leadCouncil, milestones, challenge, ...facts } = project
  const paid = milestones.filter((each) => each.payment?.settledAt)
  return {
    ...facts,
    reference: projectReference(project.number),
    supplierName: supplier.organisation.name,
    leadCouncilName: leadCouncil.organisation.name,
    title: challenge.title,
    summary: challenge.summary,
    paidPence: paid.reduce((sum, each) => sum + each.pricePence, 0n),
    milestones: milestones.map(({ position, claims: [claim], payment }) => {
      const state = milestoneState({ claim, payment, isStopped: challenge.stage === 'stopped' })
      return { position, state, progress: progressOf(state) }
    }),
  }
}

function claimOf({ evidence, ...claim }: Found['claims'][number]) {
  return {
    ...claim,
    evidence: evidence.map(({ title, file: { openings, ...file } }) => ({
      ...file,
      title,
      isOpened: openings.some((opening) => opening.claimId === claim.id),
    })),
  }
}

/** Why the claim before this one came back, and from whom. */
function lastSentBack(claims: Found['claims']) {
  const [last] = claims.filter((claim) => claim.endedAt)
  const back = [last?.acceptance, ...(last?.approvals ?? [])].find(
    (decision) => decision?.decision === 'sent-back',
  )
  return back && { reason: back.reason, from: back.decidedFor.name, at: back.decidedAt }
}

export type Decision =
  | { kind: 'claim' }
  | { kind: 'acceptance' }
  | { kind: 'approval' }
  /** Somebody else's turn; `why` when this person might expect it to be theirs. */
  | { kind: 'none'; why?: string }

/** What this person may do next about the milestone. */
function decisionOf(actor: Actor, found: Found, potFunderIds: string[]): Decision {
  const claim = found.claims.find((each) => each.endedAt === null)
  if (found.payment || (!claim && isStopped(found))) return { kind: 'none' }
  if (!claim) return canClaim(actor, found.project) ? { kind: 'claim' } : { kind: 'none' }
  if (!claim.acceptance) {
    if (!canAccept(actor, found.project)) return { kind: 'none' }
    if (belongsTo(actor, found.project.supplierId)) return { kind: 'none', why: OWN_WORK }
    const why = 'You made this claim. Somebody else accepts the work.'
    return isSelf(actor, claim.claimedById) ? { kind: 'none', why } : { kind: 'acceptance' }
  }
  if (actor.organisationKind !== 'funder') return { kind: 'none' }
  const hands: Hands = {
    claimedById: claim.claimedById,
    acceptedById: claim.acceptance.decidedById,
    supplierId: found.project.supplierId,
    approvals: claim.approvals,
    potFunderIds,
  }
  const why = whyNotApprove(actor, hands)
  return why ? { kind: 'none', why } : { kind: 'approval' }
}
