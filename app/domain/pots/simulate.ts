import type { Pence } from '#app/core/money.ts'
import { HOUR_MS, londonDay, type Day } from '#app/core/time.ts'
import { isAsked, OpenRooms, type PotWant } from './match-room.ts'
import {
  askPots,
  hasBonus,
  type CouncilEdges,
  type EarlierAsking,
  type RuleInForce,
} from './plan-match.ts'
import type { Purse } from './purse.ts'
import { edgesOfTerms } from './rule-book.ts'
import type { RuleTerms } from './rule-terms.ts'
import {
  figuresOf,
  gapOf,
  give,
  lowerToSolved,
  settle,
  started,
  type PledgeToTry,
  type RoundToTry,
  type RoundTried,
  type Running,
  type TrialConditions,
} from './trial-round.ts'
import { endOf, SetsInTrial } from './try-sharing.ts'

export type Trial = {
  /** Those that were committed and not taken back, first come first. */
  pledges: PledgeToTry[]
  rounds: RoundToTry[]
  /** What each purse had left for these rounds before the first of them, by its `purseKey`. */
  leftInPotPence: Map<string, Pence>
  /** What came into purses since, in order. */
  fundings?: { potId: string; purse?: Purse; at: Date; pence: Pence }[]
  /** What was used under caps before, by `capKey`. */
  usedPence?: Map<string, Pence>
  conditions?: TrialConditions
}

type Change = { potId: string; terms: RuleTerms }

/**
 * What pledges of the past would have brought had one pot always had this rule: the same wants and fits
 * as committing them. A round that closed short of its terms gives back what it held, as it did. A pledge
 * with conditions comes to what they allow, as when a round closes. Pledges that were taken back count as
 * never made.
 */
export function simulate(trial: Trial, change: Change): RoundTried[] {
  const { leftInPotPence, usedPence = new Map<string, Pence>() } = trial
  const rooms = new OpenRooms({ leftInPotPence, usedPence })
  const rounds = new Map(
    trial.rounds.map((round) => [round.roundId, started(round, trial.conditions)]),
  )
  const { edges, terms, termsOf } = edgesOf(trial.pledges, change)
  const sets = new SetsInTrial(change.potId)
  const around = { rooms, edges, sets, termsOf }
  const askAgain = askingWith(change)
  const happen = inOrder([
    ...[...rounds.values()].flatMap((running) => {
      const at = running.round.closedAt
      return at ? [{ at, run: () => settle(running, trial.conditions) }] : []
    }),
    ...terms
      .filter(({ quadratic }) => quadratic)
      .map((one) => ({ at: endOf(one), run: () => shareOut(one, rounds, around) })),
    ...(trial.fundings ?? []).map(({ at, potId, purse, pence }) => {
      return { at, run: () => (rooms.leftIn(potId, purse).pence += pence) }
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
    if (!running.round.closedAt) lowerToSolved(running, trial.conditions)
    return figuresOf(running, change.potId)
  })
}

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
  // Pledges of one time ask the same rules, so most hold the very list the one before held.
  const last: { rules: RuleInForce[]; changed: RuleInForce[] } = { rules: [], changed: [] }
  const rulesOf = ({ rules }: PledgeToTry) => {
    if (rules !== last.rules) Object.assign(last, { rules, changed: rules.map(changeOf) })
    return last.changed
  }
  return (asking: PledgeToTry): EarlierAsking => ({
    pledgeId: asking.pledgeId,
    councilId: asking.councilId,
    challengeId: asking.challengeId,
    amountPence: asking.amountPence,
    at: asking.at,
    on: dayOf(asking.at),
    onTop: asking.onTop,
    rules: rulesOf(asking),
    challenge: asking.challenge,
    council: asking.council,
    areas: asking.areas,
    matchedPotIds: [],
  })
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
  const byRule = new Map<string, RuleTerms>()
  let last: RuleInForce[] = []
  for (const { rules } of pledges) {
    if (rules === last) continue
    last = rules
    for (const { ruleId, terms } of rules) {
      all.add(terms)
      byRule.set(ruleId, terms)
    }
  }
  const terms = [...all]
  const { floors, bands } = edgesOfTerms(terms)
  const termsOf = ({ potId, ruleId }: PotWant) =>
    potId === change.potId ? change.terms : (byRule.get(ruleId) ?? change.terms)
  return { terms, termsOf, edges: { floors, bands, last: Math.max(0, ...floors) } }
}

type Around = {
  rooms: OpenRooms
  edges: CouncilEdges & { last: number }
  sets: SetsInTrial
  termsOf: (want: PotWant) => RuleTerms
}

// A trial names no match, so none needs an id.
const noId = () => ''

function commit(pledge: EarlierAsking, running: Running, around: Around) {
  const { edges, sets } = around
  const { targetPence } = running.round
  const { earlier, bonusPotIds } = running
  if (!pledge.onTop) running.councilCount += 1
  const { councilCount } = running
  running.pledgedPence += pledge.amountPence
  const round = { councilCount, targetPence, edges, earlier, bonusPotIds }
  const { wants, answers } = askPots(pledge, round, noId)
  sets.note(pledge, running.round.roundId, answers)
  const gapToTargetPence = gapOf(running)
  const given: boolean[] | undefined = wants.length > 1 ? [] : undefined
  const open = { gapToTargetPence, given }
  // Once the last floor is passed nobody asks for earlier pledges any more.
  if (councilCount < edges.last) earlier.push(pledge)
  else if (earlier.length > 0) running.earlier = []
  const giving = { rooms: around.rooms, termsOf: around.termsOf, open }
  for (const [place, want] of wants.entries()) {
    if (!isAsked(want, given) || give(want, running, giving) === 0n) continue
    if (given) given[place] = true
    const { pledgeId, potId } = want
    if (hasBonus(want)) bonusPotIds.push(potId)
    earlier.findLast((one) => one.pledgeId === pledgeId)?.matchedPotIds.push(potId)
  }
}

/** A rule that has ended shares its pot out; one that has not, as if it were shared out now. */
function shareOut(
  terms: RuleTerms,
  rounds: Map<string, Running>,
  { rooms, sets, termsOf }: Pick<Around, 'rooms' | 'sets' | 'termsOf'>,
) {
  const standingOf = (roundId: string) => {
    const running = rounds.get(roundId)
    if (!running || running.isClosed) return undefined
    return { targetPence: running.round.targetPence, gapToTargetPence: gapOf(running) }
  }
  for (const { roundId, want } of sets.shareOut(terms, rooms, standingOf)) {
    const running = rounds.get(roundId)
    if (!running) continue
    const open = { gapToTargetPence: gapOf(running), given: undefined }
    give(want, running, { rooms, termsOf, open })
  }
}
