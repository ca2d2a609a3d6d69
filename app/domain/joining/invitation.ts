import { z } from 'zod'
import { emailInput } from '#app/core/email-input.ts'
import { lineInput } from '#app/core/line-input.ts'
import { DAY_MS } from '#app/core/time.ts'
import { hasRole, type Actor, type OrganisationKind, type Role } from '../organisations/actor.ts'
import { canManagePeople, RolesInput, rolesOf } from '../organisations/people.ts'

/** How long somebody has to accept, by the machine's clock. */
export const INVITATION_LIFE_MS = 7 * DAY_MS

/** How many an organisation sends on one London day, those sent again counted too: nobody writes to a whole county. */
export const INVITATIONS_A_DAY = 50

export const canInvite = canManagePeople

/** The first administrator of an organisation that has none comes from the operators of the site. */
export const canInviteFirst = (actor: Actor) => hasRole(actor, 'operator')

type Whose = { organisationId: string; isFirst: boolean }

/** Sends again and withdraws: the organisation's administrators, and operators what they sent themselves. */
export const canLookAfter = (actor: Actor, { organisationId, isFirst }: Whose) =>
  (canInvite(actor) && actor.organisationId === organisationId) ||
  (isFirst && canInviteFirst(actor))

export const mayBeOffered = (kind: OrganisationKind, roles: Role[]) =>
  roles.every((role) => rolesOf(kind).includes(role))

export type InvitationState = 'open' | 'accepted' | 'withdrawn' | 'ended'

type Dates = { acceptedAt: Date | null; withdrawnAt: Date | null; expiresAt: Date }

/** The instant it ends no longer counts. */
export function stateOf({ acceptedAt, withdrawnAt, expiresAt }: Dates, now: Date): InvitationState {
  if (acceptedAt) return 'accepted'
  if (withdrawnAt) return 'withdrawn'
  return expiresAt > now ? 'open' : 'ended'
}

const email = emailInput('Enter their email address')

export const InvitationInput = z.object({ email, roles: RolesInput.shape.roles })
export type InvitationInput = z.output<typeof InvitationInput>

export const FirstAdministratorInput = z.object({
  organisationId: z.uuid('Choose an organisation'),
  email,
})
export type FirstAdministratorInput = z.output<typeof FirstAdministratorInput>

export const WhoYouAre = z.object({
  name: lineInput('Enter your name', 100),
  jobTitle: lineInput('Enter your job title', 100),
})
export type WhoYouAre = z.output<typeof WhoYouAre>

/** "p…@leeds.gov.uk": enough for whoever was invited, and no address for whoever was handed the link. */
export const maskAddress = (address: string) => address.replace(/^(.).*@/u, '$1…@')
