import type { Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { formatDay } from '#app/core/time.ts'
import { successionMoved } from '#emails/succession-moved.tsx'
import { successionNews } from '#emails/succession-news.tsx'
import { queueEmail, queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import type { Role } from '../organisations/actor.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { listRoleNames } from '../organisations/role-words.ts'
import { readSuccession } from './queries.server.ts'
import { sayWhat } from './succession.ts'

export type News = 'proposed' | 'confirmed' | 'happened' | 'withdrawn'

/** Tells the administrators of every council it is about. After it happened they are all the successor's. */
export async function tellSuccession(tx: Tx, id: string, news: News) {
  const succession = await readSuccession(id, tx)
  invariant(succession, 'it was written in this transaction')
  const { successorId, predecessors, source } = succession
  const ids = [...predecessors.map((each) => each.id), ...(successorId ? [successorId] : [])]
  const people = await listPeopleInRoles(tx, { organisationIds: ids, roles: ['administrator'] })
  const once = [...new Map(people.map((each) => [each.personId, each])).values()]
  const what = sayWhat({ ...succession, predecessors: predecessors.map(({ name }) => name) })
  const slug = predecessors[0]?.slug ?? ''
  await queueEmailToEach(tx, {
    key: `succession-${news}:${id}`,
    people: once,
    mail: successionNews({ what, news, source, href: siteLink(`/organisations/${slug}`) }),
  })
}

/** Tells everybody whose membership went on, with what they may do there and what ended. */
export async function tellMoved(tx: Tx, id: string) {
  const succession = await readSuccession(id, tx)
  invariant(succession, 'it has just happened')
  const moves = await tx.successionMove.findMany({
    where: { successionId: id },
    orderBy: { fromMembershipId: 'asc' },
    select: {
      fromMembershipId: true,
      roles: true,
      waitingRoles: true,
      fromMembership: {
        select: {
          person: { select: { name: true, email: true } },
          organisation: { select: { council: { select: { former: true } } } },
        },
      },
    },
  })
  for (const { fromMembershipId, roles, waitingRoles, fromMembership } of moves) {
    const { person, organisation } = fromMembership
    const mail = successionMoved({
      name: person.name,
      councilName: organisation.council?.former?.nameThen ?? '',
      successorName: succession.successorName,
      on: formatDay(succession.vestsOn),
      roles: listRoleNames(roles as Role[]),
      waiting: waitingRoles.length > 0 ? listRoleNames(waitingRoles as Role[]) : undefined,
      href: siteLink('/workspace'),
    })
    await queueEmail(tx, { key: `succession-moved:${fromMembershipId}`, to: person, mail })
  }
}
