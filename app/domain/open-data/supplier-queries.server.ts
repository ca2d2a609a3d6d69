import type { z } from 'zod'
import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { findSupplierFacts, listPublicSuppliers } from '../profiles/supplier-list.server.ts'
import { readCursor, writeCursor } from './page-request.ts'
import type { Supplier, SupplierParameters, SupplierSummary } from './supplier-record.ts'

/** Verified suppliers, in the order of slugs: the same read as the list of suppliers and its CSV. */
export async function listSuppliers({ limit, cursor, size, q = '', ...asked }: SupplierParameters) {
  const [after] = readCursor('suppliers', cursor) ?? []
  const filters = { ...asked, q, isSme: size === 'sme', after }
  const { suppliers, next } = await listPublicSuppliers(filters, { limit, by: 'slug' })
  const data = suppliers.map(
    ({ held, ...row }) => ({ ...row, holds: held }) satisfies z.input<typeof SupplierSummary>,
  )
  return { data, next: next === undefined ? undefined : writeCursor('suppliers', [next]) }
}

/** One of them, with what its own page says to everybody. */
export async function getSupplierRecord(slug: string) {
  const found = await db.organisation.findUnique({
    where: { slug, kind: 'supplier', verifiedAt: { not: null } },
    select: { id: true, slug: true, name: true, about: true },
  })
  const facts = found && (await findSupplierFacts(found.id))
  if (!found || !facts?.verifiedAt)
    throw new Refusal('not-found', 'There is no supplier with this slug.')
  const { verifiedAt, frameworks, ...said } = facts
  return {
    ...found,
    ...said,
    verifiedAt,
    frameworks: frameworks.map(({ lot, ...place }) => ({ ...place, lot: lot || null })),
  } satisfies z.input<typeof Supplier>
}
