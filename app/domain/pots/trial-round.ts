import type { Pence } from '#app/core/money.ts'
import { lowerMatch } from './lower-match.ts'
import { fitInto, take, type OpenRooms, type PotWant, type WantRooms } from './match-room.ts'
import type { Limit, Working } from './match-step.ts'
import type { Asking, EarlierAsking } from './plan-match.ts'
import type { RuleTerms } from './rule-terms.ts'

export type RoundToTry = {
  roundId: string
  challengeSlug: string
  challengeTitle: string
  targetPence: Pence
  minimumCouncils: number
  /** When it was closed; undefined while pledging is open. */
  closedAt: Date | undefined
}

/** A pledge as it was committed, with the pots and rules it asked then. */
export type PledgeToTry = Asking & { roundId: string }

export type RoundTried = RoundToTry & {
  councilCount: number
  pledgedPence: Pence
  matchedPence: Pence
  fromPotPence: Pence
  /** What the pot adds for each area its rule counts by; "" where it goes by none. */
  fromPotByArea: Map<string, Pence>
  /** Of its pledges, how many the rule adds to, and to how many all it wants to. */
  matchedPledges: number
  matchedInFull: number
  /** Both the target and the councils: of an open round, as it stands. */
  isReached: boolean
}

/**
 * The rounds whose pledges have conditions, and what those of its pledges that come to less, or to nothing,
 * come to if one of them closes with these.
 */
export type TrialConditions = {
  roundIds: Set<string>
  solve: (roundId: string, pledgeIds: string[]) => Map<string, Pence>
}

/** What a round would give back: only this is kept of a match, so that years of pledges fit in memory. */
type Held = {
  pledgeId: string
  potId: string
  areaName: string
  rooms: WantRooms
  amountPence: Pence
  isInFull: boolean
  /** Kept where conditions may lower the pledge. */
  given: { terms: RuleTerms; boundBy: Limit | undefined; working: Working } | undefined
}

/** A round of a trial while its pledges come in. */
export type Running = {
  round: RoundToTry
  councilCount: number
  pledgedPence: Pence
  matchedPence: Pence
  earlier: EarlierAsking[]
  held: Held[]
  asked: PledgeToTry[]
  bonusPotIds: string[]
  isClosed: boolean
  hasConditions: boolean
}

export const started = (round: RoundToTry, conditions: TrialConditions | undefined): Running => ({
  round,
  councilCount: 0,
  pledgedPence: 0n,
  matchedPence: 0n,
  earlier: [],
  held: [],
  asked: [],
  bonusPotIds: [],
  isClosed: false,
  hasConditions: conditions?.roundIds.has(round.roundId) ?? false,
})

export const gapOf = ({ round, pledgedPence, matchedPence }: Running) =>
  round.targetPence - pledgedPence - matchedPence

type Giving = {
  rooms: OpenRooms
  termsOf: (want: PotWant) => RuleTerms
  open: Parameters<typeof fitInto>[2]
}

/** Fits a want into what is left, and holds what it gets for its round. */
export function give(want: PotWant, running: Running, { rooms, termsOf, open }: Giving) {
  const inRooms = rooms.roomsFor(want)
  const { amountPence, boundBy, working } = fitInto(want, inRooms, open)
  const { pledgeId, potId } = want
  const areaName = want.area?.name ?? ''
  const isInFull = boundBy === undefined
  const given = running.hasConditions ? { terms: termsOf(want), boundBy, working } : undefined
  running.held.push({ pledgeId, potId, areaName, rooms: inRooms, amountPence, isInFull, given })
  running.matchedPence += amountPence
  return amountPence
}

/** Pledges come to what their conditions allow, and a round that misses its terms gives back all it held. */
export function settle(running: Running, conditions: TrialConditions | undefined) {
  running.isClosed = true
  lowerToSolved(running, conditions)
  if (isReached(running)) return
  for (const held of running.held) giveBack(running, held, held.amountPence)
  running.held = []
}

/** Takes the pledges of a round, and what pots add to them, down to what its conditions come to. */
export function lowerToSolved(running: Running, conditions: TrialConditions | undefined) {
  if (!conditions || !running.hasConditions) return
  const { round, asked } = running
  const ids = asked.map(({ pledgeId }) => pledgeId)
  const solved = conditions.solve(round.roundId, ids)
  if (solved.size === 0) return
  for (const { pledgeId, amountPence, onTop } of asked) {
    const toPence = solved.get(pledgeId)
    if (toPence === undefined) continue
    if (toPence === 0n && !onTop) running.councilCount -= 1
    running.pledgedPence -= amountPence - toPence
  }
  running.held = running.held.filter((held) => {
    const toPence = solved.get(held.pledgeId)
    return toPence === undefined || lower(running, held, toPence)
  })
}

/** Whether anything of the match is left. */
function lower(running: Running, held: Held, pledgePence: Pence) {
  const { amountPence: heldPence, given } = held
  if (pledgePence === 0n || !given) return giveBack(running, held, heldPence)
  const { targetPence } = running.round
  const lowered = lowerMatch({ matchId: '', targetPence, heldPence, ...given }, pledgePence)
  held.isInFull = lowered.boundBy === undefined
  return giveBack(running, held, heldPence - lowered.toPence)
}

function giveBack(running: Running, held: Held, pence: Pence) {
  take(held.rooms, -pence)
  held.amountPence -= pence
  running.matchedPence -= pence
  return held.amountPence > 0n
}

const isReached = ({ round, pledgedPence, matchedPence, councilCount }: Running) =>
  pledgedPence + matchedPence >= round.targetPence && councilCount >= round.minimumCouncils

export function figuresOf(running: Running, potId: string): RoundTried {
  const { round, councilCount, pledgedPence, matchedPence } = running
  const fromPot = running.held.filter((held) => held.potId === potId)
  const fromPotByArea = new Map<string, Pence>()
  for (const { areaName, amountPence } of fromPot)
    fromPotByArea.set(areaName, (fromPotByArea.get(areaName) ?? 0n) + amountPence)
  return {
    ...round,
    councilCount,
    pledgedPence,
    matchedPence,
    fromPotPence: fromPot.reduce((sum, held) => sum + held.amountPence, 0n),
    fromPotByArea,
    matchedPledges: fromPot.length,
    matchedInFull: fromPot.filter(({ isInFull }) => isInFull).length,
    isReached: isReached(running),
  }
}
