/**
 * Writes the register's JSON files from a folder of reference data, for whoever maintains them:
 *   npx tsx prisma/data/build-register.ts ../shared/data
 * The product never runs this; it reads the committed files.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit, stdout } from 'node:process'

type Row = Record<string, string>

const source = argv[2] ?? '../shared/data'
const target = import.meta.dirname

if (!existsSync(join(source, 'authorities.csv'))) {
  stdout.write(
    `No reference data in ${source}: authorities.csv is not there. The committed files are unchanged.\n` +
      'Give the folder as the first argument.\n',
  )
  exit(1)
}

const authorities = readCsv('authorities.csv')

const write = (name: string, rows: unknown[]) => {
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`).join(',\n')
  writeFileSync(join(target, name), `[\n${lines}\n]\n`)
  stdout.write(`${name}: ${rows.length} rows\n`)
}

write('councils.json', authorities.filter((row) => row.type !== 'combined-authority').map(council))
write('combined-authorities.json', readCsv('combined-authorities.csv').map(combinedAuthority))
write(
  'memberships.json',
  readCsv('combined-authority-members.csv').map((row) => ({
    combinedAuthority: row.ca_slug,
    council: row.member_slug,
    role: row.role,
  })),
)
write(
  'service-functions.json',
  readCsv('service-functions.csv').map((row) => ({
    id: Number(row.function_id),
    name: row.name,
    parentId: row.parent_id ? Number(row.parent_id) : null,
  })),
)
write(
  'services.json',
  readCsv('services.csv').map((row) => ({
    id: Number(row.service_id),
    name: row.name,
    govukSlug: row.govuk_service_slug || null,
  })),
)
write('bank-holidays.json', bankHolidays())
write('challenge-themes.json', [...localDigitalThemes(), ...publicChallengeThemes()])

function council(row: Row) {
  return {
    gss: row.gss,
    slug: row.slug,
    name: row.name,
    officialName: row.official_name,
    type: row.type,
    nation: row.nation,
    region: regionOf(row),
    isUpperTier: row.upper_tier === 'yes',
    parentCountyGss: row.parent_county_gss || null,
    combinedAuthority: row.parent_combined_authority || null,
    ...place(row),
  }
}

/** A county lies where its districts lie: the source puts two into the region next door. */
const regionOf = ({ gss, region }: Row) =>
  authorities.find((authority) => authority.parent_county_gss === gss)?.region ?? region

function combinedAuthority(row: Row) {
  const register = authorities.find((authority) => authority.gss === row.gss)
  if (!register) throw new Error(`${row.gss} is missing from authorities.csv`)
  return {
    gss: row.gss,
    slug: row.slug,
    name: row.name,
    officialName: row.official_name,
    kind: row.kind,
    isMayoral: row.mayoral === 'yes',
    establishedYear: row.established_year ? Number(row.established_year) : null,
    nation: register.nation,
    regions: (row.regions ?? '').split('; '),
    ...place(register),
  }
}

function place(row: Row) {
  return {
    organisationId: row.org_id || null,
    websiteDomain: row.website_domain,
    population: Number(row.population_mid2020),
    areaKm2: Number(row.area_km2),
    latitude: Number(row.latitude),
    longitude: Number(row.longitude),
    formerGss: (row.former_gss ?? '').split(' ').filter(Boolean),
  }
}

function bankHolidays() {
  const feed: { divisions: Record<string, { date: string; title: string; notes: string }[]> } =
    JSON.parse(readFileSync(join(source, 'bank-holidays.json'), 'utf8'))
  return Object.entries(feed.divisions).flatMap(([division, days]) =>
    days.map(({ date, title, notes }) => ({ division, date, title, notes })),
  )
}

function localDigitalThemes() {
  return readCsv('local-digital-fund.csv').map((row) => ({
    programme: 'Local Digital Fund',
    year: row.year ? Number(row.year) : null,
    title: row.project,
    lead: row.lead_authority,
    leadGss: row.lead_gss || null,
    awardPence: row.amount_gbp ? `${row.amount_gbp}00` : null,
    wasFunded: row.status === 'funded',
    sources: (row.source ?? '').split(' '),
  }))
}

function publicChallengeThemes() {
  return readCsv('public-challenges.csv').map((row) => ({
    programme: row.programme,
    year: Number(row.year),
    title: row.title,
    lead: row.sponsor,
    leadGss: row.sponsor_gss || null,
    awardPence: row.max_value_gbp ? `${row.max_value_gbp}00` : null,
    wasFunded: null,
    sources: (row.source ?? '').split(' '),
  }))
}

function readCsv(name: string): Row[] {
  const text = readFileSync(join(source, name), 'utf8').trimEnd()
  const [header = [], ...rows] = text.split(/\r?\n/).map(fieldsOf)
  return rows.map((fields) =>
    Object.fromEntries(header.map((column, at) => [column, fields[at] ?? ''])),
  )
}

/** A quoted field may hold commas and doubled quotes; none of these files has a line break in one. */
function fieldsOf(line: string) {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
  )
}
