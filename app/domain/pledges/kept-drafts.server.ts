import type { Pence } from '#app/core/money.ts'
import { processWide } from '#app/core/process-wide.ts'
import type { OwnPledgeRow, RoundTotals } from './own-pledge.ts'

/** More than are begun in an hour of a busy day; the oldest makes room. */
const MOST_KEPT = 10_000

/**
 * Drafts as this process last read them, and the totals of their rounds after what it has committed since. Memory is never
 * trusted: a commitment names the versions it was decided by, and the database holds it to them.
 */
const kept = processWide('kept-drafts', () => ({
  drafts: new Map<string, OwnPledgeRow>(),
  totals: new Map<string, RoundTotals>(),
}))

export function keepDraft(row: OwnPledgeRow) {
  for (const oldest of kept.drafts.keys()) {
    if (kept.drafts.size < MOST_KEPT) break
    kept.drafts.delete(oldest)
  }
  kept.drafts.set(row.id, row)
  keepTotals(row.roundId, row.totals)
}

/** Each is recalled once: whoever asks for it again, a moment later or at the same time, reads it. */
export function recallDraft(pledgeId: string): OwnPledgeRow | undefined {
  const row = kept.drafts.get(pledgeId)
  kept.drafts.delete(pledgeId)
  const totals = row && kept.totals.get(row.roundId)
  return totals && { ...row, totals }
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
