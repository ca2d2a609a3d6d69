import type { Tx } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { Refusal } from '#app/core/refusal.ts'
import { closeMemberships } from './close-memberships.server.ts'
import { erasedPerson } from './erased.ts'

/**
 * Ends every membership of a person with its roles, and puts a token in the place of their name and address. What they did
 * stays, by the token. Refused while an organisation with other people would be left without an administrator.
 */
export async function erasePerson(tx: Tx, personId: string) {
  // Of two administrators who go at once the second waits, and sees that it is the last.
  await tx.$queryRaw`
    select id from memberships where ended_at is null and organisation_id in (
      select organisation_id from memberships where person_id = ${personId}::uuid and ended_at is null)
    order by id for update`
  const [alone] = await listAloneAsAdministrator(tx, personId)
  if (alone)
    throw new Refusal(
      'conflict',
      `${alone} would have no administrator. Appoint another one first.`,
    )
  const own = await tx.membership.findMany({
    where: { personId, endedAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: 500,
  })
  await closeMemberships(
    tx,
    own.map(({ id }) => id),
  )
  await tx.membership.updateMany({ where: { personId }, data: { jobTitle: '' } })
  await tx.person.update({ where: { id: personId }, data: erasedPerson(newId()) })
}

/** The names of organisations that have other people, and no administrator but this one. */
export async function listAloneAsAdministrator(tx: Tx, personId: string) {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    select name from organisations join memberships own on own.organisation_id = organisations.id
    where own.person_id = ${personId}::uuid and own.ended_at is null
      and exists (select from membership_roles where membership_id = own.id and role = 'administrator')
      and exists (select from memberships other where other.organisation_id = organisations.id and other.ended_at is null
        and other.person_id <> own.person_id)
      and not exists (select from memberships other join membership_roles on membership_id = other.id and role = 'administrator'
        where other.organisation_id = organisations.id and other.ended_at is null and other.person_id <> own.person_id)
    order by name`
  return rows.map(({ name }) => name)
}
