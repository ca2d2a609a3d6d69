import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { accountsOf, type Actor } from '../organisations/actor.ts'
import { canApprove } from './approval.ts'
import { listPotFunders, whereFunderDecides } from './hands.server.ts'
import { stepColumns, stepOf } from './lock-project.server.ts'
import { projectNumberOf, projectReference } from './milestone.ts'
import { canEndStop, canProposeStop, stopState, whyNotDecideStop, whyNotStop } from './stop.ts'

const stopColumns = {
  id: true,
  reason: true,
  proposedById: true,
  proposedAt: true,
  agreedAt: true,
  agreedFor: { select: { name: true } },
  endedAt: true,
  endedReason: true,
} as const

/** The last proposal that a project stops, with what became of it. Public. */
export const findLastStop = async (projectId: string) =>
  (await db.projectStop.findFirst({
    where: { projectId },
    orderBy: { id: 'desc' },
    select: stopColumns,
  })) ?? undefined

const findProject = (reference: string) =>
  db.project.findUnique({
    where: { number: projectNumberOf(reference) ?? 0 },
    select: {
      id: true,
      number: true,
      challengeId: true,
      leadCouncilId: true,
      leadCouncil: { select: { organisation: { select: { name: true } } } },
      challenge: { select: { title: true, stage: true } },
      milestones: {
        orderBy: { position: 'asc' },
        select: { ...stepColumns, title: true, pricePence: true },
      },
    },
  })

/** Whether a project stops, what that cancels, and what this person may do about it. Public. */
export async function getStop(actor: Actor | undefined, reference: string) {
  const found = await findProject(reference)
  if (!found) throw new Refusal('not-found', 'Page not found')
  const { milestones, leadCouncil, challenge, ...project } = found
  const stop = await findLastStop(project.id)
  const state = stopState(challenge.stage, stop)
  const steps = milestones.map(stepOf)
  const open = milestones.filter(({ payment, claims }) => !payment && claims.length === 0)
  return {
    project: { id: project.id, reference: projectReference(project.number), ...challenge },
    leadCouncilName: leadCouncil.organisation.name,
    stop,
    state,
    obstacle: whyNotStop(steps),
    cancelled: open.map(({ position, title, pricePence }) => ({ position, title, pricePence })),
    ...(await rightsOf(actor, { project, stop, state })),
  }
}

type Standing = {
  project: { challengeId: string; leadCouncilId: string }
  stop: { proposedById: string } | undefined
  state: ReturnType<typeof stopState>
}

const none = { mayPropose: false, mayAgree: false, mayEnd: false, isLead: false }

async function rightsOf(actor: Actor | undefined, { project, stop, state }: Standing) {
  if (!actor) return none
  const isLead = canProposeStop(actor, project)
  if (state !== 'proposed' || !stop)
    return { ...none, isLead, mayPropose: isLead && state === 'building' }
  const proposed = {
    proposedById: stop.proposedById,
    potFunderIds: await listPotFunders(db, project.challengeId),
  }
  return {
    mayPropose: false,
    mayAgree: whyNotDecideStop(actor, proposed) === undefined,
    mayEnd: canEndStop(actor, { ...project, ...proposed }),
    isLead,
  }
}

/** Proposals that a funder of the project has still to decide on; of a project no pot pays for, any funder. */
export async function listStopsToDecide(actor: Actor) {
  if (!canApprove(actor, 2)) return []
  const waiting = await db.projectStop.findMany({
    where: {
      agreedAt: null,
      endedAt: null,
      proposedById: { notIn: accountsOf(actor) },
      project: whereFunderDecides(actor.organisationId),
    },
    orderBy: { proposedAt: 'asc' },
    take: 50,
    select: {
      reason: true,
      proposedAt: true,
      project: { select: { number: true, challenge: { select: { title: true } } } },
    },
  })
  return waiting.map(({ project, ...stop }) => ({
    ...stop,
    reference: projectReference(project.number),
    title: project.challenge.title,
  }))
}
