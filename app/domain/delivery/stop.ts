import { z } from 'zod'
import { hasRole, isSelf, type Actor } from '../organisations/actor.ts'
import { canApprove } from './approval.ts'

const reason = z
  .string()
  .trim()
  .min(20, 'Say why, in 20 characters or more')
  .max(2_000, 'Use 2,000 characters or fewer')
const operationKey = z.uuid()

/** What the page sends: a proposal, a funder's yes, or its end by either side with the reason. */
export const StopInput = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('propose'), operationKey, reason }),
  z.object({ decision: z.literal('agree'), operationKey, stopId: z.uuid() }),
  z.object({ decision: z.literal('end'), operationKey, stopId: z.uuid(), reason }),
])
export type StopInput = z.output<typeof StopInput>
export type ProposeStopInput = { operationKey: string; reason: string }
export type AgreeStopInput = { operationKey: string; stopId: string }
export type EndStopInput = AgreeStopInput & { reason: string }

type Led = { leadCouncilId: string }

export const canProposeStop = (actor: Actor, project: Led) =>
  hasRole(actor, 'officer') && actor.organisationId === project.leadCouncilId

type Proposed = { proposedById: string; potFunderIds: string[] }

/** Why this person may not decide on it for a funder, in words for them; undefined when they may. */
export function whyNotDecideStop(
  actor: Actor,
  { proposedById, potFunderIds }: Proposed,
): string | undefined {
  if (!canApprove(actor, 2)) return 'A fund manager or payment approver decides on it.'
  if (isSelf(actor, proposedById)) return 'You proposed it yourself. Somebody else decides.'
  if (potFunderIds.length > 0 && !potFunderIds.includes(actor.organisationId))
    return 'A funder whose pot pays for this project decides on it.'
  return undefined
}

/** Its lead council takes it back; a funder declines it. */
export const canEndStop = (actor: Actor, project: Led & Proposed) =>
  canProposeStop(actor, project) || whyNotDecideStop(actor, project) === undefined

type Step = {
  position: number
  claim: object | undefined
  payment: { settledAt: Date | null } | null
}

/** Milestones that are claimed and not paid yet, by their place: they are settled before a project stops. */
export const listUnsettled = (milestones: Step[]) =>
  milestones
    .filter(({ claim, payment }) => (claim || payment) && !payment?.settledAt)
    .map(({ position }) => position)

/** Why a project cannot be stopped now, or nothing. */
export function whyNotStop(milestones: Step[]): string | undefined {
  const unsettled = listUnsettled(milestones)
  const [first, ...others] = unsettled
  if (first !== undefined)
    return others.length === 0
      ? `Milestone ${first} is claimed and not paid yet. Pay it or send it back first.`
      : `Milestones ${unsettled.slice(0, -1).join(', ')} and ${unsettled.at(-1)} are claimed and not paid yet. Pay them or send them back first.`
  if (milestones.every(({ payment }) => payment))
    return 'Every milestone is paid, so nothing is left to stop.'
  return undefined
}

type Standing = { agreedAt: Date | null; endedAt: Date | null }

export type StopState = 'building' | 'proposed' | 'stopped' | 'built'

export function stopState(stage: string, last: Standing | undefined): StopState {
  if (last?.agreedAt) return 'stopped'
  if (stage !== 'delivering') return 'built'
  return last && !last.endedAt ? 'proposed' : 'building'
}
