import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import type { ExtensionLimits } from './extension.ts'
import { findFunding } from './queries.server.ts'

export async function readExtensionLimits(): Promise<ExtensionLimits> {
  const [times, days] = await Promise.all([
    getPolicyNumber('round-extensions-at-most'),
    getPolicyNumber('round-extension-days-at-most'),
  ])
  return { mostTimes: Number(times), mostDays: Number(days) }
}

/** Every time the closing of a round was moved, the first one first. Public. */
export const listPublicExtensions = (roundId: string) =>
  db.roundExtension.findMany({
    where: { roundId },
    orderBy: [{ extendedAt: 'asc' }, { id: 'asc' }],
    take: 100,
    select: {
      id: true,
      fromClosesAt: true,
      toClosesAt: true,
      fromStretchPence: true,
      toStretchPence: true,
      reason: true,
      extendedAt: true,
    },
  })

/** The last round of a challenge with its sums, how often it was extended, and how often that may be. */
export async function findRoundToExtend(challengeId: string) {
  const [round, limits] = await Promise.all([findFunding(challengeId), readExtensionLimits()])
  if (!round) throw new Refusal('not-found', 'Pledging to this challenge has not opened yet.')
  const { roundId, closesAt, closedAt, targetPence, stretchPence, pledgedPence, matchedPence } =
    round
  const extensions = await db.roundExtension.count({ where: { roundId } })
  const sums = { targetPence, stretchPence, pledgedPence, matchedPence }
  return { round: { id: roundId, closesAt, closedAt, ...sums, extensions }, limits }
}
