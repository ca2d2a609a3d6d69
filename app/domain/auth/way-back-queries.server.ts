import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { findSession } from './find-signed-in.server.ts'
import { readReturning } from './returning.server.ts'
import { confirmsAs, hasLapsed, needsTwo } from './way-back.ts'

/** A person's own, while it is open: when it was asked for, and when the wait ends. */
export async function findOwnWayBack(personId: string) {
  const way = await db.wayBack.findFirst({
    where: { personId, endedAt: null },
    select: { askedAt: true, dueAt: true },
  })
  return way && !hasLapsed(way, clock.now()) ? way : undefined
}

/** The same for half a session, which may see that much; nobody else finds anything. */
export async function findHalfWayBack(token: string | undefined) {
  const found = await findSession(token)
  if (!found?.isHalf) return undefined
  return { way: await findOwnWayBack(found.signedIn.actor.personId) }
}

const columns = {
  id: true,
  personId: true,
  askedAt: true,
  dueAt: true,
  person: {
    select: {
      name: true,
      email: true,
      memberships: {
        where: { endedAt: null },
        select: { jobTitle: true, organisation: { select: { name: true } } },
      },
    },
  },
  confirmations: { select: { personId: true } },
} as const

/** Everybody who asks to be let back in and whom this actor may confirm, the longest waiting first. */
export async function listWaysBack(actor: Actor) {
  const open = await db.wayBack.findMany({
    where: {
      endedAt: null,
      ...(!hasRole(actor, 'operator') && {
        person: { memberships: { some: { endedAt: null, organisationId: actor.organisationId } } },
      }),
    },
    select: columns,
    orderBy: { askedAt: 'asc' },
    take: 100,
  })
  const mine = []
  for (const { id, personId, askedAt, dueAt, person, confirmations } of open) {
    if (hasLapsed({ askedAt, dueAt }, clock.now())) continue
    if (!confirmsAs(await readReturning(db, personId), actor)) continue
    mine.push({
      ...{ id, askedAt, dueAt, name: person.name, email: person.email },
      isConfirmed: confirmations.some((each) => each.personId === actor.personId),
      works: person.memberships.map(
        ({ jobTitle, organisation }) => `${jobTitle}, ${organisation.name}`,
      ),
    })
  }
  return mine
}

/** How many wait for an operator among others, of at most a hundred; whoever is enough confirmed waits for the day alone. */
export async function countWaysBackForOperators() {
  const open = await db.wayBack.findMany({
    where: { endedAt: null, dueAt: null, confirmations: { none: { confirmedAs: 'operator' } } },
    select: { personId: true, askedAt: true, dueAt: true },
    orderBy: { askedAt: 'asc' },
    take: 100,
  })
  let count = 0
  for (const { personId, ...dates } of open) {
    if (hasLapsed(dates, clock.now())) continue
    const returning = await readReturning(db, personId)
    if (needsTwo(returning) || !returning.hasAdministrator) count++
  }
  return count
}
