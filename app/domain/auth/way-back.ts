import { z } from 'zod'
import { DAY_MS, HOUR_MS } from '#app/core/time.ts'
import { hasRole, isSelf, type Actor, type Role } from '../organisations/actor.ts'
import { isPowerful } from './session.ts'

/** From the last confirmation that is needed: so long its person can stop it. */
export const WAIT_MS = 24 * HOUR_MS
/** What nobody confirms goes by itself. */
export const LAPSE_MS = 7 * DAY_MS
export const ASKED_A_DAY = 3

export type ConfirmedAs = 'administrator' | 'operator'
export type Confirmation = { personId: string; confirmedAs: ConfirmedAs }

/** Whom it is for: their roles anywhere, where they belong, and whether anybody else administers one of those. */
export type Returning = {
  personId: string
  roles: Role[]
  organisationIds: string[]
  hasAdministrator: boolean
}

/** Who moves money or gives roles is let back in by two people, one of them an operator of the site. */
export const needsTwo = ({ roles }: Pick<Returning, 'roles'>) => roles.some(isPowerful)

/**
 * As what somebody may confirm it: as an administrator of the person's own organisation, or as an operator where one
 * is needed. Nobody lets themselves back in.
 */
export function confirmsAs(returning: Returning, actor: Actor): ConfirmedAs | undefined {
  if (isSelf(actor, returning.personId)) return undefined
  const isTheirs = returning.organisationIds.includes(actor.organisationId)
  if (isTheirs && hasRole(actor, 'administrator')) return 'administrator'
  const needsOperator = needsTwo(returning) || !returning.hasAdministrator
  return needsOperator && hasRole(actor, 'operator') ? 'operator' : undefined
}

/** Who is the only administrator there is has operators in that one's place. */
export function isEnough(returning: Returning, confirmations: Confirmation[]) {
  const by = (as: ConfirmedAs) =>
    new Set(confirmations.filter((each) => each.confirmedAs === as).map((each) => each.personId))
      .size
  const [administrators, operators] = [by('administrator'), by('operator')]
  if (!needsTwo(returning))
    return returning.hasAdministrator ? administrators > 0 : administrators + operators > 0
  return returning.hasAdministrator ? administrators > 0 && operators > 0 : operators > 1
}

/** Whether there may be anybody at all whom they let back in. */
export const canConfirmWaysBack = (actor: Actor) => hasRole(actor, 'administrator', 'operator')

type Open = { askedAt: Date; dueAt: Date | null }

export const hasLapsed = ({ askedAt, dueAt }: Open, now: Date) =>
  !dueAt && now.getTime() - askedAt.getTime() >= LAPSE_MS

export const ConfirmWayBackInput = z.object({
  which: z.uuid('Choose whom'),
  isAsked: z.literal('yes', 'Ask them yourself first, then tick this'),
})
export type ConfirmWayBackInput = z.output<typeof ConfirmWayBackInput>
