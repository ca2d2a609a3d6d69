import type { Pence } from '#app/core/money.ts'
import { HOUR_MS, londonDay, type Day } from '#app/core/time.ts'
import { capKey, capRows, fitInto } from './match-room.ts'
import { planMatch, type Asking, type CouncilEdges, type EarlierAsking } from './plan-match.ts'
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

export type Trial = {
  /** Those that were committed and not taken back, first come first. */
  pledges: PledgeToTry[]
  rounds: RoundToTry[]
  /** What each pot has had in all. */
  allocatedPence: Map<string, Pence>
}

export type RoundTried = RoundToTry & {
  councilCount: number
  pledgedPence: Pence
  matchedPence: Pence
  fromPotPence: Pence
  /** Of its pledges, how many the rule adds to, and to how many all it wants to. */
  matchedPledges: number
  matchedInFull: number
  /** Both the target and the councils: of an open round, as it stands. */
  isReached: boolean
}

/** What a round would give back: only this is kept of a match, so that years of pledges fit in memory. */
type Held = { potId: string; amountPence: Pence; keys: string[] }
type Running = RoundTried & { earlier: EarlierAsking[]; held: Held[]; bonusPotIds: string[] }

/**
 * What pledges of the past would have brought had one pot always had this rule: the same wants and fits
 * as committing them. A round that closed short of its target gives back what it held, as it did.
 * Top-ups count from the beginning, and conditions of pledges are taken as met.
 */
export function simulate(trial: Trial, change: { potId: string; terms: RuleTerms }): RoundTried[] {
  const { potId } = change
  const edges = edgesOf(trial.pledges, change)
  const dayOf = dayEachHour()
  const rounds = new Map(trial.rounds.map((round) => [round.roundId, started(round)]))
  const rooms = {
    usedPence: new Map<string, Pence>(),
    leftInPotPence: new Map(trial.allocatedPence),
  }
  const closings = [...rounds.values()]
    .flatMap((round) => (round.closedAt ? [{ round, at: round.closedAt.getTime() }] : []))
    .sort((a, b) => a.at - b.at)
  const closeUntil = (at: number) => {
    while (closings[0] && closings[0].at <= at) close(closings.shift()?.round, rooms)
  }
  const around = { ...rooms, edges, potId }
  for (const pledge of trial.pledges) {
    closeUntil(pledge.at.getTime())
    const round = rounds.get(pledge.roundId)
    if (round) commit(askedAgain(pledge, dayOf(pledge.at), change), round, around)
  }
  closeUntil(Infinity)
  return [...rounds.values()].map(({ earlier: _, held: __, bonusPotIds: ___, ...round }) => ({
    ...round,
    isReached: isReached(round),
  }))
}

const started = (round: RoundToTry): Running => ({
  ...round,
  councilCount: 0,
  pledgedPence: 0n,
  matchedPence: 0n,
  fromPotPence: 0n,
  matchedPledges: 0,
  matchedInFull: 0,
  isReached: false,
  earlier: [],
  held: [],
  bonusPotIds: [],
})

/** The pledge as it would have asked with the changed rule, and the pledges of pots it had, which are none yet. */
function askedAgain(
  { pledgeId, councilId, challengeId, amountPence, at, rules, challenge, council, areas }: Asking,
  on: Day,
  { potId, terms }: { potId: string; terms: RuleTerms },
): EarlierAsking {
  const changed = rules.map((rule) => (rule.potId === potId ? { ...rule, terms } : rule))
  const ids = { pledgeId, councilId, challengeId }
  return {
    ...ids,
    amountPence,
    at,
    on,
    rules: changed,
    challenge,
    council,
    areas,
    matchedPotIds: [],
  }
}

/** London's day changes on the hour, so each hour is looked up once. */
function dayEachHour() {
  const known = new Map<number, Day>()
  return (at: Date) => {
    const hour = Math.floor(at.getTime() / HOUR_MS)
    const day = known.get(hour) ?? londonDay(at)
    known.set(hour, day)
    return day
  }
}

function edgesOf(pledges: PledgeToTry[], change: { terms: RuleTerms }): CouncilEdges {
  const all = new Set([change.terms])
  for (const { rules } of pledges) for (const { terms } of rules) all.add(terms)
  const floors = [...all].flatMap(({ minimumCouncils }) => minimumCouncils ?? [])
  const bands = [...all].flatMap(({ tiers }) =>
    tiers?.by === 'councils' ? tiers.bands.map(({ fromCouncil }) => fromCouncil) : [],
  )
  return { floors: [...new Set(floors)], bands: [...new Set(bands)] }
}

type Room = { usedPence: Map<string, Pence>; leftInPotPence: Map<string, Pence> }

function commit(
  pledge: EarlierAsking,
  round: Running,
  { edges, potId, ...rooms }: Room & { edges: CouncilEdges; potId: string },
) {
  round.councilCount += 1
  round.pledgedPence += pledge.amountPence
  const { councilCount, targetPence, earlier, bonusPotIds } = round
  const { wants } = planMatch(pledge, { councilCount, targetPence, edges, earlier, bonusPotIds })
  const gap = targetPence - round.pledgedPence - round.matchedPence
  const open = { ...rooms, gapToTargetPence: gap, matchedPledgeIds: new Set<string>() }
  // Once the last floor is passed nobody asks for earlier pledges any more.
  if (councilCount < Math.max(0, ...edges.floors)) earlier.push(pledge)
  else round.earlier = []
  for (const want of wants) {
    const fit = fitInto(want, open)
    if (want.potId === potId) {
      round.matchedPledges += 1
      if (fit.boundBy === undefined) round.matchedInFull += 1
      round.fromPotPence += fit.amountPence
    }
    if (fit.amountPence === 0n) continue
    round.matchedPence += fit.amountPence
    round.held.push({
      potId: want.potId,
      amountPence: fit.amountPence,
      keys: capRows(want).map((row) => capKey(want.potId, row)),
    })
    if (fit.working.some(({ step }) => step === 'bonus')) bonusPotIds.push(want.potId)
    earlier.findLast(({ pledgeId }) => pledgeId === want.pledgeId)?.matchedPotIds.push(want.potId)
  }
}

const isReached = (round: RoundTried) =>
  round.pledgedPence + round.matchedPence >= round.targetPence &&
  round.councilCount >= round.minimumCouncils

/** A round that misses its terms gives back all it held. */
function close(round: Running | undefined, { usedPence, leftInPotPence }: Room) {
  if (!round || isReached(round)) return
  for (const { potId, amountPence, keys } of round.held) {
    leftInPotPence.set(potId, (leftInPotPence.get(potId) ?? 0n) + amountPence)
    for (const key of keys) usedPence.set(key, (usedPence.get(key) ?? 0n) - amountPence)
  }
  round.matchedPence = 0n
  round.fromPotPence = 0n
}
