import type { Pence } from '#app/core/money.ts'
import type { PotWant } from '../pots/match-room.ts'
import type { Asking } from '../pots/plan-match.ts'
import type { ReplayTransfer } from './replay-books.ts'
import type { StoredMatch } from './replay-match.ts'

/** One journal, with what is stored beside it and what the rules may know about its pledge. */
export type ReplayEvent = {
  journalId: bigint
  kind: string
  operationKey: string
  at: Date
  pledgeId: string | null
  transfers: ReplayTransfer[]
  /** The pledge of a commitment, as it asked then. */
  commitment?: { asking: Asking; topsUpId: string | null; roundId: string; targetPence: Pence }
  /** The matches this very journal reserved. */
  matches: StoredMatch[]
  /** Where a match came out of a pot that was shared out: what its pledge was to get. */
  part?: PotWant
  /** What the pledge was lowered to, and each of its matches. */
  lowering?: { toPence: Pence; matches: Map<string, Pence> }
}
