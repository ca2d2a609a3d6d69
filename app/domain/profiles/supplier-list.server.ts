import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { londonDay } from '#app/core/time.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Actor } from '../organisations/actor.ts'
import { hasRole } from '../organisations/actor.ts'
import { isRegionOfEngland } from '../organisations/council-words.ts'
import type { LegalForm } from '../organisations/legal-identity.ts'
import { listHeldCredentials } from './credential-queries.server.ts'
import { asPublished, kindsThatShow, type CredentialKind } from './credential.ts'
import { listHeldFrameworks } from './framework-queries.server.ts'
import { listServicesOf } from './profile-queries.server.ts'
import { wordsToFind, type SupplierFilters } from './supplier-filters.ts'

const PER_PAGE = 25

export type ListedSupplier = {
  slug: string
  companyNumber: string | null
  name: string
  about: string | null
  town: string | null
  serves: string[]
  isSme: boolean
  verifiedAt: Date
  services: string[]
  frameworks: string[]
  /** What it holds today. */
  held: CredentialKind[]
}

/** Readers look for a name. A program that reads page by page needs what never changes. */
const orders = {
  name: {
    columns: Prisma.sql`name, id`,
    after: (slug: string) =>
      Prisma.sql`and (name, id) > (select name, id from organisations where slug = ${slug})`,
  },
  slug: { columns: Prisma.sql`slug`, after: (slug: string) => Prisma.sql`and slug > ${slug}` },
}

type Paging = { limit?: number; by?: keyof typeof orders }

/**
 * Verified suppliers by name, for everybody, with what each has on this day: what has expired is not there. Who serves
 * England serves each of its regions, and who works on all of a heading works on each service under it.
 */
export async function listPublicSuppliers(
  filters: SupplierFilters,
  { limit = PER_PAGE, by = 'name' }: Paging = {},
) {
  const { columns, after } = orders[by]
  const today = londonDay(clock.now())
  const rows = await db.$queryRaw<ListedSupplier[]>`
    with listed as materialized (
      select id, slug, name, about, town, serves, company_number, is_sme_declared_at is not null as "isSme", verified_at as "verifiedAt"
      from organisations join suppliers using (id)
      where kind = 'supplier' and verified_at is not null
        and not exists (select from former_organisations former where former.id = organisations.id) ${narrowed(filters, today)}
        ${filters.after ? after(filters.after) : Prisma.empty}
      order by ${columns} limit ${limit + 1}
    ), saying as (
      select supplier_profiles.id, array_agg(service_functions.name order by service_functions.name) as services
      from supplier_profiles cross join unnest(service_function_ids) as said (id)
      join service_functions on service_functions.id = said.id
      where supplier_profiles.id in (select id from listed) group by supplier_profiles.id
    ), placed as (
      select supplier_id as id, array_agg(distinct coalesce(frameworks.name, framework_places.name)) as frameworks
      from framework_places left join frameworks on frameworks.slug = framework_slug
      where supplier_id in (select id from listed) and ${isOnFramework(today)} group by supplier_id
    )
    select slug, company_number as "companyNumber", name, about, town, serves, "isSme", "verifiedAt",
      coalesce(services, '{}') as services, coalesce(frameworks, '{}') as frameworks,
      array(select distinct credentials.kind from credentials
        where supplier_id = listed.id and ${isHeld(today)} order by 1) as held
    from listed left join saying using (id) left join placed using (id) order by ${columns}`
  const suppliers = rows.slice(0, limit)
  return { suppliers, next: rows.length > limit ? suppliers.at(-1)?.slug : undefined }
}

/** The same as `standingOf` says of one. */
const isHeld = (today: string) => Prisma.sql`(ended_as is null or ended_as = 'renewed')
  and (valid_from is null or valid_from <= ${today}::date) and (expires_on is null or expires_on >= ${today}::date)`

/** The same as `lastDayOfPlace` says of one. */
const isOnFramework = (today: string) => Prisma.sql`framework_places.ended_at is null
  and (expires_on is null or expires_on >= ${today}::date) and (to_on is null or to_on >= ${today}::date)`

function narrowed(filters: SupplierFilters, today: string) {
  const { q, place, isSme, service, framework, holds } = filters
  const words = wordsToFind(q)
  const served = place && isRegionOfEngland(place) ? [place, 'England'] : [place]
  const parts = [
    words &&
      Prisma.sql`and to_tsvector('simple', name || ' ' || coalesce(about, '')) @@ to_tsquery('simple', ${words})`,
    place && Prisma.sql`and serves && ${served}::text[]`,
    isSme && Prisma.sql`and is_sme_declared_at is not null`,
    service &&
      Prisma.sql`and exists (select from supplier_profiles said where said.id = organisations.id
        and service_function_ids && ${servicesLike(service)})`,
    framework &&
      Prisma.sql`and exists (select from framework_places join frameworks on frameworks.slug = framework_slug
        where supplier_id = organisations.id and framework_slug = ${framework} and ${isOnFramework(today)})`,
    holds &&
      Prisma.sql`and exists (select from credentials
        where supplier_id = organisations.id and credentials.kind = any (${kindsThatShow(holds)}) and ${isHeld(today)})`,
  ].filter((part) => part instanceof Prisma.Sql)
  return parts.length > 0 ? Prisma.join(parts, ' ') : Prisma.empty
}

/** A service, what is under it, and the heading it is under. */
const servicesLike = (service: number) => Prisma.sql`array(
  select id from service_functions where id = ${service} or parent_id = ${service}
    or id = (select parent_id from service_functions where id = ${service}))`

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
      profile: { select: { confirmedAt: true } },
    },
  })
  if (!found) return undefined
  const { organisation, isSmeDeclaredAt, firstVerifiedAt, profile, ...facts } = found
  const isOwn = reader?.organisationId === organisationId
  const [services, frameworks, credentials] = await Promise.all([
    listServicesOf(db, organisationId),
    listHeldFrameworks(db, organisationId),
    listHeldCredentials(db, organisationId),
  ])
  return {
    ...facts,
    legalForm: facts.legalForm as LegalForm,
    legalName: organisation.former?.nameThen ?? organisation.name,
    verifiedAt: organisation.verifiedAt,
    isFormer: organisation.former !== null,
    isSme: isSmeDeclaredAt !== null,
    confirmedAt: profile?.confirmedAt ?? null,
    ...{ services, frameworks, isOwn },
    credentials: credentials.map(asPublished),
    today: londonDay(clock.now()),
    isShown:
      firstVerifiedAt !== null || isOwn || (reader !== undefined && hasRole(reader, 'operator')),
  }
}
