import type { Pence } from '#app/core/money.ts'
import { processWide } from '#app/core/process-wide.ts'
import type { Actor } from '../organisations/actor.ts'
import type { Alone } from './commit-batch.ts'
import type { OwnPledge } from './find-own-pledge.server.ts'
import type { RoundTotals } from './own-pledge.ts'

/** A draft that an officer may commit alone, as it was just after it was saved, and what sending it comes to. */
export type ReadyDraft = {
  officer: Pick<Actor, 'personId' | 'organisationId'>
  pledge: OwnPledge
  alone: Alone
  /** It comes to that until this instant, and while the round has so many councils, this one included. */
  until: Date
  leastCouncils: number
  mostCouncils: number
}

/** More than are begun in half an hour of a busy day; the oldest makes room. */
const MOST_KEPT = 5_000

/**
 * Drafts as this process has readied them, and the totals of their rounds after what it has committed since. Memory is never
 * trusted: a commitment names the versions it was decided by, and the database holds it to them.
 */
const kept = processWide('kept-drafts', () => ({
  drafts: new Map<string, ReadyDraft>(),
  totals: new Map<string, RoundTotals>(),
}))

export function keepDraft(draft: ReadyDraft) {
  const { id, roundId, round } = draft.pledge
  for (const oldest of kept.drafts.keys()) {
    if (kept.drafts.size < MOST_KEPT) break
    kept.drafts.delete(oldest)
  }
  kept.drafts.set(id, draft)
  const { version, councilCount, pledgedPence, matchedPence } = round
  keepTotals(roundId, { version, councilCount, pledgedPence, matchedPence })
}

/** Each is recalled once: whoever asks for it again, a moment later or at the same time, reads it. */
export function recallDraft(pledgeId: string) {
  const draft = kept.drafts.get(pledgeId)
  kept.drafts.delete(pledgeId)
  const totals = draft && kept.totals.get(draft.pledge.roundId)
  return totals && { draft, totals }
}

type Added = { roundId: string; seenVersion: number; amountPence: Pence; matchPence: Pence }

/** What a commitment made of the round, in the version it was decided by. */
export function addToTotals({ roundId, seenVersion, amountPence, matchPence }: Added) {
  const before = kept.totals.get(roundId)
  if (before?.version === seenVersion)
    keepTotals(roundId, {
      version: seenVersion + 1,
      councilCount: before.councilCount + 1,
      pledgedPence: before.pledgedPence + amountPence,
      matchedPence: before.matchedPence + matchPence,
    })
}

function keepTotals(roundId: string, totals: RoundTotals) {
  const before = kept.totals.get(roundId)
  if (before && before.version > totals.version) return
  if (!before && kept.totals.size >= MOST_KEPT) kept.totals.clear()
  kept.totals.set(roundId, totals)
}
