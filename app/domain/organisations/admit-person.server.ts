import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Role } from './actor.ts'
import { closeMemberships } from './close-memberships.server.ts'

export type Admission = Omit<Belonging, 'personId'> & {
  /** Whoever comes has shown that they read mail at it. */
  email: string
  /** Of somebody new: who is here already keeps the name they have. */
  name: string
}

export type Belonging = {
  personId: string
  jobTitle: string
  organisationId: string
  roles: Role[]
  /** Who gives these roles; nobody gives them to themselves. Nobody at all, to whoever brings a new firm. */
  grantedById: string | null
}

/** Makes somebody a member with these roles: a new person, one who is here already, or one who was a member before. */
export async function admitPerson(tx: Tx, { email, name, ...admission }: Admission) {
  const personId = await findOrMakePerson(tx, { email, name })
  return { personId, membershipId: await admitMember(tx, { personId, ...admission }) }
}

/** Makes a person who is here a member with these roles, beside those they have there. */
export async function admitMember(tx: Tx, belonging: Belonging) {
  const { personId, organisationId, jobTitle, roles, grantedById } = belonging
  const joinedAt = clock.now()
  await tx.membership.createMany({
    data: [{ id: newId(), personId, organisationId, jobTitle, joinedAt }],
    skipDuplicates: true,
  })
  const membership = await tx.membership.findUniqueOrThrow({
    where: { personId_organisationId: { personId, organisationId } },
    select: { id: true, endedAt: true },
  })
  const membershipId = membership.id
  if (membership.endedAt) {
    // Whoever comes back has what they are given now, and nothing of what they could sign before.
    await closeMemberships(tx, [membershipId])
    await tx.membership.update({
      where: { id: membershipId },
      data: { endedAt: null, endedById: null, joinedAt, jobTitle },
    })
  }
  await tx.membershipRole.createMany({
    data: roles.map((role) => ({ membershipId, role, grantedAt: joinedAt, grantedById })),
    skipDuplicates: true,
  })
  return membershipId
}

/** Of two at once both find the same person. */
async function findOrMakePerson(tx: Tx, { email, name }: Pick<Admission, 'email' | 'name'>) {
  const id = newId()
  await tx.person.createMany({
    data: [{ id, slug: id, email, name, createdAt: clock.now() }],
    skipDuplicates: true,
  })
  const person = await tx.person.findUnique({ where: { email }, select: { id: true } })
  if (!person)
    throw new Refusal(
      'conflict',
      'You have an account here at another spelling of this address. Ask to be invited at that one.',
    )
  return person.id
}
