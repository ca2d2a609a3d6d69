import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { hashOf, isSecret } from '#app/core/secret.server.ts'
import type { Actor, Role } from '../organisations/actor.ts'
import { noLongerWorks } from './accept-invitation.server.ts'
import { canInvite, canInviteFirst, canLookAfter, maskAddress, stateOf } from './invitation.ts'

const columns = {
  id: true,
  organisationId: true,
  organisation: { select: { name: true } },
  email: true,
  roles: true,
  isFirst: true,
  sentAt: true,
  expiresAt: true,
  acceptedAt: true,
  withdrawnAt: true,
  invitedBy: { select: { name: true } },
  acceptedBy: { select: { name: true } },
} as const

type Row = {
  id: string
  organisationId: string
  organisation: { name: string }
  email: string | null
  roles: string[]
  isFirst: boolean
  sentAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  withdrawnAt: Date | null
  invitedBy: { name: string }
  acceptedBy: { name: string } | null
}

const shown = ({ organisation, invitedBy, acceptedBy, ...row }: Row) => ({
  ...row,
  organisationName: organisation.name,
  roles: row.roles as Role[],
  invitedBy: invitedBy.name,
  acceptedBy: acceptedBy?.name,
  state: stateOf(row, clock.real()),
})
export type ShownInvitation = ReturnType<typeof shown>

const PER_PAGE = 25

async function list(where: { organisationId: string } | { isFirst: true }, page: number) {
  const total = await db.invitation.count({ where })
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const rows = await db.invitation.findMany({
    where,
    orderBy: [{ sentAt: 'desc' }, { id: 'desc' }],
    skip: (Math.min(page, pages) - 1) * PER_PAGE,
    take: PER_PAGE,
    select: columns,
  })
  return { invitations: rows.map(shown), page: Math.min(page, pages), pages }
}

/** Whom an organisation has invited and what came of it, newest first. */
export async function listInvitations(actor: Actor, page = 1) {
  if (!canInvite(actor))
    throw new Refusal(
      'forbidden',
      'Only an administrator of your organisation sees whom it invited.',
    )
  return list({ organisationId: actor.organisationId }, page)
}

/** First administrators whom the operators have invited, newest first. */
export async function listFirstInvitations(actor: Actor, page = 1) {
  if (!canInviteFirst(actor)) throw new Refusal('not-found', 'Page not found')
  return list({ isFirst: true }, page)
}

/** One that the actor looks after. Those of others are not there. */
export async function getInvitation(actor: Actor, id: string, store: Tx = db) {
  const row = await store.invitation.findUnique({ where: { id }, select: columns })
  if (!row || !canLookAfter(actor, row))
    throw new Refusal('not-found', 'There is no such invitation.')
  return shown(row)
}

/** What a link offers, to whoever opens it. The address is no more than hinted at. */
export async function showOffered(token: string) {
  const { email, organisationName, roles, invitedBy, expiresAt } = await getOffered(token)
  return { address: maskAddress(email), organisationName, roles, invitedBy, expiresAt }
}

/** What a link offers, and to which address. All that is dead looks alike. */
export async function getOffered(token: string, store: Tx = db) {
  const row = isSecret(token)
    ? await store.invitation.findUnique({ where: { tokenHash: hashOf(token) }, select: columns })
    : null
  if (!row?.email || shown(row).state !== 'open') throw noLongerWorks()
  const { id, email, organisationName, roles, invitedBy, expiresAt } = {
    ...shown(row),
    email: row.email,
  }
  return { id, email, organisationName, roles, invitedBy, expiresAt }
}

/** Organisations in which nobody can invite anybody yet. */
export async function listWithoutAdministrator(actor: Actor) {
  if (!canInviteFirst(actor)) throw new Refusal('not-found', 'Page not found')
  return db.organisation.findMany({
    where: {
      kind: { not: 'platform' },
      former: null,
      memberships: { none: { endedAt: null, roles: { some: { role: 'administrator' } } } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 1_000,
    select: { id: true, name: true },
  })
}
