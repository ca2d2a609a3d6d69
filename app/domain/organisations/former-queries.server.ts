import { db, type Tx } from '#app/core/db.server.ts'
import { dayOf } from '#app/core/time.ts'

/** Who answers for a council today: itself, or whoever it is part of. */
export async function findAnsweringCouncil(councilId: string, store: Tx = db) {
  const former = await store.formerCouncil.findUnique({
    where: { id: councilId },
    select: { answeredById: true },
  })
  return former?.answeredById ?? councilId
}

const organisation = { select: { organisation: { select: { name: true, slug: true } } } } as const
const columns = {
  id: true,
  nameThen: true,
  endedOn: true,
  source: true,
  sourceUrl: true,
  council: organisation,
  successor: organisation,
  answeredBy: organisation,
  others: {
    orderBy: { successorId: 'asc' },
    take: 20,
    select: { successor: organisation },
  },
} as const

type Row = {
  id: string
  nameThen: string
  endedOn: Date
  source: string
  sourceUrl: string | null
  council: { organisation: { name: string; slug: string } }
  successor: { organisation: { name: string; slug: string } }
  answeredBy: { organisation: { name: string; slug: string } }
  others: { successor: { organisation: { name: string; slug: string } } }[]
}

const shown = ({ council, successor, answeredBy, others, endedOn, ...row }: Row) => ({
  ...row,
  slug: council.organisation.slug,
  endedOn: dayOf(endedOn),
  successor: successor.organisation,
  answeredBy: answeredBy.organisation,
  /** The other councils it was split into. */
  others: others.map((other) => other.successor.organisation),
})
export type Former = ReturnType<typeof shown>

/** What became of a council, and what it took over. Public. */
export async function findSuccession(councilId: string) {
  const [own, taken] = await Promise.all([
    db.formerCouncil.findUnique({ where: { id: councilId }, select: columns }),
    listTakenOver(councilId),
  ])
  return { became: own ? shown(own) : undefined, tookOver: taken }
}

/** The councils that became part of this one, or that it was split off, the last first. */
export async function listTakenOver(councilId: string) {
  const rows = await db.formerCouncil.findMany({
    where: {
      OR: [{ successorId: councilId }, { others: { some: { successorId: councilId } } }],
    },
    orderBy: [{ endedOn: 'desc' }, { nameThen: 'asc' }],
    take: 50,
    select: columns,
  })
  return rows.map(shown)
}

/** The former councils a council answers for today, those of its predecessors too. */
export async function listAnsweredFor(councilId: string) {
  const rows = await db.formerCouncil.findMany({
    where: { answeredById: councilId },
    orderBy: [{ endedOn: 'desc' }, { nameThen: 'asc' }],
    take: 50,
    select: columns,
  })
  return rows.map(shown)
}
