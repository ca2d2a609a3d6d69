import type { Pence } from '#app/core/money.ts'
import type { WantRooms } from '../pots/match-room.ts'
import type { EarlierAsking } from '../pots/plan-match.ts'
import type { ReplayEvent } from './replay-event.ts'
import type { Expected, StoredMatch } from './replay-match.ts'

export type Held = {
  id: string
  potId: string
  amountPence: Pence
  rooms: WantRooms
  isBonus: boolean
  match: StoredMatch
}
export type Live = { asking: EarlierAsking; topsUpId: string | null; held: Held[] }
export type Round = {
  targetPence: Pence
  pledgedPence: Pence
  matchedPence: Pence
  live: Map<string, Live>
  /** Matches the last commitment switched on, until their own journals come. */
  toUnlock: Map<string, Expected>
}
/** The purses a journal moves money of. */
export const pursesOf = ({ transfers }: ReplayEvent) =>
  transfers.flatMap(({ fromPot, fromPurse, toPot, toPurse }) => [
    ...(fromPot ? [{ potId: fromPot, purse: fromPurse ?? undefined }] : []),
    ...(toPot ? [{ potId: toPot, purse: toPurse ?? undefined }] : []),
  ])
export const potsOf = ({ transfers }: ReplayEvent) => [
  ...new Set(transfers.flatMap(({ fromPot, toPot }) => [fromPot ?? [], toPot ?? []].flat())),
]
/** A top-up is of a council that is counted. */
export const countCouncils = ({ live }: Pick<Round, 'live'>) =>
  [...live.values()].filter(({ topsUpId }) => topsUpId === null).length

export const gapOf = (round: Round) => round.targetPence - round.pledgedPence - round.matchedPence
export const keyOf = ({ pledgeId, potId }: { pledgeId: string; potId: string }) =>
  `${pledgeId}/${potId}`
