import { canInviteFirst } from '#app/domain/joining/invitation.ts'
import type { Actor } from '#app/domain/organisations/actor.ts'

/** Where the actor sees an invitation: operators those to first administrators, beside other matters of joining. */
export const invitationsPage = (actor: Actor, { isFirst }: { isFirst: boolean }) =>
  isFirst && canInviteFirst(actor) ? '/joining' : '/workspace/people/invitations'
