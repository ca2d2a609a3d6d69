import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import type { Actor } from '../organisations/actor.ts'
import { credentialColumns, shapeCredential } from './credential-queries.server.ts'
import { canDecideDocuments, type LookedAt } from './credential.ts'
import type { DocumentFilters } from './document-filters.ts'

const PER_PAGE = 25

const whichOf = {
  waiting: { fileId: { not: null }, endedAt: null, seenAt: null, sentBackAt: null },
  seen: { seenAt: { not: null } },
  'sent-back': { sentBackAt: { not: null } },
} as const

const firm = { supplier: { select: { organisation: { select: { name: true, slug: true } } } } }

/** Documents that firms have attached, for operators, whoever has waited longest first. */
export async function listDocuments(actor: Actor, { state, kind, after }: DocumentFilters) {
  if (!canDecideDocuments(actor)) throw new Refusal('not-found', 'Page not found')
  const rows = await db.credential.findMany({
    where: {
      ...whichOf[state],
      ...(kind && { kind }),
      ...(after && {
        enteredAt: { gte: after.at },
        OR: [{ enteredAt: { gt: after.at } }, { id: { gt: after.id } }],
      }),
    },
    orderBy: [{ enteredAt: 'asc' }, { id: 'asc' }],
    take: PER_PAGE + 1,
    select: { ...credentialColumns, ...firm },
  })
  const shown = rows.slice(0, PER_PAGE)
  const last = shown.at(-1)
  return {
    documents: shown.map(({ supplier, ...row }) => ({
      ...shapeCredential(row),
      firm: supplier.organisation,
      enteredAt: row.enteredAt,
    })),
    next: rows.length > PER_PAGE && last ? { at: last.enteredAt, id: last.id } : undefined,
  }
}

/** One document with what its firm says of it, for operators. */
export async function getDocument(actor: Actor, id: string): Promise<LookedAt> {
  const row = canDecideDocuments(actor)
    ? await db.credential.findFirst({
        where: { id, fileId: { not: null } },
        select: {
          ...credentialColumns,
          ...{ endedAt: true, sentBackReason: true },
          ...firm,
          file: { select: { name: true, sizeBytes: true } },
          enteredBy: { select: { name: true } },
          seenBy: { select: { name: true } },
          sentBackBy: { select: { name: true } },
        },
      })
    : null
  if (!row) throw new Refusal('not-found', 'Page not found')
  const { enteredAt, seenAt, sentBackAt, sentBackReason } = row
  return {
    ...shapeCredential(row),
    firm: row.supplier.organisation,
    file: row.file,
    ...{ enteredAt, seenAt, sentBackAt, sentBackReason },
    enteredBy: row.enteredBy?.name,
    seenBy: row.seenBy?.name,
    sentBackBy: row.sentBackBy?.name,
    isWaiting: row.endedAt === null && seenAt === null && sentBackAt === null,
  }
}

/** The document that has waited longest for an operator, and how many wait. */
export async function findLongestWaitingDocument(actor: Actor) {
  if (!canDecideDocuments(actor)) return undefined
  const where = whichOf.waiting
  const [first, count] = await Promise.all([
    db.credential.findFirst({
      where,
      orderBy: [{ enteredAt: 'asc' }, { id: 'asc' }],
      select: { enteredAt: true, ...firm },
    }),
    db.credential.count({ where }),
  ])
  if (!first) return undefined
  return { firmName: first.supplier.organisation.name, enteredAt: first.enteredAt, count }
}
