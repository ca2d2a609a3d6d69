import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { dateOf, dayOf, londonDay } from '#app/core/time.ts'
import type { CouncilFilters } from './council-filters.ts'
import { isRegionOfEngland } from './council-words.ts'
import { inForce } from './queries.server.ts'

const perPage = 40

/** The register, by name. A word is looked for in the short and in the official name. */
export async function listCouncils({ q, place, kind, page }: CouncilFilters) {
  const where = {
    organisation: { ...withWords(q), ...ofToday(kind) },
    ...(place && (isRegionOfEngland(place) ? { region: place } : { nation: place })),
    ...(kind === 'council' && { type: { not: 'combined-authority' } }),
    ...(kind === 'combined-authority' && { type: kind }),
  }
  const total = await db.council.count({ where })
  const pages = Math.max(1, Math.ceil(total / perPage))
  const shown = Math.min(page, pages)
  const rows = await db.council.findMany({
    where,
    orderBy: [{ organisation: { name: 'asc' } }, { gss: 'asc' }],
    skip: (shown - 1) * perPage,
    take: perPage,
    select: {
      gss: true,
      type: true,
      nation: true,
      region: true,
      organisation: { select: { name: true, slug: true } },
      areaMemberships: {
        where: inForce(londonDay(clock.now())),
        select: { combinedAuthority: { select: { council: { select: { organisation: named } } } } },
        orderBy: { combinedAuthorityId: 'asc' },
        take: 5,
      },
    },
  })
  const councils = rows.map(({ organisation, areaMemberships, ...council }) => ({
    ...council,
    ...organisation,
    areas: areaMemberships.map((each) => each.combinedAuthority.council.organisation),
  }))
  return { councils, total, page: shown, pages }
}

/** The combined authorities there are, by name, to choose one of. */
export async function listCombinedAuthorities() {
  const rows = await db.council.findMany({
    where: { type: 'combined-authority' },
    orderBy: [{ organisation: { name: 'asc' } }, { gss: 'asc' }],
    take: 100,
    select: { gss: true, organisation: { select: { name: true } } },
  })
  return rows.map(({ gss, organisation }) => ({ gss, name: organisation.name }))
}

const withWords = (q: string) =>
  q && {
    OR: [
      { name: { contains: q, mode: 'insensitive' as const } },
      { officialName: { contains: q, mode: 'insensitive' as const } },
    ],
  }

/** Councils that are part of another are found by asking for them; everybody else is there today. */
const ofToday = (kind: CouncilFilters['kind']) =>
  kind === 'former' ? { former: { isNot: null } } : { former: null }

const named = { select: { name: true, slug: true } } as const

/** What the register says of a council; undefined for any other organisation. */
export async function findCouncilFacts(organisationId: string) {
  const found = await db.council.findUnique({
    where: { id: organisationId },
    select: {
      gss: true,
      type: true,
      nation: true,
      region: true,
      population: true,
      organisationIdentifier: true,
      parentCountyGss: true,
      organisation: { select: { officialName: true, websiteDomain: true } },
      combinedAuthority: {
        select: {
          members: {
            where: { fromOn: { lte: dateOf(londonDay(clock.now())) } },
            select: { role: true, toOn: true, council: { select: { organisation: named } } },
            orderBy: [{ council: { organisation: { name: 'asc' } } }, { fromOn: 'asc' }],
            take: 200,
          },
          mayorTerms: {
            select: { name: true, fromOn: true, toOn: true },
            orderBy: { fromOn: 'desc' },
            take: 50,
          },
        },
      },
    },
  })
  if (!found) return undefined
  const { organisation, combinedAuthority, ...council } = found
  return {
    ...council,
    ...organisation,
    county: await findByGss(council.parentCountyGss),
    districts: await listDistricts(council.gss),
    ...membersOf(combinedAuthority?.members),
    mayors: combinedAuthority?.mayorTerms.map(asTerm),
  }
}

type StoredMember = {
  role: string
  toOn: Date | null
  council: { organisation: { name: string; slug: string } }
}

/** Who belongs to an area today, and who did. */
function membersOf(stored: StoredMember[] | undefined) {
  const today = dateOf(londonDay(clock.now()))
  const all = stored?.map(({ role, toOn, council }) => ({ role, toOn, ...council.organisation }))
  return {
    members: all?.filter(({ toOn }) => !toOn || toOn > today),
    pastMembers: (all ?? []).flatMap(({ toOn, ...member }) =>
      toOn && toOn <= today ? [{ ...member, until: dayOf(toOn) }] : [],
    ),
  }
}

type StoredTerm = { name: string; fromOn: Date; toOn: Date | null }

function asTerm({ name, fromOn, toOn }: StoredTerm) {
  const today = dateOf(londonDay(clock.now()))
  const isInPost = fromOn <= today && (toOn === null || toOn > today)
  return { name, from: dayOf(fromOn), to: toOn ? dayOf(toOn) : null, isInPost }
}

async function findByGss(gss: string | null) {
  if (!gss) return null
  const county = await db.council.findUnique({ where: { gss }, select: { organisation: named } })
  return county?.organisation ?? null
}

async function listDistricts(countyGss: string) {
  const districts = await db.council.findMany({
    where: { parentCountyGss: countyGss },
    orderBy: { organisation: { name: 'asc' } },
    take: 50,
    select: { organisation: named },
  })
  return districts.map(({ organisation }) => organisation)
}
