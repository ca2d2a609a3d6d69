import type { Tx } from '#app/core/db.server.ts'
import { clock } from '#app/core/clock.ts'
import { Refusal } from '#app/core/refusal.ts'
import { formatDate, formatTime, londonDay } from '#app/core/time.ts'
import type { Actor } from '../organisations/actor.ts'
import { nextChangeAt } from './challenge.ts'

type Seen = { challengeId: string; seenAt: Date; parts: readonly string[] }

/**
 * Refuses to overwrite what a colleague changed since this person opened the form. Their own changes,
 * from another tab or by the back button, do not count against them, nor do changes to other parts.
 */
export async function refuseStale(tx: Tx, actor: Actor, { challengeId, seenAt, parts }: Seen) {
  const change = await tx.challengeChange.findFirst({
    where: {
      challengeId,
      part: { in: [...parts] },
      changedAt: { gt: seenAt },
      changedById: { not: actor.personId },
    },
    orderBy: { changedAt: 'desc' },
    select: { changedAt: true, changedBy: { select: { name: true } } },
  })
  if (!change) return
  const isToday = londonDay(change.changedAt) === londonDay(clock.now())
  const day = isToday ? '' : ` on ${formatDate(change.changedAt)}`
  throw new Refusal(
    'conflict',
    `${change.changedBy.name} changed this at ${formatTime(change.changedAt)}${day}, after you opened it. ` +
      'Your answers are kept below and not saved yet. Compare them with what is saved now, then save again.',
  )
}

type Change = { challengeId: string; part: string; before: Date }

/** Notes who changed a part; answers the instant, later than the one before, that the challenge takes. */
export async function noteChange(tx: Tx, actor: Actor, { challengeId, part, before }: Change) {
  const changedAt = nextChangeAt(before, clock.now())
  const change = { changedById: actor.personId, changedAt }
  await tx.challengeChange.upsert({
    where: { challengeId_part: { challengeId, part } },
    create: { challengeId, part, ...change },
    update: change,
  })
  return changedAt
}
