import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor, Role } from '../organisations/actor.ts'
import { getSuccession } from './queries.server.ts'
import { canArrangeSplit } from './split.ts'

const PER_PAGE = 50
const MOST = 1_000

/** Who of a council that is split goes to another than the one that answers, by name. Whoever has left is not among them. */
export async function listAssigned(tx: Tx, successionId: string) {
  const rows = await tx.successionAssignment.findMany({
    where: { successionId, membership: { endedAt: null } },
    orderBy: [{ membership: { person: { name: 'asc' } } }, { membershipId: 'asc' }],
    take: MOST,
    select: {
      membershipId: true,
      successorId: true,
      membership: { select: { person: { select: { name: true } } } },
    },
  })
  return rows.map(({ membership, ...row }) => ({ ...row, name: membership.person.name }))
}

/** A split that whoever asks has proposed and may arrange still. To anybody else there is no such page. */
export async function getSplitToArrange(actor: Actor, id: string) {
  const succession = await getSuccession(actor, id)
  if (!canArrangeSplit(actor, succession)) throw new Refusal('not-found', 'Page not found')
  return succession
}

/** The people of a council that is split, page by page, each with where they would go: to read for every operator. */
export async function openAssignments(actor: Actor, id: string, asked: number) {
  const succession = await getSuccession(actor, id)
  if (!succession.isSplit) throw new Refusal('not-found', 'Page not found')
  const organisationId = { in: succession.predecessors.map((each) => each.id) }
  const where = { organisationId, endedAt: null }
  const total = await db.membership.count({ where })
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const page = Math.min(asked, pages)
  const rows = await db.membership.findMany({
    where,
    orderBy: [{ person: { name: 'asc' } }, { id: 'asc' }],
    skip: (page - 1) * PER_PAGE,
    take: PER_PAGE,
    select: {
      id: true,
      jobTitle: true,
      person: { select: { name: true } },
      roles: { select: { role: true }, orderBy: { role: 'asc' } },
      assignedTo: { where: { successionId: id }, take: 1, select: { successorId: true } },
    },
  })
  const people = rows.map(({ person, roles, assignedTo: [to], ...row }) => ({
    ...row,
    name: person.name,
    roles: roles.map(({ role }) => role as Role),
    to: to?.successorId,
  }))
  return { succession, people, page, pages, canArrange: canArrangeSplit(actor, succession) }
}
