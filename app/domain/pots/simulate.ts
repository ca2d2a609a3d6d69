import type { Pence } from '#app/core/money.ts'
import { HOUR_MS, londonDay, type Day } from '#app/core/time.ts'
import {
  fitInto,
  OpenRooms,
  take,
  type PotWant,
  type RoundRooms,
  type WantRooms,
} from './match-room.ts'
import {
  askPots,
  hasBonus,
  type Asking,
  type CouncilEdges,
  type EarlierAsking,
  type RuleInForce,
} from './plan-match.ts'
import { edgesOfTerms } from './rule-book.ts'
import type { RuleTerms } from './rule-terms.ts'
import { endOf, SetsInTrial } from './try-sharing.ts'

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
  /** What each pot had left for these rounds before the first of them. */
  leftInPotPence: Map<string, Pence>
  /** What came into pots since, in order. */
  fundings?: { potId: string; at: Date; pence: Pence }[]
  /** What was used under caps before, by `capKey`. */
  usedPence?: Map<string, Pence>
  /** The pledges of a round that would not count if it closed with these. */
  listUnmet?: (roundId: string, pledgeIds: string[]) => Iterable<string>
}

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

/** What a round would give back: only this is kept of a match, so that years of pledges fit in memory. */
type Held = {
  pledgeId: string
  potId: string
  areaName: string
  rooms: WantRooms
  amountPence: Pence
  isInFull: boolean
}
type Running = {
  round: RoundToTry
  councilCount: number
  pledgedPence: Pence
  matchedPence: Pence
  earlier: EarlierAsking[]
  held: Held[]
  asked: PledgeToTry[]
  bonusPotIds: string[]
  isClosed: boolean
}
type Change = { potId: string; terms: RuleTerms }

/**
 * What pledges of the past would have brought had one pot always had this rule: the same wants and fits
 * as committing them. A round that closed short of its terms gives back what it held, as it did, and so
 * does a pledge with a condition that is not met. Pledges that were taken back count as never made.
 */
export function simulate(trial: Trial, change: Change): RoundTried[] {
  const { leftInPotPence, usedPence = new Map<string, Pence>() } = trial
  const rooms = new OpenRooms({ leftInPotPence, usedPence })
  const rounds = new Map(trial.rounds.map((round) => [round.roundId, started(round)]))
  const { edges, terms } = edgesOf(trial.pledges, change)
  const sets = new SetsInTrial(change.potId)
  const around = { rooms, edges, sets }
  const askAgain = askingWith(change)
  const happen = inOrder([
    ...[...rounds.values()].flatMap((running) => {
      const at = running.round.closedAt
      return at ? [{ at, run: () => settle(running, trial) }] : []
    }),
    ...terms
      .filter(({ quadratic }) => quadratic)
      .map((one) => ({ at: endOf(one), run: () => shareOut(one, rounds, around) })),
    ...(trial.fundings ?? []).map(({ at, potId, pence }) => {
      return { at, run: () => (rooms.potOf(potId).leftInPot.pence += pence) }
    }),
  ])
  for (const pledge of trial.pledges) {
    happen(pledge.at.getTime())
    const running = rounds.get(pledge.roundId)
    if (!running) continue
    running.asked.push(pledge)
    commit(askAgain(pledge), running, around)
  }
  happen(Infinity)
  return [...rounds.values()].map((running) => {
    if (!running.round.closedAt) dropUnmet(running, trial)
    return figuresOf(running, change.potId)
  })
}

const started = (round: RoundToTry): Running => ({
  round,
  councilCount: 0,
  pledgedPence: 0n,
  matchedPence: 0n,
  earlier: [],
  held: [],
  asked: [],
  bonusPotIds: [],
  isClosed: false,
})

/** Runs what is due at an instant, in order of time. */
function inOrder(events: { at: Date; run: () => unknown }[]) {
  const waiting = events.sort((a, b) => a.at.getTime() - b.at.getTime())
  let next = 0
  return (until: number) => {
    for (let due = waiting[next]; due && due.at.getTime() <= until; due = waiting[++next]) due.run()
  }
}

/** The pledge as it would have asked with the changed rule, with no match from any pot yet. */
function askingWith({ potId, terms }: Change) {
  const changed = new Map<RuleInForce, RuleInForce>()
  const changeOf = (rule: RuleInForce) => {
    if (rule.potId !== potId) return rule
    const other = changed.get(rule) ?? { ...rule, terms }
    changed.set(rule, other)
    return other
  }
  const dayOf = dayTwiceADay()
  return (asking: PledgeToTry): EarlierAsking => {
    const { pledgeId, councilId, challengeId, amountPence, at, onTop } = asking
    const { challenge, council, areas } = asking
    const rules = asking.rules.map(changeOf)
    const on = dayOf(at)
    const ids = { pledgeId, councilId, challengeId, amountPence, at, on, onTop }
    return Object.assign(ids, { rules, challenge, council, areas, matchedPotIds: [] })
  }
}

