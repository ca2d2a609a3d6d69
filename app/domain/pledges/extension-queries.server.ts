import { db } from '#app/core/db.server.ts'
import { Refusal } from '#app/core/refusal.ts'
import { getPolicyNumber } from '../organisations/policy-number.server.ts'
import type { ExtensionLimits } from './extension.ts'

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
    select: { id: true, fromClosesAt: true, toClosesAt: true, reason: true, extendedAt: true },
  })

/** The last round of a challenge with how often it was extended, and how often that may be. */
export async function findRoundToExtend(challengeId: string) {
  const [round, limits] = await Promise.all([
    db.round.findFirst({
      where: { challengeId },
      orderBy: { opensAt: 'desc' },
      select: {
        id: true,
        closesAt: true,
        closedAt: true,
        _count: { select: { extensions: true } },
      },
    }),
    readExtensionLimits(),
  ])
  if (!round) throw new Refusal('not-found', 'Pledging to this challenge has not opened yet.')
  const { _count, ...rest } = round
  return { round: { ...rest, extensions: _count.extensions }, limits }
}
