import { transaction } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { isSelf, type Actor } from './actor.ts'
import { closeMemberships } from './close-memberships.server.ts'
import { lockMembers } from './lock-members.server.ts'
import { getColleague } from './people-queries.server.ts'
import { canManagePeople } from './people.ts'
import { roleNames } from './role-words.ts'
import { whileTwoPeople } from './while-two-people.server.ts'

/**
 * Ends somebody's membership of the organisation, by another administrator: what they may do for it ends with the next
 * thing they ask for. What they did stays; approvals that wait for a second one have to be given again.
 */
export async function endMembership(actor: Actor, membershipId: string) {
  if (!canManagePeople(actor))
    throw new Refusal('forbidden', `Ask an administrator of ${actor.organisationName}.`)
  await whileTwoPeople(() =>
    transaction(async (tx) => {
      await lockMembers(tx, actor)
      const { personId, name, jobTitle, roles } = await getColleague(actor, membershipId, tx)
      if (isSelf(actor, personId))
        throw new Refusal('forbidden', 'Ask another administrator to end your own membership.')
      const held = roles.map((role) => roleNames[role]).join(', ') || 'None'
      const says = () => [
        { name: 'You sign', value: `That ${name} has left ${actor.organisationName}` },
        { name: 'Who they are', value: jobTitle },
        { name: 'Roles that end', value: held },
      ]
      await requireProof(tx, actor, { verb: 'end-membership', body: { membershipId, roles }, says })
      await closeMemberships(tx, [membershipId], actor.personId)
      await record(tx, actor, {
        subjectKind: 'membership',
        subjectId: membershipId,
        action: 'membership-ended',
        summary: `Ended a membership. Roles until then: ${held.toLowerCase()}`,
        detail: { roles: roles.join(' ') },
      })
    }),
  )
}
