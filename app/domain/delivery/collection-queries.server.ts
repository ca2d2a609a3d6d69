import { Prisma } from '#prisma/generated/client.ts'
import { db } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { Refusal } from '#app/core/refusal.ts'
import { DayInput, dayOf } from '#app/core/time.ts'
import type { Stage } from '../challenges/stage.ts'
import type { Actor } from '../organisations/actor.ts'
import {
  canReceiveCollections,
  canRecordReceipts,
  canSeeOwnCollections,
} from '../payments/payment.ts'
import { hasEnded } from './give-back.ts'

const ON_A_PAGE = 50

type Row = {
  id: string
  reference: string
  amountPence: Pence
  calledAt: Date
  dueOn: Date
  cancelledAt: Date | null
  councilId: string
  leadCouncilId: string
  councilName: string
  leadCouncilName: string
  title: string
  slug: string | null
  stage: Stage
  receivedOn: Date | null
  bankReference: string | null
}

const shape = ({ title, slug, stage, dueOn, receivedOn, bankReference, ...collection }: Row) => ({
  ...collection,
  challenge: { title, slug, stage },
  dueOn: dayOf(dueOn),
  receivedOn: receivedOn ? dayOf(receivedOn) : undefined,
  bankReference: bankReference ?? undefined,
  isDue: !receivedOn && !collection.cancelledAt,
  /** The project has ended, so a receipt stands. */
  isFinal: hasEnded(stage),
})

export type ListedCollection = ReturnType<typeof shape>

const withNames = (some: Prisma.Sql) => Prisma.sql`
  select near.id, reference, near.amount_pence as "amountPence", called_at as "calledAt", due_on as "dueOn", cancelled_at as "cancelledAt",
    near.council_id as "councilId", near.lead_council_id as "leadCouncilId", council.name as "councilName", lead.name as "leadCouncilName",
    title, challenges.slug, stage, received_on as "receivedOn", bank_reference as "bankReference"
  from (${some}) near
  join organisations council on council.id = near.council_id
  join organisations lead on lead.id = near.lead_council_id
  join challenges on challenges.id = near.challenge_id
  left join receipts on collection_id = near.id and reversed_at is null`

type Side = 'own' | 'toReceive'

/** A council reads the collections it pays, or those that come in to it. */
const isOf = (side: Side, { organisationId }: Actor) =>
  side === 'own'
    ? Prisma.sql`council_id = ${organisationId}::uuid`
    : Prisma.sql`lead_council_id = ${organisationId}::uuid`

/** Where a page begins: after this collection. */
const placeText = ({ isDue, dueOn, reference }: ListedCollection) =>
  `${isDue ? 'due' : 'over'}~${dueOn}~${reference}`

function readPlace(text: string | undefined) {
  const [, state, dueOn, reference] = /^(due|over)~([^~]+)~([^~]+)$/.exec(text ?? '') ?? []
  const day = DayInput.safeParse(dueOn)
  return reference && day.success
    ? { isOver: state === 'over', dueOn: day.data, reference }
    : undefined
}

type Wanted = { after?: string | undefined; limit?: number }

/** What is not in yet stands first, soonest due first; then what is in or is not asked for any more, last due first. */
async function listPage(mine: Prisma.Sql, { after, limit = ON_A_PAGE }: Wanted) {
  const place = readPlace(after)
  const begins = (sign: Prisma.Sql) =>
    place
      ? Prisma.sql`and (due_on, reference) ${sign} (${place.dueOn}::date, ${place.reference})`
      : Prisma.empty
  const due = Prisma.sql`(select * from collections where ${mine} and not is_over
    ${begins(Prisma.sql`>`)} order by due_on, reference limit ${limit + 1})`
  const over = Prisma.sql`(select * from collections where ${mine} and is_over
    ${place?.isOver ? begins(Prisma.sql`<`) : Prisma.empty} order by due_on desc, reference desc limit ${limit + 1})`
  const rows = await db.$queryRaw<Row[]>`
    ${withNames(place?.isOver ? over : Prisma.sql`${due} union all ${over}`)}
    order by is_over, case when not is_over then due_on end, case when not is_over then reference end,
      due_on desc, reference desc limit ${limit + 1}`
  const collections = rows.slice(0, limit).map(shape)
  const last = collections.at(-1)
  return { collections, next: rows.length > limit && last ? placeText(last) : undefined }
}

/** How many collections are not in yet, what they come to and when the first of them is due. */
async function sumDue(mine: Prisma.Sql) {
  const [sums] = await db.$queryRaw<{ count: number; pence: Pence; dueOn: Date | null }[]>`
    select count(*)::int as count, coalesce(sum(amount_pence), 0)::bigint as pence, min(due_on) as "dueOn"
    from collections where ${mine} and not is_over`
  const { count = 0, pence = 0n, dueOn = null } = sums ?? {}
  return { count, pence, dueOn: dueOn ? dayOf(dueOn) : undefined }
}

/** What other councils still owe to the actor's council for challenges it leads; for its finance approvers. */
export async function findDueToReceive(actor: Actor) {
  if (!canReceiveCollections(actor)) return undefined
  const due = await sumDue(isOf('toReceive', actor))
  return due.count > 0 ? due : undefined
}

/** What the actor's own council still has to pay in, soonest due first. */
export async function listOwnDue(actor: Actor, most: number): Promise<ListedCollection[]> {
  if (!canSeeOwnCollections(actor)) return []
  const { collections } = await listPage(isOf('own', actor), { limit: most })
  return collections.filter(({ isDue }) => isDue)
}

/** Both sides at once, a page of each, or the page does not exist for this person. */
export async function getCollections(
  actor: Actor,
  after: Partial<Record<Side, string | undefined>> = {},
  limit = ON_A_PAGE,
) {
  if (!canSeeOwnCollections(actor)) throw new Refusal('not-found', 'Page not found')
  const canReceive = canReceiveCollections(actor)
  const [toReceive, own, owed] = await Promise.all([
    canReceive
      ? listPage(isOf('toReceive', actor), { after: after.toReceive, limit })
      : { collections: [], next: undefined },
    listPage(isOf('own', actor), { after: after.own, limit }),
    sumDue(isOf('own', actor)),
  ])
  return { toReceive, own, owedPence: owed.pence, canReceive }
}

/** One collection that the actor may record as received. */
export async function getCollectionToReceive(actor: Actor, id: string) {
  const [row] = await db.$queryRaw<Row[]>(
    withNames(Prisma.sql`select * from collections where id = ${id}::uuid`),
  )
  if (!row || !canRecordReceipts(actor, row)) throw new Refusal('not-found', 'Page not found')
  return shape(row)
}
