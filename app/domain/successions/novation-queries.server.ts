import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf } from '#app/core/time.ts'
import { projectNumberOf, projectReference } from '../delivery/milestone.ts'
import type { Actor } from '../organisations/actor.ts'
import { describeIdentity, type LegalForm } from '../organisations/legal-identity.ts'
import { canAgreeNovation, canSeeWaiting } from './novation.ts'

const named = { select: { organisation: { select: { name: true, slug: true } } } } as const

/** Who built a project before, the first one first. Public. */
export async function listPastNovations(projectId: string) {
  const rows = await db.novation.findMany({
    where: { projectId, happenedAt: { not: null } },
    orderBy: { happenedAt: 'asc' },
    take: 20,
    select: {
      id: true,
      agreement: true,
      happenedAt: true,
      fromSupplier: { select: { organisation: { select: { slug: true, former: true } } } },
      toSupplier: named,
      agreedFor: named,
      succession: { select: { vestsOn: true } },
    },
  })
  return rows.map(({ fromSupplier, toSupplier, agreedFor, succession, ...row }) => ({
    ...row,
    from: {
      slug: fromSupplier.organisation.slug,
      name: fromSupplier.organisation.former?.nameThen ?? '',
    },
    to: toSupplier.organisation,
    agreedFor: agreedFor.organisation.name,
    on: dayOf(succession.vestsOn),
  }))
}

/** That another firm is to take a project's contract over, and who has agreed to it. */
export async function findWaitingNovation(projectId: string, supplierId: string, store: Tx = db) {
  const row = await store.succession.findFirst({
    where: {
      ...{ kind: 'supplier', happenedAt: null, endedAt: null },
      predecessors: { some: { organisationId: supplierId, isLive: true } },
    },
    select: {
      ...{ id: true, successorId: true, vestsOn: true, source: true, sourceUrl: true },
      successor: { select: { name: true, slug: true, supplier: true } },
      novations: {
        where: { projectId, endedAt: null, happenedAt: null },
        take: 1,
        select: { id: true, agreement: true, agreedAt: true, agreedBy: { select: { name: true } } },
      },
    },
  })
  if (!row?.successor?.supplier) return undefined
  const { novations, vestsOn, ...succession } = row
  const { successor } = row
  const { legalForm, companyNumber, charityNumber } = row.successor.supplier
  const identity = { legalName: successor.name, companyNumber, charityNumber }
  return {
    ...succession,
    vestsOn: dayOf(vestsOn),
    successor: {
      name: successor.name,
      slug: successor.slug,
      identity: describeIdentity({ ...identity, legalForm: legalForm as LegalForm }),
    },
    novation: novations[0],
  }
}

/** Whether a project went to another firm, and to whom it is told that it is to. */
export async function findHandingOver(
  actor: Actor | undefined,
  project: { id: string; supplierId: string; leadCouncilId: string },
) {
  const past = { projectId: project.id, happenedAt: { not: null } }
  const [count, waits] = await Promise.all([
    db.novation.count({ where: past }),
    actor && findWaitingNovation(project.id, project.supplierId),
  ])
  const sees = actor && waits && canSeeWaiting(actor, { ...project, ...waits })
  return { isNovated: count > 0, waits: sees === true }
}

const projectColumns = {
  id: true,
  number: true,
  leadCouncilId: true,
  supplierId: true,
  leadCouncil: named,
  supplier: named,
  challenge: { select: { title: true, stage: true } },
} as const

/** Whether a project goes to another firm, and what this person may do about it. What has happened is public. */
export async function getNovation(actor: Actor | undefined, reference: string) {
  const number = projectNumberOf(reference) ?? 0
  const found = await db.project.findUnique({ where: { number }, select: projectColumns })
  if (!found) throw new Refusal('not-found', 'Page not found')
  const { leadCouncil, supplier, challenge, ...project } = found
  const [past, all] = await Promise.all([
    listPastNovations(project.id),
    findWaitingNovation(project.id, project.supplierId),
  ])
  const waits =
    actor && all && canSeeWaiting(actor, { ...project, successorId: all.successorId })
      ? all
      : undefined
  return {
    project: { ...project, reference: projectReference(number), ...challenge },
    lead: leadCouncil.organisation.name,
    supplier: supplier.organisation,
    past,
    waits,
    mayDecide: actor !== undefined && waits !== undefined && canAgreeNovation(actor, project),
  }
}
