import type { Pence } from '#app/core/money.ts'
import type { ChallengeRow } from '../pots/rule-book.ts'
import type { FundingType, PledgeState } from './pledge.ts'

/** What each pledge changes of its round; the version turns with it. */
export type RoundTotals = {
  version: number
  councilCount: number
  pledgedPence: Pence
  matchedPence: Pence
}

/** The versions of the rows a pledge is decided by. A commitment names them, and holds only while they stand. */
export type Seen = { pledge: string; round: string; challenge: string }

/** A pledge with what is around it, as of one instant. */
export type OwnPledgeRow = {
  id: string
  roundId: string
  councilId: string
  challengeId: string
  madeById: string
  topsUpId: string | null
  signedUnderId: string | null
  state: PledgeState
  fundingType: FundingType
  amountPence: Pence
  agreementAcceptedAt: Date | null
  conditions: unknown
  round: {
    targetPence: Pence
    smallestPledgePence: Pence
    stretchPence: Pence | null
    closesAt: Date
    closedAt: Date | null
  }
  totals: RoundTotals
  challenge: ChallengeRow
  /** The version of the rule book. */
  ruleBook: string
  seen: Seen
}
