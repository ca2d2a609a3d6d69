import { newId } from '#app/core/id.ts'
import type { Pence } from '#app/core/money.ts'
import { londonDay } from '#app/core/time.ts'
import type { PotWant } from './match-room.ts'
import { wantMatch, type Answer, type AreaStatus, type MatchFacts } from './match-rule.ts'
import type { RuleTerms } from './rule-terms.ts'

/** A version of a pot's rule that was in force at an instant. */
export type RuleInForce = {
  potId: string
  potSlug: string
  potName: string
  ruleId: string
  ruleVersion: number
  terms: RuleTerms
}

/** A pledge asking pots for match, with what they may know about it at that instant. */
export type Asking = {
  pledgeId: string
  councilId: string
  challengeId: string
  amountPence: Pence
  at: Date
  /** In the order the pots are asked. */
  rules: RuleInForce[]
  challenge: MatchFacts['challenge']
  council: MatchFacts['council'] & { name: string }
  areas: { id: string; name: string; hasMayor: boolean; statuses: Record<string, AreaStatus> }[]
}

/** An earlier pledge of the round, with the pots that already add to it. */
export type EarlierAsking = Asking & { matchedPotIds: string[] }

export type Plan = {
  wants: PotWant[]
  /** What each pot answered for this pledge, also when it was "nothing". */
  answers: (RuleInForce & { answer: Answer })[]
  /** The wants are right while the number of councils, this one included, is between these. */
  leastCouncils: number
  mostCouncils: number
  /** They hang on exactly which pledges the round has, because this one switches match on for others. */
  hangsOnVersion: boolean
}

const MOST_COUNCILS = 1_000_000

export function answersFor(asking: Asking, councilCount: number) {
  const { amountPence, challenge, council } = asking
  const on = londonDay(asking.at)
  return asking.rules.map((rule) => {
    const areas = asking.areas.map((area) => ({ ...area, status: area.statuses[rule.potId] }))
    const facts = { amountPence, on, councilCount, challenge, council, areas }
    return { ...rule, answer: wantMatch(rule.terms, facts) }
  })
}

/**
 * What the pots are asked for when a pledge is committed as the nth council. The commitment that
 * reaches a floor ("once 10 councils have pledged") asks for the earlier pledges too, first come first.
 */
export function planMatch(
  asking: Asking,
  round: { councilCount: number; floors: number[]; earlier: EarlierAsking[] },
): Plan {
  const { councilCount, floors } = round
  const reachesFloor = floors.includes(councilCount)
  const unlocked = reachesFloor
    ? round.earlier.flatMap((one) => wantsUnlocked(one, councilCount))
    : []
  const answers = answersFor(asking, councilCount)
  const below = floors.filter((floor) => floor < councilCount)
  const above = floors.filter((floor) => floor > councilCount)
  return {
    answers,
    wants: [...unlocked, ...wantsOf(asking, answers)],
    leastCouncils: reachesFloor ? councilCount : Math.max(0, ...below) + 1,
    mostCouncils: reachesFloor ? councilCount : Math.min(MOST_COUNCILS, ...above) - 1,
    hangsOnVersion: reachesFloor,
  }
}

function wantsUnlocked(earlier: EarlierAsking, councilCount: number) {
  const answers = answersFor(earlier, councilCount).filter(
    ({ potId, terms }) =>
      terms.minimumCouncils === councilCount && !earlier.matchedPotIds.includes(potId),
  )
  return wantsOf(earlier, answers)
}

function wantsOf(asking: Asking, answers: (RuleInForce & { answer: Answer })[]): PotWant[] {
  const { pledgeId, councilId, challengeId, at } = asking
  return answers.flatMap(({ potId, ruleId, answer }) =>
    answer.wants
      ? [{ ...answer, matchId: newId(), pledgeId, councilId, challengeId, potId, ruleId, asOf: at }]
      : [],
  )
}
