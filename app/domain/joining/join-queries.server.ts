import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { hasRole, type Actor } from '../organisations/actor.ts'
import { canManagePeople } from '../organisations/people.ts'
import { canDecide, type RequestFilters } from './join-request.ts'
import { workDomains } from './work-domain.ts'

/** The councils whose people read mail at the domain of this address; several, where they share it. */
export function listCouncilsAt(email: string, store: Tx = db) {
  const domains = workDomains(email)
  return store.organisation.findMany({
    where: { kind: 'council', former: null, OR: peopleReadMailAt(domains) },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 20,
    select: { id: true, name: true, officialName: true },
  })
}

/** People of a council that is part of another read mail at its old domain for a while. */
const peopleReadMailAt = (domains: string[]) => {
  const own = { websiteDomain: { in: domains } }
  const former = { organisation: own }
  return [own, { answersFor: { some: former } }, { council: { splitFrom: { some: { former } } } }]
}

const administrators = {
  where: { endedAt: null, roles: { some: { role: 'administrator' } } },
  take: 1,
  select: { id: true },
} as const

const columns = {
  id: true,
  organisationId: true,
  organisation: { select: { name: true, memberships: administrators } },
  email: true,
  name: true,
  jobTitle: true,
  askedAt: true,
  decidedAt: true,
  personId: true,
  person: { select: { name: true } },
} as const

const PER_PAGE = 25

/**
 * Who waits for the actor's yes or no, longest first: of their own council, or for operators of councils without anybody who
 * could say it. Or who was answered, latest first: once it was yes the name is that of the person, and no address is kept.
 */
export async function listJoinRequests(actor: Actor, filters: RequestFilters = everybodyWaiting) {
  const whose = canManagePeople(actor) && !hasRole(actor, 'operator')
  if (!whose && !hasRole(actor, 'operator'))
    throw new Refusal(
      'forbidden',
      'Only an administrator of your organisation sees who asks to join.',
    )
  const where = {
    ...inState[filters.state],
    ...withWords(filters.q),
    ...(whose
      ? { organisationId: actor.organisationId }
      : { organisation: { memberships: { none: administrators.where } } }),
  }
  const { page } = filters
  const total = await db.joinRequest.count({ where })
  const pages = Math.max(1, Math.ceil(total / PER_PAGE))
  const rows = await db.joinRequest.findMany({
    where,
    orderBy: filters.state === 'waiting' ? longestFirst : latestFirst,
    skip: (Math.min(page, pages) - 1) * PER_PAGE,
    take: PER_PAGE,
    select: columns,
  })
  return { requests: rows.map(shown), page: Math.min(page, pages), pages, total }
}

const everybodyWaiting: RequestFilters = { q: '', state: 'waiting', page: 1 }

const inState = {
  waiting: { decidedAt: null },
  accepted: { decidedAt: { not: null }, personId: { not: null } },
  declined: { decidedAt: { not: null }, personId: null },
} as const

const longestFirst = [{ askedAt: 'asc' as const }, { id: 'asc' as const }]
const latestFirst = [{ decidedAt: 'desc' as const }, { id: 'desc' as const }]

/** In what is kept of whoever asked, or in the name of the person they have become. */
function withWords(q: string) {
  if (q === '') return {}
  const has = { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
  return { OR: [{ name: has }, { jobTitle: has }, { email: has }, { person: { name: has } }] }
}

/** One that waits for the actor. Any other is not there. */
export async function getJoinRequest(actor: Actor, id: string, store: Tx = db) {
  const row = await store.joinRequest.findUnique({ where: { id }, select: columns })
  const request = row && shown(row)
  if (!request || request.isDecided || !canDecide(actor, request))
    throw new Refusal('not-found', 'Nobody waits here for your answer. It may have been given.')
  return request
}

type Row = {
  id: string
  organisationId: string
  organisation: { name: string; memberships: { id: string }[] }
  email: string | null
  name: string | null
  jobTitle: string | null
  askedAt: Date
  decidedAt: Date | null
  personId: string | null
  person: { name: string } | null
}

const shown = ({ organisation, email, name, jobTitle, decidedAt, person, ...row }: Row) => ({
  ...row,
  decidedAt,
  organisationName: organisation.name,
  hasAdministrator: organisation.memberships.length > 0,
  email: email ?? '',
  name: name ?? person?.name ?? '',
  jobTitle: jobTitle ?? '',
  isDecided: decidedAt !== null,
})
