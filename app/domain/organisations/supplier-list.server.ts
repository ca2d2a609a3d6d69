import { db } from '#app/core/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Actor } from './actor.ts'
import { hasRole } from './actor.ts'
import { isRegionOfEngland } from './council-words.ts'
import type { LegalForm } from './legal-identity.ts'
import { wordsToFind, type SupplierFilters } from './supplier-filters.ts'

const PER_PAGE = 25

export type ListedSupplier = {
  slug: string
  name: string
  about: string | null
  town: string | null
  serves: string[]
  isSme: boolean
  verifiedAt: Date
}

/** Verified suppliers by name, for everybody. Who serves England serves each of its regions. */
export async function listPublicSuppliers(filters: SupplierFilters) {
  const rows = await db.$queryRaw<ListedSupplier[]>`
    select slug, name, about, town, serves, is_sme_declared_at is not null as "isSme", verified_at as "verifiedAt"
    from organisations join suppliers using (id)
    where kind = 'supplier' and verified_at is not null
      and not exists (select from former_organisations former where former.id = organisations.id) ${narrowed(filters)}
    order by name, id limit ${PER_PAGE + 1}`
  const suppliers = rows.slice(0, PER_PAGE)
  return { suppliers, next: rows.length > PER_PAGE ? suppliers.at(-1)?.slug : undefined }
}

function narrowed({ q, place, isSme, after }: SupplierFilters) {
  const words = wordsToFind(q)
  const served = place && isRegionOfEngland(place) ? [place, 'England'] : [place]
  const parts = [
    words &&
      Prisma.sql`and to_tsvector('simple', name || ' ' || coalesce(about, '')) @@ to_tsquery('simple', ${words})`,
    place && Prisma.sql`and serves && ${served}::text[]`,
    isSme && Prisma.sql`and is_sme_declared_at is not null`,
    after &&
      Prisma.sql`and (name, id) > (select name, id from organisations where slug = ${after})`,
  ].filter((part) => part instanceof Prisma.Sql)
  return parts.length > 0 ? Prisma.join(parts, ' ') : Prisma.empty
}

/**
 * What a reader may know of a supplier. One that has never been verified has no page, but for its own people and operators:
 * anybody can type a name.
 */
export async function findSupplierFacts(organisationId: string, reader?: Actor) {
  const found = await db.supplier.findUnique({
    where: { id: organisationId },
    select: {
      ...{ legalForm: true, companyNumber: true, charityNumber: true, town: true, region: true },
      ...{ serves: true, isSmeDeclaredAt: true, firstVerifiedAt: true },
      organisation: { select: { name: true, verifiedAt: true, former: true } },
    },
  })
  if (!found) return undefined
  const { organisation, isSmeDeclaredAt, firstVerifiedAt, ...facts } = found
  const isOwn = reader && (reader.organisationId === organisationId || hasRole(reader, 'operator'))
  return {
    ...facts,
    legalForm: facts.legalForm as LegalForm,
    legalName: organisation.former?.nameThen ?? organisation.name,
    verifiedAt: organisation.verifiedAt,
    isFormer: organisation.former !== null,
    isSme: isSmeDeclaredAt !== null,
    isShown: firstVerifiedAt !== null || isOwn === true,
  }
}
