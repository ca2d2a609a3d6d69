import type { Prisma } from '#prisma/generated/client.ts'
import { db } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import type { Actor } from '../organisations/actor.ts'
import { Conditions } from './conditions.ts'
import type { PledgeState } from './pledge.ts'

const columns = {
  id: true,
  number: true,
  roundId: true,
  challengeId: true,
  councilId: true,
  amountPence: true,
  state: true,
  conditions: true,
  closingReason: true,
  madeBy: { select: { name: true } },
  challenge: { select: { title: true, shortTitle: true, slug: true } },
  matches: {
    where: { state: { not: 'released' } },
    select: { amountPence: true, state: true },
  },
} satisfies Prisma.PledgeSelect

type Page = { before?: number | undefined; limit?: number }

type OwnPage = { pledges: ReturnType<typeof shaped>[]; next: number | undefined }

/** Pledges of the actor's council, the latest first. `next` goes in `before` of the next page; past the last is the first. */
export async function listOwnPledges(actor: Actor, page: Page = {}): Promise<OwnPage> {
  const { before, limit = 25 } = page
  const rows = await db.pledge.findMany({
    where: { councilId: actor.organisationId, ...(before && { number: { lt: before } }) },
    orderBy: { number: 'desc' },
    select: columns,
    take: limit + 1,
  })
  if (rows.length === 0 && before) return listOwnPledges(actor, { limit })
  const pledges = rows.slice(0, limit).map(shaped)
  return { pledges, next: rows.length > limit ? pledges.at(-1)?.number : undefined }
}

/** What the actor's council has begun and not sent yet, the latest first. */
export async function listOwnDrafts(actor: Actor) {
  const rows = await db.pledge.findMany({
    where: { councilId: actor.organisationId, state: 'draft' },
    orderBy: { number: 'desc' },
    select: columns,
    take: 100,
  })
  return rows.map(shaped)
}

type Row = Prisma.PledgeGetPayload<{ select: typeof columns }>

const shaped = ({ conditions, challenge, ...pledge }: Row) => ({
  ...pledge,
  state: pledge.state as PledgeState,
  conditions: Conditions.parse(conditions),
  challenge: {
    slug: challenge.slug ?? '',
    shortTitle: challenge.shortTitle ?? challenge.title,
  },
})

/** What all pledges of one council come to, of every state, on whichever page they are. */
export type OwnSums = { count: number; signedPence: Pence; waitingPence: Pence }

export async function readOwnSums({ organisationId }: Actor): Promise<OwnSums> {
  const [sums] = await db.$queryRaw<OwnSums[]>`
    select count(*)::int as count,
      coalesce(sum(amount_pence) filter (where state in ('committed', 'called')), 0)::bigint as "signedPence",
      coalesce(sum(amount_pence) filter (where state = 'awaiting-approval'), 0)::bigint as "waitingPence"
    from pledges where council_id = ${organisationId}::uuid`
  return sums ?? noSums
}

export const noSums: OwnSums = { count: 0, signedPence: 0n, waitingPence: 0n }
