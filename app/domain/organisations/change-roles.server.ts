import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { record } from '../audit/record.server.ts'
import { requireProof } from '../audit/require-proof.server.ts'
import { isSelf, type Actor, type Role } from './actor.ts'
import { lockMembers } from './lock-members.server.ts'
import { getColleague } from './people-queries.server.ts'
import { canManagePeople, compareRoles, movesMoney, rolesOf } from './people.ts'
import { roleNames } from './role-words.ts'
import { refusingWithoutTwo } from './two-administrators.server.ts'

/**
 * Gives a colleague the roles an administrator ticked, and takes the others. Nobody gives themselves a
 * role that moves money, nobody is given one while there are fewer than two administrators, and an administrator
 * cannot lock everybody out by stepping down alone.
 */
export async function changeRoles(actor: Actor, membershipId: string, wanted: Role[]) {
  if (!canManagePeople(actor))
    throw new Refusal(
      'forbidden',
      `Ask an administrator of ${actor.organisationName} to change roles.`,
    )
  await refusingWithoutTwo(() =>
    transaction(async (tx) => {
      await lockMembers(tx, actor)
      const { personId, roles, name } = await getColleague(actor, membershipId, tx)
      const { granted, ended } = compareRoles(roles, wanted)
      if (granted.some((role) => !rolesOf(actor.organisationKind).includes(role)))
        throw new Refusal('invalid', 'Choose roles from the list.', { field: 'roles' })
      if (isSelf(actor, personId)) assertMayChangeOwn({ granted, ended })
      if (granted.length + ended.length === 0) return
      const says = () => sayRoles(name, { granted, ended })
      const body = { membershipId, granted, ended }
      await requireProof(tx, actor, { verb: 'change-roles', body, says })
      await write(tx, { actor, membershipId, granted, ended })
    }),
  )
}

function assertMayChangeOwn({ granted, ended }: { granted: Role[]; ended: Role[] }) {
  if (granted.some(movesMoney))
    throw new Refusal(
      'forbidden',
      'You cannot give yourself a role that moves money. Ask another administrator.',
      { field: 'roles' },
    )
  if (ended.includes('administrator'))
    throw new Refusal(
      'forbidden',
      'You cannot end your own administrator role. Ask another administrator.',
      { field: 'roles' },
    )
}

function sayRoles(name: string, { granted, ended }: { granted: Role[]; ended: Role[] }) {
  const list = (roles: Role[]) => roles.map((role) => roleNames[role]).join(', ') || 'None'
  return [
    { name: 'You sign', value: `What ${name} may do from now on` },
    { name: 'Roles given', value: list(granted) },
    { name: 'Roles taken away', value: list(ended) },
  ]
}

type Change = { actor: Actor; membershipId: string; granted: Role[]; ended: Role[] }

async function write(tx: Tx, { actor, membershipId, granted, ended }: Change) {
  await tx.membershipRole.deleteMany({ where: { membershipId, role: { in: ended } } })
  await tx.membershipRole.createMany({
    data: granted.map((role) => ({
      membershipId,
      role,
      grantedAt: clock.now(),
      grantedById: actor.personId,
    })),
  })
  const subject = { subjectKind: 'membership', subjectId: membershipId }
  for (const role of granted)
    await record(tx, actor, {
      ...subject,
      action: 'role-granted',
      summary: `Gave the role ${roleNames[role].toLowerCase()}`,
      detail: { role },
    })
  for (const role of ended)
    await record(tx, actor, {
      ...subject,
      action: 'role-ended',
      summary: `Ended the role ${roleNames[role].toLowerCase()}`,
      detail: { role },
    })
}
