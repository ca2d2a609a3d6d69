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

/** What was done, and what was refused, for an organisation, for those who answer for it. */
export async function listOwnAudit(actor: Actor, wanted: Wanted) {
  if (!canReadOwnAudit(actor)) throw new Refusal('not-found', 'Page not found')
  return listPage({ organisationId: actor.organisationId }, wanted)
}

async function listPage(within: Prisma.AuditEntryWhereInput, { search, after, limit }: Wanted) {
  const rows = await db.auditEntry.findMany({
    where: { AND: [within, await whereOf(search), after ? whereAfter(after) : {}] },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select: columns,
  })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    records: shown.map(shape),
    next: rows.length > limit && last ? { at: last.at, id: last.id } : undefined,
  }
}

function shape(row: Prisma.AuditEntryGetPayload<{ select: typeof columns }>) {
  const { id, hash, person, organisation, subjectKind, subjectId, detail, ...record } = row
  return {
    ...record,
    id: String(id),
    subject: `${subjectKind}:${subjectId}`,
    subjectKind,
    personName: person?.name ?? null,
    organisationName: organisation?.name ?? null,
    network: networkIn(detail),
    record: shortHash(hash),
  }
}
export type FoundRecord = ReturnType<typeof shape>

const networkIn = (detail: Prisma.JsonValue) =>
  typeof detail === 'object' && detail && 'network' in detail ? String(detail.network) : null

/** Read on from the last one shown, by the index that holds both. */
const whereAfter = ({ at, id }: AuditPlace): Prisma.AuditEntryWhereInput => ({
  AND: [{ at: { lte: at } }, { OR: [{ at: { lt: at } }, { id: { lt: id } }] }],
})

async function whereOf(search: AuditSearch): Promise<Prisma.AuditEntryWhereInput> {
  const { person, organisation, action, subject, from, to } = search
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
    ...((from ?? to) && {
      at: { ...(from && { gte: startOfDay(from) }), ...(to && { lt: endOfDay(to) }) },
    }),
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
