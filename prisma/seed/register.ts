import { v7 as newId } from 'uuid'
import { clock } from '#app/core/clock.ts'
import { transaction, type Tx } from '#app/core/db.server.ts'
import { dateOf } from '#app/core/time.ts'
import { policyNumbers } from '../data/policy-numbers.ts'
import { register, type RegisterCombinedAuthority, type RegisterCouncil } from '../data/register.ts'

/**
 * Brings the tables of the register up to the committed files: adds what is new, changes what differs,
 * removes nothing. Safe to run at every start, and by two processes at once.
 */
export async function loadRegister() {
  await transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('load the register'))`
    const ids = await knownIds(tx)
    await loadOrganisations(tx, ids)
    await loadCouncils(tx, ids)
    await loadCombinedAuthorities(tx, ids)
    await loadServices(tx)
    await loadBankHolidays(tx)
    await loadPolicyNumbers(tx)
    await loadFrameworks(tx)
  })
  return { councils: register.councils.length, areas: register.combinedAuthorities.length }
}

type Ids = Map<string, string>

const everyCouncil = [...register.councils, ...register.combinedAuthorities]

/** A council is known by its code: its name, and so its place in addresses, may change. */
async function knownIds(tx: Tx): Promise<Ids> {
  const stored = await tx.council.findMany({ select: { id: true, gss: true } })
  const known = new Map(stored.map(({ gss, id }) => [gss, id]))
  return new Map(everyCouncil.map(({ gss }) => [gss, known.get(gss) ?? newId()]))
}

function loadOrganisations(tx: Tx, ids: Ids) {
  const rows = everyCouncil.map((council) => ({
    id: ids.get(council.gss),
    slug: council.slug,
    name: council.name,
    official_name: council.officialName,
    website_domain: council.websiteDomain,
  }))
  const now = clock.now()
  return tx.$executeRaw`
    insert into organisations as known
      (id, kind, slug, name, official_name, website_domain, verified_at, created_at)
    select id, 'council', slug, name, official_name, website_domain, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (id uuid, slug text, name text, official_name text, website_domain text)
    on conflict (id) do update set
      slug = excluded.slug, name = excluded.name,
      official_name = excluded.official_name, website_domain = excluded.website_domain
    where (known.slug, known.name, known.official_name, known.website_domain) is distinct from
      (excluded.slug, excluded.name, excluded.official_name, excluded.website_domain)`
}

async function loadCouncils(tx: Tx, ids: Ids) {
  const tiles = new Map(register.tiles.map((tile) => [tile.gss, tile]))
  const rows = [
    ...register.councils.map((council) => ({
      ...councilRow(council, ids),
      type: council.type,
      region: council.region,
      is_upper_tier: council.isUpperTier,
      parent_county_gss: council.parentCountyGss,
      tile_column: tiles.get(council.gss)?.column,
      tile_row: tiles.get(council.gss)?.row,
    })),
    ...register.combinedAuthorities.map((area) => ({
      ...councilRow(area, ids),
      type: 'combined-authority',
      region: area.regions[0],
      is_upper_tier: false,
    })),
  ]
  const json = JSON.stringify(rows)
  await freeMovedTiles(tx, json)
  return tx.$executeRaw`
    insert into councils as known
    select * from jsonb_populate_recordset(null::councils, ${json}::jsonb)
    on conflict (id) do update set
      type = excluded.type, nation = excluded.nation, region = excluded.region,
      is_upper_tier = excluded.is_upper_tier, parent_county_gss = excluded.parent_county_gss,
      organisation_identifier = excluded.organisation_identifier, former_gss = excluded.former_gss,
      population = excluded.population, area_hectares = excluded.area_hectares,
      latitude_microdegrees = excluded.latitude_microdegrees,
      longitude_microdegrees = excluded.longitude_microdegrees,
      tile_column = excluded.tile_column, tile_row = excluded.tile_row
    where known is distinct from excluded`
}

const councilRow = (council: RegisterCouncil | RegisterCombinedAuthority, ids: Ids) => ({
  id: ids.get(council.gss),
  gss: council.gss,
  nation: council.nation,
  organisation_identifier: council.organisationId,
  former_gss: council.formerGss,
  population: council.population,
  area_hectares: Math.round(council.areaKm2 * 100),
  latitude_microdegrees: Math.round(council.latitude * 1e6),
  longitude_microdegrees: Math.round(council.longitude * 1e6),
})

/** Two councils may swap tiles; each tile holds one council at every moment, so both give theirs up. */
const freeMovedTiles = (tx: Tx, json: string) => tx.$executeRaw`
  update councils set tile_column = null, tile_row = null
  from jsonb_populate_recordset(null::councils, ${json}::jsonb) as next
  where councils.id = next.id and councils.tile_column is not null
    and (councils.tile_column, councils.tile_row) is distinct from (next.tile_column, next.tile_row)`

async function loadCombinedAuthorities(tx: Tx, ids: Ids) {
  const bySlug = new Map(everyCouncil.map(({ slug, gss }) => [slug, ids.get(gss)]))
  const areas = register.combinedAuthorities.map((area) => ({
    id: ids.get(area.gss),
    kind: area.kind,
    is_mayoral: area.isMayoral,
    established_year: area.establishedYear,
  }))
  await tx.$executeRaw`
    insert into combined_authorities
    select * from jsonb_populate_recordset(null::combined_authorities, ${JSON.stringify(areas)}::jsonb)
    on conflict (id) do update set kind = excluded.kind, is_mayoral = excluded.is_mayoral,
      established_year = excluded.established_year`
  const members = register.memberships.map((membership) => ({
    combined_authority_id: bySlug.get(membership.combinedAuthority),
    council_id: bySlug.get(membership.council),
    role: membership.role,
    from_on: '1900-01-01',
  }))
  await tx.$executeRaw`
    insert into combined_authority_members
    select * from jsonb_populate_recordset(
      null::combined_authority_members, ${JSON.stringify(members)}::jsonb)
    on conflict (combined_authority_id, council_id, from_on) do update set role = excluded.role`
  await loadMayors(tx, bySlug)
}

/** An end entered on this site stands until the file knows one: the file may be behind the news. */
function loadMayors(tx: Tx, bySlug: Map<string, string | undefined>) {
  const terms = register.mayors.map((mayor) => ({
    id: newId(),
    combined_authority_id: bySlug.get(mayor.combinedAuthority),
    name: mayor.name,
    from_on: mayor.tookOfficeOn,
    to_on: mayor.leftOfficeOn,
    source: mayor.source,
  }))
  return tx.$executeRaw`
    insert into mayor_terms as known
    select * from jsonb_populate_recordset(null::mayor_terms, ${JSON.stringify(terms)}::jsonb)
    on conflict (combined_authority_id, from_on) do update set
      name = excluded.name, source = excluded.source,
      to_on = coalesce(excluded.to_on, known.to_on)`
}

async function loadServices(tx: Tx) {
  const functions = register.serviceFunctions
    .map(({ id, name, parentId }) => ({ id, name, parent_id: parentId, level: parentId ? 2 : 1 }))
    .sort((a, b) => a.level - b.level)
  await tx.$executeRaw`
    insert into service_functions
    select * from jsonb_populate_recordset(null::service_functions, ${JSON.stringify(functions)}::jsonb)
    on conflict (id) do update set
      name = excluded.name, parent_id = excluded.parent_id, level = excluded.level`
  const services = register.services.map(({ id, name, govukSlug }) => ({
    id,
    name,
    govuk_slug: govukSlug,
  }))
  await tx.$executeRaw`
    insert into services as known
    select * from jsonb_populate_recordset(null::services, ${JSON.stringify(services)}::jsonb)
    on conflict (id) do update set name = excluded.name, govuk_slug = excluded.govuk_slug
    where (known.name, known.govuk_slug) is distinct from (excluded.name, excluded.govuk_slug)`
}

function loadBankHolidays(tx: Tx) {
  const days = register.bankHolidays.map(({ date, ...holiday }) => ({ ...holiday, day: date }))
  return tx.$executeRaw`
    insert into bank_holidays
    select * from jsonb_populate_recordset(null::bank_holidays, ${JSON.stringify(days)}::jsonb)
    on conflict (division, day) do update set title = excluded.title, notes = excluded.notes`
}

/** Rows already there stay: a number once in force never changes. */
function loadPolicyNumbers(tx: Tx) {
  return tx.policyNumber.createMany({
    data: policyNumbers.map(({ fromOn, ...number }) => ({ ...number, fromOn: dateOf(fromOn) })),
    skipDuplicates: true,
  })
}

/** Days may move: frameworks are extended, and the file says by which notice. */
function loadFrameworks(tx: Tx) {
  const rows = register.frameworks.map(({ fromOn, toOn, sourceUrl, ...row }) => ({
    ...{ ...row, from_on: fromOn, to_on: toOn, source_url: sourceUrl },
  }))
  return tx.$executeRaw`
    insert into frameworks as known
    select * from jsonb_populate_recordset(null::frameworks, ${JSON.stringify(rows)}::jsonb)
    on conflict (slug) do update set name = excluded.name, reference = excluded.reference, owner = excluded.owner,
      from_on = excluded.from_on, to_on = excluded.to_on, source = excluded.source, source_url = excluded.source_url
    where known is distinct from excluded`
}
