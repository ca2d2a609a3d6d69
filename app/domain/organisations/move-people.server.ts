import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { record } from '../audit/record.server.ts'
import type { Role } from './actor.ts'
import { admitMember } from './admit-person.server.ts'
import { closeMemberships } from './close-memberships.server.ts'
import { movesMoney } from './people.ts'
import { listRoleNames } from './role-words.ts'
import { listAccounts } from './same-human-queries.server.ts'
import { hasTwoAdministrators } from './two-administrators.server.ts'

type Wanted = {
  fromIds: string[]
  /** Only these of them; otherwise everybody who is still there. */
  membershipIds?: string[]
  successorId: string
  successorName: string
  grantedById: string
}

/** Somebody's membership that went on in the successor. */
export type Move = {
  fromMembershipId: string
  toMembershipId: string
  roles: Role[]
  /** Roles that move money, not given: the successor has no two administrators. */
  waitingRoles: Role[]
}

/**
 * Ends every membership of these councils and begins one of the successor with the same roles. Limits, deputyships and
 * being responsible for the money end: the successor makes its own scheme of delegation. A role that moves money is given
 * only where the successor has two administrators by then, those who move with the others counted (decision 038).
 */
export async function movePeople(tx: Tx, wanted: Wanted): Promise<Move[]> {
  const { fromIds, membershipIds, successorId, grantedById } = wanted
  const grantors = await listAccounts(tx, grantedById)
  const ownIds: string[] = []
  const held = await tx.membership.findMany({
    where: {
      organisationId: { in: fromIds },
      endedAt: null,
      ...(membershipIds && { id: { in: membershipIds } }),
    },
    orderBy: { id: 'asc' },
    select: { id: true, personId: true, jobTitle: true, roles: { select: { role: true } } },
  })
  await closeMemberships(
    tx,
    held.map(({ id }) => id),
  )
  const moves: Move[] = []
  for (const { id, personId, jobTitle, roles } of held) {
    const all = roles.map(({ role }) => role as Role)
    const safe = all.filter((role) => !movesMoney(role))
    const who = { personId, jobTitle, organisationId: successorId, grantedById }
    const toMembershipId = await admitMember(tx, { ...who, roles: safe })
    const waitingRoles = all.filter(movesMoney)
    if (grantors.includes(personId)) ownIds.push(toMembershipId)
    moves.push({ fromMembershipId: id, toMembershipId, roles: safe, waitingRoles })
  }
  const given = (await hasTwoAdministrators(successorId, tx))
    ? await giveMoneyRoles(tx, moves, { grantedById, ownIds })
    : moves
  for (const move of given) await recordMove(tx, move, wanted)
  return given
}

/** The grantor's own roles go on by the order: nobody is said to have given them to themselves. */
type Grantor = { grantedById: string; ownIds: string[] }

async function giveMoneyRoles(tx: Tx, moves: Move[], { grantedById, ownIds }: Grantor) {
  const grantedAt = clock.now()
  await tx.membershipRole.createMany({
    data: moves.flatMap(({ toMembershipId: membershipId, waitingRoles }) =>
      waitingRoles.map((role) => ({
        ...{ membershipId, role, grantedAt },
        grantedById: ownIds.includes(membershipId) ? null : grantedById,
      })),
    ),
    skipDuplicates: true,
  })
  return moves.map((move) => ({
    ...move,
    roles: [...move.roles, ...move.waitingRoles],
    waitingRoles: [],
  }))
}

function recordMove(tx: Tx, move: Move, { successorName, grantedById }: Wanted) {
  const waiting =
    move.waitingRoles.length > 0
      ? `. Waits for two administrators: ${listRoleNames(move.waitingRoles)}`
      : ''
  return record(tx, undefined, {
    subjectKind: 'membership',
    subjectId: move.toMembershipId,
    action: 'membership-moved',
    summary: `Went on at ${successorName}, which took over. Roles: ${listRoleNames(move.roles)}${waiting}`,
    detail: { fromMembershipId: move.fromMembershipId, grantedById },
  })
}
