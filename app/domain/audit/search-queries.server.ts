import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { endOfDay, startOfDay } from '#app/core/time.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Actor } from '../organisations/actor.ts'
import { shortHash } from './queries.server.ts'
import { canReadAudit, canReadOwnAudit, type AuditPlace, type AuditSearch } from './refused-act.ts'

/** As many people or organisations as one name may mean. */
const MOST_NAMED = 20

const columns = {
  id: true,
  at: true,
  action: true,
  summary: true,
  subjectKind: true,
  subjectId: true,
  detail: true,
  hash: true,
  person: { select: { name: true } },
  organisation: { select: { name: true } },
} as const satisfies Prisma.AuditEntrySelect

type Wanted = { search: AuditSearch; after: AuditPlace | undefined; limit: number }

/** The whole audit for an operator, newest first, as far as it fits what is asked. */
export async function listAudit(actor: Actor, wanted: Wanted) {
  if (!canReadAudit(actor)) throw new Refusal('not-found', 'Page not found')
  return listPage({}, wanted)
}

/**
 * What was done, and what was refused, for an organisation, and what others did to its things, for those
 * who answer for it. Of the others they read the organisation and the role, never a name or a network.
 */
export async function listOwnAudit(actor: Actor, wanted: Wanted) {
  if (!canReadOwnAudit(actor)) throw new Refusal('not-found', 'Page not found')
  const { organisationId } = actor
  const [own, about] = await Promise.all([
    wanted.search.by === 'others' ? [] : readRows({ organisationId }, wanted),
    wanted.search.by === 'us' ? [] : readRowsAbout(organisationId, wanted),
  ])
  const records = [...own.map(shape), ...about.map(shapeOfOthers)].toSorted(newestFirst)
  return cut(records, wanted.limit)
}

async function listPage(within: Prisma.AuditEntryWhereInput, wanted: Wanted) {
  return cut((await readRows(within, wanted)).map(shape), wanted.limit)
}

/** One more than a page holds, so that it is known whether another follows. */
async function readRows(within: Prisma.AuditEntryWhereInput, { search, after, limit }: Wanted) {
  return db.auditEntry.findMany({
    where: {
      AND: [within, await whereOf(search), { at: daysOf(search) }, after ? whereAfter(after) : {}],
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: columns,
  })
}

/** Who in another organisation did it is not told, so nothing is found by a person's name either. */
async function readRowsAbout(organisationId: string, { search, after, limit }: Wanted) {
  if (search.person) return []
  const rows = await db.auditSubject.findMany({
    where: {
      AND: [
        { organisationId, at: daysOf(search), entry: await whereOf(search) },
        after ? whereSubjectAfter(after) : {},
      ],
    },
    orderBy: [{ at: 'desc' }, { entryId: 'desc' }],
    take: limit + 1,
    select: { entry: { select: columns } },
  })
  return rows.map(({ entry }) => entry)
}

function cut(records: FoundRecord[], limit: number) {
  const shown = records.slice(0, limit)
  const last = shown.at(-1)
  return {
    records: shown,
    next: records.length > limit && last ? { at: last.at, id: BigInt(last.id) } : undefined,
  }
}

const newestFirst = (one: FoundRecord, other: FoundRecord) =>
  other.at.getTime() - one.at.getTime() || Number(BigInt(other.id) - BigInt(one.id))

type Row = Prisma.AuditEntryGetPayload<{ select: typeof columns }>

const shape = (row: Row) => ({
  ...shapeOfAll(row),
  personName: row.person?.name ?? null,
  network: textIn(row.detail, 'network'),
  isOthers: false,
  roles: [] as string[],
})
export type FoundRecord = ReturnType<typeof shape>

const shapeOfOthers = (row: Row): FoundRecord => ({
  ...shapeOfAll(row),
  personName: null,
  network: null,
  isOthers: true,
  roles: textIn(row.detail, 'as')?.split(', ') ?? [],
})

const shapeOfAll = ({ id, at, action, summary, ...row }: Row) => ({
  ...{ id: String(id), at, action, summary },
  subject: `${row.subjectKind}:${row.subjectId}`,
  subjectKind: row.subjectKind,
  organisationName: row.organisation?.name ?? null,
  record: shortHash(row.hash),
})

function textIn(detail: Prisma.JsonValue, name: string) {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return null
  const value = detail[name]
  return typeof value === 'string' ? value : null
}

/** Read on from the last one shown, by the index that holds both. */
const whereAfter = ({ at, id }: AuditPlace): Prisma.AuditEntryWhereInput => ({
  AND: [{ at: { lte: at } }, { OR: [{ at: { lt: at } }, { id: { lt: id } }] }],
})
const whereSubjectAfter = ({ at, id }: AuditPlace): Prisma.AuditSubjectWhereInput => ({
  AND: [{ at: { lte: at } }, { OR: [{ at: { lt: at } }, { entryId: { lt: id } }] }],
})

const daysOf = ({ from, to }: AuditSearch) => ({
  ...(from && { gte: startOfDay(from) }),
  ...(to && { lt: endOfDay(to) }),
})

async function whereOf(search: AuditSearch): Promise<Prisma.AuditEntryWhereInput> {
  const { person, organisation, action, subject } = search
  const [subjectKind, subjectId] = subject?.split(':') ?? []
  const [people, organisations] = await Promise.all([
    person ? findPeople(person) : undefined,
    organisation ? findOrganisations(organisation) : undefined,
  ])
  return {
    ...(people && { personId: oneOf(people) }),
    ...(organisations && { organisationId: oneOf(organisations) }),
    ...(action && { action }),
    ...(subjectKind && subjectId && { subjectKind, subjectId }),
  }
}

const oneOf = (ids: string[]) => (ids.length === 1 ? (ids[0] ?? '') : { in: ids })

const findPeople = async (name: string) =>
  (await db.person.findMany({ where: named(name), ...few })).map(({ id }) => id)

const findOrganisations = async (name: string) =>
  (await db.organisation.findMany({ where: named(name), ...few })).map(({ id }) => id)

const named = (name: string) => ({ name: { contains: name, mode: 'insensitive' } }) as const
const few = { orderBy: { name: 'asc' }, take: MOST_NAMED, select: { id: true } } as const

/** Every action there is a record of, by name; found by jumping through the index, not by reading it. */
export async function listAuditActions(): Promise<string[]> {
  const rows = await db.$queryRaw<{ action: string }[]>`
    with recursive actions as (
      (select action from audit_entries order by action limit 1)
      union all
      select (select action from audit_entries where action > actions.action order by action limit 1)
      from actions where actions.action is not null
    ) select action from actions where action is not null limit 500`
  return rows.map(({ action }) => action)
}
