import type { Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { successionMoved } from '#emails/succession-moved.tsx'
import { successionNews } from '#emails/succession-news.tsx'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Role } from '../organisations/actor.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { listRoleNames } from '../organisations/role-words.ts'
import { readSuccession, successorsOf } from './queries.server.ts'
import { sayBecame, sayWhat } from './succession.ts'

export type News = 'proposed' | 'confirmed' | 'happened' | 'withdrawn'

/** Tells the administrators of every council it is about. After it happened they are all the successor's. */
export async function tellSuccession(tx: Tx, id: string, news: News) {
  const succession = await readSuccession(id, tx)
  invariant(succession, 'it was written in this transaction')
  const { predecessors, source } = succession
  const ids = [...predecessors.map((each) => each.id), ...successorsOf(succession)]
  const people = await listPeopleInRoles(tx, { organisationIds: ids, roles: ['administrator'] })
  const once = [...new Map(people.map((each) => [each.personId, each])).values()]
  const what = sayWhat(succession)
  const slug = predecessors[0]?.slug ?? ''
  await queueEmailToEach(tx, {
    key: `succession-${news}:${id}`,
    people: once,
    mail: successionNews({ what, news, source, href: siteLink(`/organisations/${slug}`) }),
  })
}

/**
 * Tells everybody whose membership went on, with what they may do there and what ended. Those of one council with the same
 * roles read the same: a message is drawn once for all of them, since nobody may act for these councils meanwhile.
 */
export async function tellMoved(tx: Tx, id: string) {
  const succession = await readSuccession(id, tx)
  invariant(succession, 'it has just happened')
  const moves = await tx.successionMove.findMany({
    where: { successionId: id },
    orderBy: { fromMembershipId: 'asc' },
    select: {
      roles: true,
      waitingRoles: true,
      fromMembership: {
        select: { person: { select: { id: true, name: true, email: true } }, organisationId: true },
      },
      toMembership: { select: { organisation: { select: { name: true, slug: true } } } },
    },
  })
  const nameOf = new Map(succession.predecessors.map((each) => [each.id, each.name]))
  const alike = new Map<string, typeof moves>()
  for (const move of moves) {
    const { roles, waitingRoles, fromMembership, toMembership } = move
    const way = [fromMembership.organisationId, toMembership.organisation.slug]
    const which = [...way, roles.join(' '), waitingRoles.join(' ')].join('/')
    alike.set(which, [...(alike.get(which) ?? []), move])
  }
  for (const [which, [first, ...others]] of alike) {
    if (!first) continue
    await queueEmailToEach(tx, {
      key: `succession-moved:${id}:${which}`,
      people: [first, ...others].map(({ fromMembership: { person } }) => ({
        personId: person.id,
        email: person.email,
        name: person.name,
      })),
      mail: successionMoved({
        councilName: nameOf.get(first.fromMembership.organisationId) ?? '',
        successorName: first.toMembership.organisation.name,
        became: sayBecame(succession),
        roles: listRoleNames(first.roles as Role[]),
        waiting:
          first.waitingRoles.length > 0 ? listRoleNames(first.waitingRoles as Role[]) : undefined,
        href: siteLink('/workspace'),
      }),
    })
  }
}