/** London is at most an hour before UTC, so of each day in UTC only the last hour may be another day there. */
function dayTwiceADay() {
  const known = new Map<number, Day>()
  return (at: Date) => {
    const hour = Math.floor(at.getTime() / HOUR_MS)
    const part = hour % 24 === 23 ? hour : hour - (hour % 24)
    const day = known.get(part) ?? londonDay(at)
    known.set(part, day)
    return day
  }
}

function edgesOf(pledges: PledgeToTry[], change: Change) {
  const all = new Set([change.terms])
  for (const { rules } of pledges) for (const { terms } of rules) all.add(terms)
  const terms = [...all]
  const { floors, bands } = edgesOfTerms(terms)
  return { terms, edges: { floors, bands, last: Math.max(0, ...floors) } }
}

type Around = { rooms: OpenRooms; edges: CouncilEdges & { last: number }; sets: SetsInTrial }

// A trial names no match, so none needs an id.
const noId = () => ''

function commit(pledge: EarlierAsking, running: Running, { edges, rooms, sets }: Around) {
  const { targetPence } = running.round
  const { earlier, bonusPotIds } = running
  if (!pledge.onTop) running.councilCount += 1
  const { councilCount } = running
  running.pledgedPence += pledge.amountPence
  const round = { councilCount, targetPence, edges, earlier, bonusPotIds }
  const { wants, answers } = askPots(pledge, round, noId)
  sets.note(pledge, running.round.roundId, answers)
  const gapToTargetPence = gapOf(running)
  const open = { gapToTargetPence, matchedPledgeIds: new Set<string>() }
  // Once the last floor is passed nobody asks for earlier pledges any more.
  if (councilCount < edges.last) earlier.push(pledge)
  else if (earlier.length > 0) running.earlier = []
  for (const want of wants) {
    if (give(want, running, { rooms, open }) === 0n) continue
    const { pledgeId, potId } = want
    if (hasBonus(want)) bonusPotIds.push(potId)
    earlier.findLast((one) => one.pledgeId === pledgeId)?.matchedPotIds.push(potId)
  }
}

/** Fits a want into what is left, and holds what it gets for its round. */
function give(
  want: PotWant,
  running: Running,
  { rooms, open }: { rooms: OpenRooms; open: RoundRooms },
) {
  const inRooms = rooms.roomsFor(want)
  const { amountPence, boundBy } = fitInto(want, inRooms, open)
  const { pledgeId, potId } = want
  const areaName = want.area?.name ?? ''
  const isInFull = boundBy === undefined
  running.held.push({ pledgeId, potId, areaName, rooms: inRooms, amountPence, isInFull })
  running.matchedPence += amountPence
  return amountPence
}

const gapOf = ({ round, pledgedPence, matchedPence }: Running) =>
  round.targetPence - pledgedPence - matchedPence

/** A rule that has ended shares its pot out; one that has not, as if it were shared out now. */
function shareOut(
  terms: RuleTerms,
  rounds: Map<string, Running>,
  { rooms, sets }: Pick<Around, 'rooms' | 'sets'>,
) {
  const standingOf = (roundId: string) => {
    const running = rounds.get(roundId)
    if (!running || running.isClosed) return undefined
    return { targetPence: running.round.targetPence, gapToTargetPence: gapOf(running) }
  }
  for (const { roundId, want } of sets.shareOut(terms, rooms, standingOf)) {
    const running = rounds.get(roundId)
    if (!running) continue
    const open = { gapToTargetPence: gapOf(running), matchedPledgeIds: new Set<string>() }
    give(want, running, { rooms, open })
  }
}

/** What was left out counts no more, and a round that misses its terms gives back all it held. */
function settle(running: Running, trial: Trial) {
  running.isClosed = true
  dropUnmet(running, trial)
  if (!isReached(running)) giveBack(running, () => true)
}

function dropUnmet(running: Running, { listUnmet }: Trial) {
  const ids = running.asked.map(({ pledgeId }) => pledgeId)
  const unmet = new Set(listUnmet?.(running.round.roundId, ids))
  if (unmet.size === 0) return
  for (const { pledgeId, amountPence, onTop } of running.asked) {
    if (!unmet.has(pledgeId)) continue
    if (!onTop) running.councilCount -= 1
    running.pledgedPence -= amountPence
  }
  giveBack(running, ({ pledgeId }) => unmet.has(pledgeId))
}

function giveBack(running: Running, isGiven: (held: Held) => boolean) {
  for (const held of running.held) {
    if (!isGiven(held)) continue
    take(held.rooms, -held.amountPence)
    running.matchedPence -= held.amountPence
  }
  running.held = running.held.filter((held) => !isGiven(held))
}

const isReached = ({ round, pledgedPence, matchedPence, councilCount }: Running) =>
  pledgedPence + matchedPence >= round.targetPence && councilCount >= round.minimumCouncils

function figuresOf(running: Running, potId: string): RoundTried {
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
