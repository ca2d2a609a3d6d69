import { db } from '#app/core/db.server.ts'
import { dayOf } from '#app/core/time.ts'
import { accountsOf, hasRole, type Actor } from '../organisations/actor.ts'
import { canApprove, nextPosition, whyNotApprove, type Position } from './approval.ts'
import { listPotFundersOf, standing } from './hands.server.ts'

const named = { select: { organisation: { select: { name: true } } } } as const
const live = { endedAt: null }
const most = 200

const about = {
  id: true,
  position: true,
  title: true,
  pricePence: true,
  dueOn: true,
  project: {
    select: {
      challengeId: true,
      supplierId: true,
      supplier: named,
      leadCouncil: named,
      challenge: { select: { title: true } },
    },
  },
} as const

type About = {
  id: string
  position: number
  title: string
  pricePence: bigint
  dueOn: Date
  project: {
    supplier: { organisation: { name: string } }
    leadCouncil: { organisation: { name: string } }
    challenge: { title: string }
  }
}

/** One thing to do about a milestone, as the workspace lists it. */
export type WaitingMilestone = {
  milestoneId: string
  position: number
  title: string
  challengeTitle: string
  supplierName: string
  leadCouncilName: string
  amountPence: bigint
  dueOn: string
  /** When it came to the person; not yet when they start it. */
  since: Date | undefined
}

const waiting = ({ project, ...milestone }: About, since?: Date): WaitingMilestone => ({
  milestoneId: milestone.id,
  position: milestone.position,
  title: milestone.title,
  challengeTitle: project.challenge.title,
  supplierName: project.supplier.organisation.name,
  leadCouncilName: project.leadCouncil.organisation.name,
  amountPence: milestone.pricePence,
  dueOn: dayOf(milestone.dueOn),
  since,
})

/** Claims that an officer of the lead council accepts or sends back; the longest waiting first. */
export async function listClaimsToAccept(actor: Actor): Promise<WaitingMilestone[]> {
  if (!hasRole(actor, 'officer')) return []
  const claims = await db.claim.findMany({
    where: {
      ...live,
      isPaid: false,
      acceptance: null,
      claimedById: { notIn: accountsOf(actor) },
      milestone: {
        project: {
          leadCouncilId: actor.organisationId,
          supplierId: { notIn: actor.memberOf ?? [] },
        },
      },
    },
    orderBy: { claimedAt: 'asc' },
    take: most,
    select: { claimedAt: true, milestone: { select: about } },
  })
  return claims.map(({ claimedAt, milestone }) => waiting(milestone, claimedAt))
}

/** Payments this very person may approve next, as first or as second; the longest waiting first. */
export async function listPaymentsToApprove(
  actor: Actor,
): Promise<(WaitingMilestone & { approval: Position })[]> {
  if (!canApprove(actor, 1) && !canApprove(actor, 2)) return []
  const claims = await db.claim.findMany({
    where: { ...live, isPaid: false, acceptance: { isNot: null } },
    orderBy: { claimedAt: 'asc' },
    take: most,
    select: {
      claimedById: true,
      acceptance: { select: { decidedById: true, decidedAt: true } },
      approvals: {
        where: standing,
        orderBy: { position: 'asc' },
        select: { decidedById: true, decidedForId: true, decidedAt: true },
      },
      milestone: { select: about },
    },
  })
  const funders = await listPotFundersOf([
    ...new Set(claims.map(({ milestone }) => milestone.project.challengeId)),
  ])
  return claims.flatMap(({ claimedById, acceptance, approvals, milestone }) => {
    const acceptedById = acceptance?.decidedById ?? ''
    const potFunderIds = funders.get(milestone.project.challengeId) ?? []
    const { supplierId } = milestone.project
    const hands = { claimedById, acceptedById, supplierId, approvals, potFunderIds }
    if (whyNotApprove(actor, hands)) return []
    const since = approvals.at(-1)?.decidedAt ?? acceptance?.decidedAt
    return [{ ...waiting(milestone, since), approval: nextPosition(hands) }]
  })
}

/** Milestones a supplier has still to claim, or to claim again, soonest due first. */
export async function listMilestonesToClaim(actor: Actor): Promise<WaitingMilestone[]> {
  if (!hasRole(actor, 'member', 'administrator')) return []
  const milestones = await db.milestone.findMany({
    where: {
      project: { supplierId: actor.organisationId, challenge: { stage: 'delivering' } },
      payment: null,
      claims: { none: live },
    },
    orderBy: [{ dueOn: 'asc' }, { position: 'asc' }],
    take: most,
    select: about,
  })
  return milestones.map((milestone) => waiting(milestone))
}
