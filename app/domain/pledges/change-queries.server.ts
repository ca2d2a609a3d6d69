import { db } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import type { Pence } from '#app/core/money.ts'
import type { Actor } from '../organisations/actor.ts'
import { describeWorking } from '../pots/working-words.ts'
import { planLowerings } from './plan-lowering.server.ts'
import { fundingTypes } from './pledge.ts'
import { previewMatch } from './preview-match.server.ts'
import { listStack } from './stack-queries.server.ts'
import { lowerStack } from './stack.ts'

/** What a change would let go of, or bring, from one pot. */
export type MatchChange = { potName: string; potSlug: string; pence: Pence; working: string[] }

type Changing = { pledgeId: string; roundId: string; fromPence: Pence; toPence: Pence }

/** What another sum would change now. Nothing is held: others may arrive first. */
export async function previewChange(actor: Actor, change: Changing): Promise<MatchChange[]> {
  return change.toPence < change.fromPence ? lessMatch(change) : moreMatch(actor, change)
}

async function lessMatch({ pledgeId, toPence }: Changing): Promise<MatchChange[]> {
  const parts = lowerStack(await listStack(pledgeId), toPence)
  const planned = await planLowerings(
    parts.map((part) => ({ ...part, changeId: newId(), memo: '' })),
  )
  const matches = planned.flatMap((one) => one.matches)
  const pots = await db.match.findMany({
    where: { id: { in: matches.map(({ matchId }) => matchId) } },
    select: { id: true, pot: { select: { name: true, slug: true } } },
    orderBy: { id: 'asc' },
    take: 1_000,
  })
  const potOf = new Map(pots.map(({ id, pot }) => [id, pot]))
  return matches.map((match) => ({
    potName: potOf.get(match.matchId)?.name ?? '',
    potSlug: potOf.get(match.matchId)?.slug ?? '',
    pence: match.fromPence - match.toPence,
    working: describeWorking(match.working),
  }))
}

async function moreMatch(actor: Actor, { pledgeId, roundId, ...change }: Changing) {
  const amountPence = change.toPence - change.fromPence
  const row = await db.pledge.findUniqueOrThrow({
    where: { id: pledgeId },
    select: { fundingType: true },
  })
  const fundingType = fundingTypes.find((type) => type === row.fundingType) ?? 'revenue'
  const topUp = { amountPence, fundingType, topsUpId: pledgeId }
  const { pots } = await previewMatch(actor, roundId, topUp)
  return pots.map(({ potName, potSlug, amountPence: pence, working, sentence }) => ({
    potName,
    potSlug,
    pence,
    working: working.length > 0 ? working : [sentence],
  }))
}

/** How the sum of a pledge changed since it was signed, the first change first. */
export async function listChanges(pledgeId: string) {
  const [lowerings, topUps] = await Promise.all([
    db.pledgeChange.findMany({
      where: { OR: [{ pledgeId }, { pledge: { topsUpId: pledgeId } }] },
      orderBy: { changedAt: 'asc' },
      take: 500,
      select: {
        id: true,
        fromPence: true,
        toPence: true,
        reason: true,
        changedAt: true,
        changedBy: { select: { name: true } },
        matchChanges: { select: { fromPence: true, toPence: true } },
      },
    }),
    db.pledge.findMany({
      where: { topsUpId: pledgeId, state: { not: 'draft' } },
      orderBy: { number: 'asc' },
      take: 500,
      select: {
        number: true,
        amountPence: true,
        state: true,
        madeAt: true,
        committedAt: true,
        endedAt: true,
        madeBy: { select: { name: true } },
        matches: { select: { amountPence: true, state: true } },
      },
    }),
  ])
  return { lowerings, topUps }
}
export type PledgeChanges = Awaited<ReturnType<typeof listChanges>>
