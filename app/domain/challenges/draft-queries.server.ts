import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { canDraft, canLead } from './challenge.ts'
import { isDraftStep } from './draft.ts'
import type { Stage } from './stage.ts'

/** A draft for the officers of the council that writes it; to anybody else it does not exist. */
export async function getDraft(actor: Actor, challengeId: string) {
  const draft = await db.challenge.findUnique({
    where: { id: challengeId },
    include: {
      serviceFunction: { select: { name: true, parent: { select: { name: true } } } },
      service: { select: { name: true } },
      changes: {
        orderBy: { changedAt: 'desc' },
        take: 1,
        select: { changedAt: true, changedBy: { select: { name: true } } },
      },
    },
  })
  if (!draft || !canLead(actor, draft)) throw new Refusal('not-found', 'Page not found')
  return { ...draft, stage: draft.stage as Stage }
}
export type Draft = Awaited<ReturnType<typeof getDraft>>

/** One question of a draft, with the lists that its fields offer. */
export async function getDraftStep(actor: Actor, challengeId: string, step: string) {
  if (!isDraftStep(step)) throw new Refusal('not-found', 'Page not found')
  const offers = step === 'service'
  const [draft, areas, serviceNames] = await Promise.all([
    getDraft(actor, challengeId),
    offers ? listServiceAreas() : [],
    offers ? listServiceNames() : [],
  ])
  return { draft, step, areas, serviceNames }
}

/** What the actor's council is writing, last changed first. */
export async function listDrafts(actor: Actor) {
  if (!canDraft(actor)) return []
  return db.challenge.findMany({
    where: { stage: 'draft', leadCouncilId: actor.organisationId },
    orderBy: [{ changedAt: 'desc' }, { id: 'desc' }],
    take: 50,
    select: { id: true, title: true, changedAt: true, createdBy: { select: { name: true } } },
  })
}

/** Areas of council services to choose from, under the heading each belongs to. */
export async function listServiceAreas() {
  const rows = await db.serviceFunction.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: { id: true, name: true, parentId: true },
  })
  return rows
    .filter(({ parentId }) => parentId === null)
    .map((heading) => ({
      ...heading,
      areas: rows.filter(({ parentId }) => parentId === heading.id),
    }))
}

/** Names of services to type ahead; the register has some 1,500. */
const listServiceNames = async () =>
  (
    await db.service.findMany({ orderBy: { name: 'asc' }, take: 3_000, select: { name: true } })
  ).map(({ name }) => name)
