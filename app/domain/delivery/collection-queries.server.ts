import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { dayOf } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import {
  canReceiveCollections,
  canRecordReceipts,
  canSeeOwnCollections,
} from '../payments/payment.ts'
import { hasEnded } from './give-back.ts'

const named = { select: { organisation: { select: { name: true } } } } as const
const columns = {
  id: true,
  reference: true,
  amountPence: true,
  calledAt: true,
  dueOn: true,
  cancelledAt: true,
  leadCouncilId: true,
  council: named,
  leadCouncil: named,
  challenge: { select: { title: true, slug: true, stage: true } },
  receipts: {
    where: { reversedAt: null },
    select: { receivedOn: true, bankReference: true },
    take: 1,
  },
} as const

const MOST = 500
type Whose = { leadCouncilId: string } | { councilId: string }

const isDue = { receipts: { none: { reversedAt: null } }, cancelledAt: null }
/** Two lists, since either is found by its own index and both at once by none. */
const isOver = [{ receipts: { some: { reversedAt: null } } }, { cancelledAt: { not: null } }]

/** What is not in yet stands first, soonest due first; then what is in or is not asked for any more, last due first. */
async function find(whose: Whose) {
  const due = await db.collection.findMany({
    where: { ...whose, ...isDue },
    orderBy: [{ dueOn: 'asc' }, { reference: 'asc' }],
    take: MOST,
    select: columns,
  })
  const over = await Promise.all(
    isOver.map((how) =>
      db.collection.findMany({
        where: { ...whose, ...how },
        orderBy: [{ dueOn: 'desc' }, { reference: 'asc' }],
        take: MOST - due.length,
        select: columns,
      }),
    ),
  )
  const lastFirst = over.flat().sort((a, b) => b.dueOn.getTime() - a.dueOn.getTime())
  return [...due, ...lastFirst.slice(0, MOST - due.length)]
}

type Row = Awaited<ReturnType<typeof find>>[number]

const shape = ({ council, leadCouncil, dueOn, receipts: [receipt], ...collection }: Row) => ({
  ...collection,
  councilName: council.organisation.name,
  leadCouncilName: leadCouncil.organisation.name,
  dueOn: dayOf(dueOn),
  receivedOn: receipt ? dayOf(receipt.receivedOn) : undefined,
  bankReference: receipt?.bankReference,
  isDue: !receipt && !collection.cancelledAt,
  /** The project has ended, so a receipt stands. */
  isFinal: hasEnded(collection.challenge.stage),
})

export type ListedCollection = ReturnType<typeof shape>

/** Money other councils owe to the actor's council for challenges it leads; for its finance approvers. */
export async function listCollectionsToReceive(actor: Actor): Promise<ListedCollection[]> {
  if (!canReceiveCollections(actor)) return []
  return (await find({ leadCouncilId: actor.organisationId })).map(shape)
}

/** What the actor's own council owes or has paid in, to whom and by when. */
export async function listOwnCollections(actor: Actor): Promise<ListedCollection[]> {
  if (!canSeeOwnCollections(actor)) return []
  return (await find({ councilId: actor.organisationId })).map(shape)
}

/** Both sides at once, or the page does not exist for this person. */
export async function getCollections(actor: Actor) {
  if (!canSeeOwnCollections(actor)) throw new Refusal('not-found', 'Page not found')
  const [toReceive, own] = await Promise.all([
    listCollectionsToReceive(actor),
    listOwnCollections(actor),
  ])
  return { toReceive, own, canReceive: canReceiveCollections(actor) }
}

/** One collection that the actor may record as received. */
export async function getCollectionToReceive(actor: Actor, id: string) {
  const row = await db.collection.findUnique({ where: { id }, select: columns })
  if (!row || !canRecordReceipts(actor, row)) throw new Refusal('not-found', 'Page not found')
  return shape(row)
}
