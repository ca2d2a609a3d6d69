import { z } from 'zod'
import { Refusal } from '#app/core/refusal.ts'
import { isSelf, type Actor } from '../organisations/actor.ts'
import { canSeeSuccessions, SuccessorInput, type SuccessionState } from './succession.ts'

/** Surrey is to be two councils; nobody has split one into more than a handful. */
export const MOST_OTHERS = 8

/** Another council that one is split into: here already, or made by the order. */
export const OtherSuccessorInput = z.object({ operationKey: z.uuid() }).and(SuccessorInput)
export type OtherSuccessorInput = z.output<typeof OtherSuccessorInput>

/** The names of the fields of a page on which people are given to one of the councils. */
export const fieldOf = (membershipId: string) => `to-${membershipId}`

/** Who goes to which of the other successors; without one, to the council that answers. */
export const AssignmentsInput = z
  .record(z.string(), z.string())
  .transform((form) =>
    Object.entries(form).flatMap(([name, to]) =>
      name.startsWith(fieldOf(''))
        ? [{ membershipId: name.slice(fieldOf('').length), to: to || null }]
        : [],
    ),
  )
  .pipe(z.array(z.object({ membershipId: z.uuid(), to: z.uuid().nullable() })).max(200))
export type AssignmentsInput = z.output<typeof AssignmentsInput>

type Standing = { proposedById: string; state: SuccessionState; isSplit: boolean }

/**
 * Whoever proposed a split says which councils there are and who goes where, until a second operator has signed exactly
 * that. Were it the second one, nobody would have looked at what they did.
 */
export const canArrangeSplit = (actor: Actor, { proposedById, state, isSplit }: Standing) =>
  canSeeSuccessions(actor) && isSelf(actor, proposedById) && state === 'proposed' && isSplit

export function requireArranging(actor: Actor, standing: Standing) {
  if (canArrangeSplit(actor, standing)) return
  throw standing.state === 'proposed' && standing.isSplit
    ? new Refusal('forbidden', 'Whoever proposed this says which councils there are. You confirm.')
    : new Refusal('conflict', 'Nothing can be arranged here any more. Look at it again.')
}
