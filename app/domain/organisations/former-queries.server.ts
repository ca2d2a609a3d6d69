import { db, type Tx } from '#app/core/db.server.ts'
import { dayOf } from '#app/core/time.ts'
import type { Prisma } from '#prisma/generated/client.ts'

/** Who answers for an organisation today: itself, or whoever it is part of. */
export async function findAnsweringOrganisation(id: string, store: Tx = db) {
  const former = await store.formerOrganisation.findUnique({
    where: { id },
    select: { answeredById: true },
  })
  return former?.answeredById ?? id
}

const named = { select: { name: true, slug: true } } as const
const columns = {
  id: true,
  nameThen: true,
  endedOn: true,
  source: true,
  sourceUrl: true,
  organisation: named,
  successor: named,
  answeredBy: named,
  others: {
    orderBy: { successorId: 'asc' },
    take: 20,
    select: { successor: { select: { organisation: named } } },
  },
} as const

type Row = Prisma.FormerOrganisationGetPayload<{ select: typeof columns }>

const shown = ({ organisation, others, endedOn, ...row }: Row) => ({
  ...row,
  slug: organisation.slug,
  endedOn: dayOf(endedOn),
  /** The other councils it was split into. */
  others: others.map((other) => other.successor.organisation),
})
export type Former = ReturnType<typeof shown>

/** What became of an organisation, and what it took over. Public. */
export async function findSuccession(id: string) {
  const [own, taken] = await Promise.all([
    db.formerOrganisation.findUnique({ where: { id }, select: columns }),
    listTakenOver(id),
  ])
  return { became: own ? shown(own) : undefined, tookOver: taken }
}

/** Those that became part of this one, and councils it was split off, the last first. */
export async function listTakenOver(id: string) {
  const rows = await db.formerOrganisation.findMany({
    where: {
      OR: [{ successorId: id }, { others: { some: { successorId: id } } }],
    },
    orderBy: [{ endedOn: 'desc' }, { nameThen: 'asc' }],
    take: 50,
    select: columns,
  })
  return rows.map(shown)
}

/** The former organisations that one answers for today, those of its predecessors too. */
export async function listAnsweredFor(id: string) {
  const rows = await db.formerOrganisation.findMany({
    where: { answeredById: id },
    orderBy: [{ endedOn: 'desc' }, { nameThen: 'asc' }],
    take: 50,
    select: columns,
  })
  return rows.map(shown)
}
