import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dateOf, dayOf, londonDay } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { canChangeProfile } from '../organisations/supplier.ts'
import { lastDayOfPlace, type Framework, type HeldFramework } from './framework.ts'

const dayOrNull = (column: Date | null) => (column ? dayOf(column) : null)

/** Frameworks of the list that have not ended, by name. */
export async function listFrameworks(): Promise<Framework[]> {
  const today = dateOf(londonDay(clock.now()))
  const rows = await db.framework.findMany({
    where: { OR: [{ toOn: null }, { toOn: { gte: today } }] },
    orderBy: [{ name: 'asc' }, { slug: 'asc' }],
    take: 200,
    select: {
      ...{ slug: true, name: true, reference: true, owner: true, fromOn: true, toOn: true },
    },
  })
  return rows.map(({ fromOn, toOn, ...row }) => ({
    ...{ ...row, fromOn: dayOrNull(fromOn), toOn: dayOrNull(toOn) },
  }))
}

const placeColumns = {
  ...{ id: true, frameworkSlug: true, name: true, reference: true, lot: true, expiresOn: true },
  framework: { select: { name: true, reference: true, toOn: true } },
} as const

const openPlaces = (at: Tx, supplierId: string) =>
  at.frameworkPlace.findMany({
    where: { supplierId, endedAt: null },
    orderBy: [{ enteredAt: 'asc' }, { id: 'asc' }],
    take: 100,
    select: placeColumns,
  })

type PlaceRow = Awaited<ReturnType<typeof openPlaces>>[number]

function shapePlace({ frameworkSlug, framework, expiresOn, ...row }: PlaceRow): HeldFramework {
  return {
    id: row.id,
    slug: frameworkSlug,
    name: framework?.name ?? row.name ?? '',
    reference: framework?.reference ?? row.reference ?? '',
    lot: row.lot,
    expiresOn: lastDayOfPlace({
      expiresOn: dayOrNull(expiresOn),
      toOn: dayOrNull(framework?.toOn ?? null),
    }),
  }
}

/** The frameworks a firm is on today. */
export async function listHeldFrameworks(at: Tx, supplierId: string) {
  const today = londonDay(clock.now())
  const places = (await openPlaces(at, supplierId)).map(shapePlace)
  return places.filter(({ expiresOn }) => expiresOn === null || expiresOn >= today)
}

/** All the actor's firm has said and not taken back, those that have ended too. */
export async function listOwnFrameworks(actor: Actor) {
  if (!canChangeProfile(actor)) throw new Refusal('not-found', 'Page not found')
  return (await openPlaces(db, actor.organisationId)).map(shapePlace)
}

/** One place of the actor's own firm. To anybody else it does not exist. */
export async function getOwnFramework(actor: Actor, id: string) {
  const place = (await listOwnFrameworks(actor)).find((each) => each.id === id)
  if (!place) throw new Refusal('not-found', 'Page not found')
  return place
}
