import type { Tx } from '#app/core/db.server.ts'
import { formatDay, dayOf } from '#app/core/time.ts'
import { novationNews } from '#emails/novation-news.tsx'
import { listConcerned, listPeopleOfCouncil } from '../delivery/concerned.server.ts'
import { projectReference } from '../delivery/milestone.ts'
import { queueEmailToEach } from '../notifications/queue-email.server.ts'
import { siteLink } from '../notifications/site-link.server.ts'
import { listPeopleInRoles } from '../organisations/people-in-roles.server.ts'
import { readRunningProjects } from './firm-queries.server.ts'
import type { ShownSuccession } from './queries.server.ts'

const hrefOf = (reference: string) => siteLink(`/projects/${reference}/novation`)

/** Asks the officers of each council that leads a running project of a firm which is to be succeeded. */
export async function askForNovations(tx: Tx, succession: ShownSuccession) {
  for (const project of await readRunningProjects(succession, tx))
    if (!project.novation)
      await queueEmailToEach(tx, {
        key: `novation-asked:${succession.id}:${project.id}`,
        people: await listPeopleInRoles(tx, {
          organisationIds: [project.leadCouncilId],
          roles: ['officer'],
        }),
        mail: novationNews({
          news: 'asked',
          challengeTitle: project.title,
          supplierName: project.supplierName,
          successorName: succession.successorName,
          leadCouncil: project.lead,
          day: formatDay(succession.vestsOn),
          href: hrefOf(project.reference),
        }),
      })
}

const columns = {
  id: true,
  projectId: true,
  fromSupplierId: true,
  toSupplierId: true,
  fromSupplier: { select: { organisation: { select: { name: true } } } },
  toSupplier: { select: { organisation: { select: { name: true } } } },
  succession: { select: { vestsOn: true } },
  project: {
    select: {
      number: true,
      challengeId: true,
      leadCouncilId: true,
      challenge: { select: { title: true } },
      leadCouncil: { select: { organisation: { select: { name: true } } } },
    },
  },
} as const

async function readNovation(tx: Tx, id: string, news: 'agreed' | 'happened') {
  const row = await tx.novation.findUniqueOrThrow({ where: { id }, select: columns })
  const { project, fromSupplier, toSupplier, succession, ...ids } = row
  const mail = novationNews({
    news,
    challengeTitle: project.challenge.title,
    supplierName: fromSupplier.organisation.name,
    successorName: toSupplier.organisation.name,
    leadCouncil: project.leadCouncil.organisation.name,
    day: formatDay(dayOf(succession.vestsOn)),
    href: hrefOf(projectReference(project.number)),
  })
  return { ...ids, project, mail }
}

/** Tells the people of both firms that a council has agreed. */
export async function tellAgreed(tx: Tx, id: string) {
  const { fromSupplierId, toSupplierId, mail } = await readNovation(tx, id, 'agreed')
  const people = await listPeopleInRoles(tx, {
    organisationIds: [fromSupplierId, toSupplierId],
    roles: ['administrator'],
  })
  await queueEmailToEach(tx, { key: `novation-agreed:${id}`, people: once(people), mail })
}

/** Tells everybody who has a part in a project that another firm builds it from now on. */
export async function tellNovated(tx: Tx, { id }: { id: string }) {
  const { project, toSupplierId, mail } = await readNovation(tx, id, 'happened')
  const people = [
    ...(await listConcerned(tx, { ...project, supplierId: toSupplierId })),
    ...(await listPeopleOfCouncil(tx, project.leadCouncilId)),
  ]
  await queueEmailToEach(tx, { key: `novation-happened:${id}`, people: once(people), mail })
}

const once = <P extends { personId: string }>(people: P[]) => [
  ...new Map(people.map((each) => [each.personId, each])).values(),
]
