import { transaction } from '#app/core/db.server.ts'
import { countOf } from '#app/core/number.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import type { Actor } from '../organisations/actor.ts'
import { lockOwnSplit } from './add-successor.server.ts'
import type { AssignmentsInput } from './split.ts'

/**
 * Says which people of a council that is split go to which of the others. Whoever is not named, or joins later, goes to the
 * council that answers. Roles go with them; nothing moves before the day.
 */
export async function assignPeople(actor: Actor, id: string, input: AssignmentsInput) {
  await transaction(async (tx) => {
    const { predecessors, others } = await lockOwnSplit(tx, actor, id)
    const membershipIds = input.map(({ membershipId }) => membershipId)
    const theirs = await tx.membership.count({
      where: {
        id: { in: membershipIds },
        organisationId: { in: predecessors.map((each) => each.id) },
        endedAt: null,
      },
    })
    const isKnown = input.every(({ to }) => !to || others.some((other) => other.id === to))
    if (theirs !== new Set(membershipIds).size || !isKnown)
      throw new Refusal('conflict', 'People or councils have changed meanwhile. Look at it again.')
    await tx.successionAssignment.deleteMany({
      where: { successionId: id, membershipId: { in: membershipIds } },
    })
    await tx.successionAssignment.createMany({
      data: input.flatMap(({ membershipId, to }) =>
        to ? [{ successionId: id, membershipId, successorId: to }] : [],
      ),
    })
    const moved = input.filter(({ to }) => to).length
    await record(tx, actor, {
      subjectKind: 'succession',
      subjectId: id,
      action: 'people-assigned',
      summary: `Said where ${countOf(input.length, 'person', 'people')} would go: ${moved} to another council than the one that answers`,
    })
  })
}
