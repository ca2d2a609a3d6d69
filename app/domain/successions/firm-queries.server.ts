import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { projectReference } from '../delivery/milestone.ts'
import type { Actor } from '../organisations/actor.ts'
import type { ShownSuccession } from './queries.server.ts'
import { canSeeSuccessions } from './succession.ts'

const named = { select: { name: true, slug: true } } as const
const running = { challenge: { stage: 'delivering' } } as const
const idsOf = ({ predecessors }: Pick<ShownSuccession, 'predecessors'>) => ({
  in: predecessors.map(({ id }) => id),
})

/** Projects that these firms build today, with whose yes each waits for. */
export async function listRunningProjects(actor: Actor, succession: ShownSuccession) {
  if (!canSeeSuccessions(actor)) throw new Refusal('not-found', 'Page not found')
  return readRunningProjects(succession, db)
}

export async function readRunningProjects(
  succession: Pick<ShownSuccession, 'id' | 'predecessors'>,
  store: Tx,
) {
  const rows = await store.project.findMany({
    where: { supplierId: idsOf(succession), ...running },
    orderBy: { number: 'asc' },
    take: 100,
    select: {
      id: true,
      number: true,
      leadCouncilId: true,
      challenge: { select: { title: true } },
      leadCouncil: { select: { organisation: named } },
      supplier: { select: { organisation: named } },
      novations: {
        where: { successionId: succession.id, endedAt: null },
        take: 1,
        select: { agreement: true, agreedAt: true, agreedBy: { select: { name: true } } },
      },
    },
  })
  const unsettled = await listUnsettled(
    rows.map(({ id }) => id),
    store,
  )
  return rows.map(({ number, challenge, leadCouncil, supplier, novations, ...row }) => ({
    ...row,
    reference: projectReference(number),
    title: challenge.title,
    lead: leadCouncil.organisation.name,
    supplierName: supplier.organisation.name,
    unsettled: unsettled.filter(({ projectId }) => projectId === row.id),
    novation: novations[0],
  }))
}

/** Milestones of these projects that are claimed, and neither paid nor sent back. */
const listUnsettled = (projectIds: string[], store: Tx) =>
  store.$queryRaw<{ projectId: string; position: number }[]>`
    select project_id as "projectId", position from milestones
    cross join lateral (select exists (select from claims where milestone_id = milestones.id and ended_at is null) as is_claimed,
      (select settled_at is not null from payments where milestone_id = milestones.id) as is_paid offset 0) step
    where project_id = any(${projectIds}::uuid[]) and (is_claimed or is_paid is not null) and is_paid is not true
    order by project_id, position limit 200`

/** What a firm has begun that nobody could finish in its name. */
export async function listFirmBlocks(succession: ShownSuccession, store: Tx) {
  const supplierId = idsOf(succession)
  const { successorId, successorName } = succession
  const [projects, pitches, awards, places, successor] = await Promise.all([
    readRunningProjects(succession, store),
    listAssessed(supplierId.in, store),
    store.award.findMany({
      where: { supplierId, project: null },
      orderBy: { id: 'asc' },
      take: 50,
      select: { supplier: { select: { organisation: named } }, ...aboutAward },
    }),
    listPlaces(supplierId, store),
    store.organisation.findFirst({
      where: { id: successorId ?? undefined, verifiedAt: { not: null } },
      select: { id: true },
    }),
  ])
  return [
    ...(successor ? [] : [`${successorName} is not verified. Operators verify it first.`]),
    ...projects.flatMap(blocksOfProject(successorName)),
    // What is sealed is not told to operators either: neither for what nor how many.
    ...pitches.map(
      ({ name }) =>
        `${name} has something in hand that is not decided yet. Its own people see what.`,
    ),
    ...awards.map(
      ({ supplier, challenge }) =>
        `${supplier.organisation.name} has won “${challenge.title}”, and its project has not started.`,
    ),
    ...places.map(
      (name) => `${name} has a slot or a place in the waiting list of a market day to come.`,
    ),
  ]
}

const aboutAward = { challenge: { select: { title: true } } } as const

type Running = Awaited<ReturnType<typeof readRunningProjects>>[number]

const blocksOfProject = (successorName: string) => (project: Running) => [
  ...(project.novation
    ? []
    : [
        `${project.lead} has not agreed that ${successorName} takes over ${project.reference}, “${project.title}”.`,
      ]),
  ...project.unsettled.map(
    ({ position }) =>
      `Milestone ${position} of ${project.reference} is claimed. It is paid or sent back first.`,
  ),
]

/** Firms with a pitch that is being assessed. */
const listAssessed = (supplierIds: string[], store: Tx) =>
  store.$queryRaw<{ name: string }[]>`
    select distinct firm.name from pitches join organisations firm on firm.id = supplier_id
    cross join lateral (select from pitch_calls join challenges on challenges.id = challenge_id
      where pitch_calls.id = pitch_call_id and closes_at <= ${clock.now()} and stage = 'funded'
        and not exists (select from awards where pitch_call_id = pitch_calls.id) offset 0) assessed
    where supplier_id = any(${supplierIds}::uuid[]) and sent_at is not null and withdrawn_at is null
    order by firm.name limit 20`

/** Firms with a demo slot, or waiting for one, on a day that is still to come. */
async function listPlaces(supplierId: { in: string[] }, store: Tx) {
  const marketDay = { endsAt: { gt: clock.now() }, cancelledAt: null }
  const firm = { supplier: { select: { organisation: named } } } as const
  const [booked, waiting] = await Promise.all([
    store.booking.findMany({
      where: { supplierId, cancelledAt: null, marketDay },
      orderBy: { id: 'asc' },
      take: 20,
      select: firm,
    }),
    store.waitingListEntry.findMany({
      where: { supplierId, leftAt: null, marketDay },
      orderBy: { id: 'asc' },
      take: 20,
      select: firm,
    }),
  ])
  return [...new Set([...booked, ...waiting].map(({ supplier }) => supplier.organisation.name))]
}
