import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DAY_MS } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { LISTED_DAYS, type ListedPerson, type ListingInput } from './listing.ts'

/** Whoever confirmed before this instant is listed no more, whether or not the job has run. */
export const listedSince = () => new Date(clock.now().getTime() - LISTED_DAYS * DAY_MS)

const columns = {
  id: true,
  about: true,
  takesMessages: true,
  confirmedAt: true,
  serviceFunctionIds: true,
  name: true,
  organisation: { select: { name: true, slug: true } },
  membership: { select: { personId: true, jobTitle: true } },
} as const

type Row = {
  id: string
  about: string
  takesMessages: boolean
  confirmedAt: Date
  serviceFunctionIds: number[]
  name: string
  organisation: { name: string; slug: string }
  membership: { personId: string; jobTitle: string }
}

/** These listings as others see them, in the order of the ids. */
export async function listListedPeople(actor: Actor, ids: string[], store: Tx = db) {
  const rows = await store.listing.findMany({ where: { id: { in: ids } }, select: columns })
  const byId = new Map((await shown(actor, rows, store)).map((person) => [person.id, person]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Somebody who is listed, for whoever is signed in. Anybody else is not there. */
export async function getListedPerson(actor: Actor, id: string, store: Tx = db) {
  const row = await store.listing.findFirst({
    where: { id, confirmedAt: { gt: listedSince() } },
    select: columns,
  })
  if (!row) throw new Refusal('not-found', 'Page not found')
  const [person] = await shown(actor, [row], store)
  if (!person) throw new Refusal('not-found', 'Page not found')
  return { ...person, personId: row.membership.personId }
}

/** What the directory shows of whoever asks, for the organisation they act for. */
export async function findOwnListing(actor: Actor) {
  const { personId, organisationId } = actor
  const row = await db.listing.findFirst({
    where: { membership: { personId, organisationId }, confirmedAt: { gt: listedSince() } },
    select: columns,
  })
  return row ? (await shown(actor, [row], db))[0] : undefined
}

/** What others would see of whoever asks, before anything is kept. */
export async function previewListing(actor: Actor, input: ListingInput): Promise<ListedPerson> {
  const { personId, organisationId } = actor
  const membership = await db.membership.findFirst({
    where: { personId, organisationId, endedAt: null },
    select: { jobTitle: true },
  })
  return {
    id: '',
    name: actor.personName,
    jobTitle: membership?.jobTitle ?? '',
    organisationName: actor.organisationName,
    organisationSlug: actor.organisationSlug,
    about: input.about,
    services: await listServices(input.services, db),
    takesMessages: input.takesMessages,
    confirmedAt: clock.now(),
    isOwn: true,
  }
}

async function shown(actor: Actor, rows: Row[], store: Tx): Promise<ListedPerson[]> {
  const ids = rows.flatMap(({ serviceFunctionIds }) => serviceFunctionIds)
  const services = await listServices(ids, store)
  return rows.map(({ organisation, membership, serviceFunctionIds, ...row }) => ({
    ...row,
    jobTitle: membership.jobTitle,
    organisationName: organisation.name,
    organisationSlug: organisation.slug,
    services: services.filter(({ id }) => serviceFunctionIds.includes(id)),
    isOwn: membership.personId === actor.personId,
  }))
}

const listServices = (ids: number[], store: Tx) =>
  store.serviceFunction.findMany({
    where: { id: { in: ids } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 500,
    select: { id: true, name: true },
  })
