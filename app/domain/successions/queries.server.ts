import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf } from '#app/core/time.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { accountsOf, type Actor, type Role } from '../organisations/actor.ts'
import {
  canSeeSuccessions,
  stateOf,
  type SuccessionFilters,
  type SuccessionKind,
  type SuccessionState,
} from './succession.ts'

const person = { select: { name: true } } as const
const organisation = { select: { name: true, slug: true, former: true } } as const

/** A council that is not on the register yet. */
const made = {
  newName: true,
  newGss: true,
  newType: true,
  newNation: true,
  newRegion: true,
} as const

const columns = {
  id: true,
  number: true,
  successorId: true,
  successor: organisation,
  kind: true,
  ...made,
  isSplit: true,
  joinsAreas: true,
  vestsOn: true,
  source: true,
  sourceUrl: true,
  proposedById: true,
  proposedBy: person,
  proposedAt: true,
  confirmedById: true,
  confirmedBy: person,
  confirmedAt: true,
  happenedAt: true,
  endedBy: person,
  endedAt: true,
  endedReason: true,
  predecessors: {
    orderBy: { organisation: { name: 'asc' } },
    take: 20,
    select: { organisationId: true, organisation },
  },
  others: {
    orderBy: { id: 'asc' },
    take: 20,
    select: {
      id: true,
      councilId: true,
      council: { select: { organisation } },
      ...made,
      _count: { select: { assignments: true } },
    },
  },
} as const

type Row = Prisma.SuccessionGetPayload<{ select: typeof columns }>

const shown = ({ successor, predecessors, others, vestsOn, kind, ...row }: Row) => ({
  ...row,
  kind: kind as SuccessionKind,
  vestsOn: dayOf(vestsOn),
  state: stateOf(row),
  successorName: successor?.name ?? row.newName ?? '',
  successorSlug: successor?.slug,
  predecessors: predecessors.map(({ organisationId, organisation: { name, slug, former } }) => ({
    id: organisationId,
    slug,
    name: former?.nameThen ?? name,
  })),
  others: others.map(({ council, _count, ...other }) => ({
    ...other,
    name: council?.organisation.name ?? other.newName ?? '',
    slug: council?.organisation.slug,
    people: _count.assignments,
  })),
})
export type ShownSuccession = ReturnType<typeof shown>

const PER_PAGE = 25

const inState: Record<SuccessionState, Prisma.SuccessionWhereInput> = {
  proposed: { confirmedAt: null, endedAt: null },
  confirmed: { confirmedAt: { not: null }, happenedAt: null, endedAt: null },
  happened: { happenedAt: { not: null } },
  withdrawn: { endedAt: { not: null } },
}

/** What was ever proposed, the newest first, for the operators of the site. */
export async function listSuccessions(actor: Actor, { kind, state, page }: SuccessionFilters) {
  if (!canSeeSuccessions(actor)) throw new Refusal('not-found', 'Page not found')
  const where = { ...(state && inState[state]), ...(kind && { kind }) }
  const total = await db.succession.count({ where })
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const rows = await db.succession.findMany({
    where,
    orderBy: { number: 'desc' },
    skip: (Math.min(page, pages) - 1) * PER_PAGE,
    take: PER_PAGE,
    select: columns,
  })
  return { successions: rows.map(shown), total, page: Math.min(page, pages), pages }
}

/** One, for the operators of the site. To anybody else it is not there. */
export async function getSuccession(actor: Actor, id: string, store: Tx = db) {
  const row = canSeeSuccessions(actor) && (await readSuccession(id, store))
  if (!row) throw new Refusal('not-found', 'There is no such succession.')
  return row
}

/** For the job and the verbs, which know whom it is for. */
export async function readSuccession(id: string, store: Tx = db) {
  const row = await store.succession.findUnique({ where: { id }, select: columns })
  return row ? shown(row) : undefined
}

type Councils = {
  successorId: string | null
  predecessors: { id: string }[]
  others: { councilId: string | null }[]
}

/** Whether somebody belongs to one of them. */
export async function isOfThese(
  store: Tx,
  actor: Actor,
  { successorId, predecessors, others }: Councils,
) {
  const ids = [...predecessors.map(({ id }) => id), ...successorsOf({ successorId, others })]
  const where = {
    personId: { in: accountsOf(actor) },
    endedAt: null,
    organisationId: { in: ids },
  }
  return (await store.membership.count({ where })) > 0
}

/** Those of them that are on the register by now, the one that answers first. */
export const successorsOf = ({ successorId, others }: Omit<Councils, 'predecessors'>) =>
  [successorId, ...others.map(({ councilId }) => councilId)].filter((id) => id !== null)

/** How memberships went on, those whose roles wait first. */
export async function listMoves(actor: Actor, successionId: string) {
  if (!canSeeSuccessions(actor)) throw new Refusal('not-found', 'Page not found')
  const rows = await db.successionMove.findMany({
    where: { successionId },
    orderBy: { fromMembershipId: 'asc' },
    take: 500,
    select: {
      fromMembershipId: true,
      roles: true,
      waitingRoles: true,
      fromMembership: {
        select: {
          jobTitle: true,
          person: { select: { name: true } },
          organisationId: true,
        },
      },
      toMembership: { select: { organisation: { select: { name: true } } } },
    },
  })
  return rows.map(({ fromMembershipId, fromMembership, toMembership, roles, waitingRoles }) => ({
    id: fromMembershipId,
    name: fromMembership.person.name,
    jobTitle: fromMembership.jobTitle,
    councilId: fromMembership.organisationId,
    successorName: toMembership.organisation.name,
    roles: roles as Role[],
    waitingRoles: waitingRoles as Role[],
  }))
}
