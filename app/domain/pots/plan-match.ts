import { newId } from '#app/core/id.ts'
import type { Pence } from '#app/core/money.ts'
import { londonDay, type Day } from '#app/core/time.ts'
import type { PotWant } from './match-room.ts'
import { isAbout, wantMatch, type Answer, type AreaStatus, type MatchFacts } from './match-rule.ts'
import { unrestricted, type PurseChoice } from './purse.ts'
import type { RuleTerms } from './rule-terms.ts'

/** A version of a pot's rule that was in force at an instant. */
export type RuleInForce = {
  potId: string
  potSlug: string
  potName: string
  ruleId: string
  ruleVersion: number
  terms: RuleTerms
  /** The money it would be matched from; left out, a pot keeps nothing apart. */
  money?: PurseChoice
}

/** What a top-up comes on top of: the pledge and its earlier top-ups. */
export type OnTop = {
  standingPence: Pence
  /** Which of the councils made the pledge, first come first. */
  councilPlace: number
  /** Pots that add to it already. */
  matchedPotIds: string[]
  /** The pledge and those top-ups. */
  pledgeIds: string[]
}

/** A pledge asking pots for match, with what they may know about it at that instant. */
export type Asking = {
  pledgeId: string
  councilId: string
  challengeId: string
  amountPence: Pence
  at: Date
  onTop?: OnTop | undefined
  /** The London day of `at`, where somebody has worked it out already. */
  on?: Day
  /** In the order the pots are asked. */
  rules: RuleInForce[]
  challenge: Omit<MatchFacts['challenge'], 'targetPence'>
  council: MatchFacts['council'] & { name: string }
  areas: { id: string; name: string; hasMayor: boolean; statuses: Record<string, AreaStatus> }[]
}

/** An earlier pledge of the round, with the pots that already add to it. */
export type EarlierAsking = Asking & { matchedPotIds: string[] }

export type Plan = {
  wants: PotWant[]
  /** What each pot answers for this pledge, also when it is "nothing": worked out for whoever shows it. */
  answers: () => (RuleInForce & { answer: Answer })[]
  /** The wants are right while the number of councils, this one included, is between these. */
  leastCouncils: number
  mostCouncils: number
  /** They hang on exactly which pledges the round has: one switches match on for others, or has a bonus. */
  hangsOnVersion: boolean
}

/** The numbers of councils at which what rules add changes. */
export type CouncilEdges = {
  /** From here a rule begins to add match, also to the pledges before. */
  floors: number[]
  /** From here a rule has another rate, for the pledges that follow. */
  bands: number[]
}

/** Where a round stands for a pledge that asks. */
export type Standing = {
  councilCount: number
  /** Which of the councils the pledge is from, first come first. */
  councilPlace: number
  targetPence: Pence
  /** Pots whose one-off bonus the challenge has. */
  bonusPotIds: string[]
  /** Pots that add to this pledge already. */
  matchedPotIds: string[]
}

const MOST_COUNCILS = 1_000_000

export function answersFor(asking: Asking, standing: Standing) {
  const { amountPence, council, onTop } = asking
  const { councilCount, targetPence } = standing
  const councilPlace = onTop?.councilPlace ?? standing.councilPlace
  const matchedPotIds = onTop
    ? [...standing.matchedPotIds, ...onTop.matchedPotIds]
    : standing.matchedPotIds
  const { serviceFunctionIds, theme } = asking.challenge
  const challenge = { serviceFunctionIds, theme, targetPence }
  const on = asking.on ?? londonDay(asking.at)
  return asking.rules.map((rule, place) => {
    const money = rule.money ?? unrestricted
    const areas = asking.areas.map(({ id, name, hasMayor, statuses }) => {
      return { id, name, hasMayor, status: statuses[rule.potId] }
    })
    const before = matchedPotIds.length > 0 ? asking.rules.slice(0, place) : []
    const facts: MatchFacts = {
      councilCount,
      councilPlace,
      challenge,
      amountPence,
      standingPence: onTop?.standingPence ?? 0n,
      on,
      council,
      areas,
      team: undefined,
      hasBonus: standing.bonusPotIds.includes(rule.potId),
      hasEarlierMatch: before.some(({ potId }) => matchedPotIds.includes(potId)),
      money,
    }
    const { potId, potSlug, potName, ruleId, ruleVersion, terms } = rule
    const answer = wantMatch(terms, facts)
    // Written out, here and below: a copy by spreading costs more than the sum itself.
    return { potId, potSlug, potName, ruleId, ruleVersion, terms, money, facts, answer }
  })
}

export type RoundToAsk = Pick<Standing, 'councilCount' | 'targetPence' | 'bonusPotIds'> & {
  edges: CouncilEdges
  earlier: EarlierAsking[]
}

/**
 * What the pots are asked for when a pledge is committed as the nth council, and while how many councils
 * that is right.
 */
export function planMatch(asking: Asking, round: RoundToAsk): Plan {
  const { councilCount, edges } = round
  const between = asking.onTop ? betweenFloors : whileCouncils
  const concerned = ofRulesAboutIt(asking)
  return {
    wants: askPots(concerned, round, newId).wants,
    answers: () => answersOfAll(asking, round),
    ...between(councilCount, edges),
    hangsOnVersion:
      reachesFloor(asking, round) ||
      concerned.rules.some(
        ({ terms }) =>
          terms.bonus !== undefined || (asking.onTop && terms.tiers?.by === 'councils'),
      ),
  }
}

/**
 * Of a dozen pots most are for other challenges, and want nothing whatever is asked. For a top-up they may count: a pot
 * that gave before stands in the way of one that gives way, also when its rule has changed since.
 */
const ofRulesAboutIt = (asking: Asking): Asking =>
  asking.onTop
    ? asking
    : { ...asking, rules: asking.rules.filter(({ terms }) => isAbout(terms, asking.challenge)) }

/** A top-up is from a council that is counted already, so it reaches none. */
const reachesFloor = ({ onTop }: Asking, { edges, councilCount }: RoundToAsk) =>
  !onTop && edges.floors.includes(councilCount)

/**
 * The wants of one commitment. The one that reaches a floor ("once 10 councils have pledged") asks for
 * the earlier pledges too, first come first. Where some ask for a one-off bonus, those after them ask both with
 * it and without: which it is shows only once it is known who was given what.
 */
export function askPots(asking: Asking, round: RoundToAsk, newMatchId: () => string) {
  const { councilCount, targetPence, bonusPotIds } = round
  const asked: Asked = { wants: [], bonusAskedBy: new Map(), newMatchId }
  let councilPlace = 0
  if (reachesFloor(asking, round))
    for (const one of round.earlier) {
      const { matchedPotIds } = one
      if (!one.onTop) councilPlace += 1
      const standing = { councilCount, councilPlace, targetPence, bonusPotIds, matchedPotIds }
      addWants(asked, one, answersUnlocked(one, standing))
    }
  const answers = answersOfAll(asking, round)
  addWants(asked, asking, answers)
  return { answers, wants: asked.wants }
}

/** Of the pledge itself, as the last of the councils that there are. */
function answersOfAll(asking: Asking, { councilCount, targetPence, bonusPotIds }: RoundToAsk) {
  const last = { councilCount, councilPlace: councilCount, targetPence, bonusPotIds }
  return answersFor(asking, { ...last, matchedPotIds: [] })
}

type Asked = {
  wants: PotWant[]
  /** Of each pot, the wants with its bonus, by place. */
  bonusAskedBy: Map<string, number[]>
  newMatchId: () => string
}

function addWants(asked: Asked, one: Asking, answers: Answered[]) {
  const { wants, bonusAskedBy } = asked
  for (const answered of answers) {
    const want = wantOf(asked, one, answered)
    if (!want) continue
    if (!hasBonus(want)) {
      wants.push(want)
      continue
    }
    const before = bonusAskedBy.get(want.potId) ?? []
    bonusAskedBy.set(want.potId, [...before, wants.length])
    if (before.length === 0) {
      wants.push(want)
      continue
    }
    wants.push({ ...want, bonus: { askedBy: before, isTaken: false } })
    const without = wantOf(asked, one, withoutBonus(answered))
    if (without) wants.push({ ...without, bonus: { askedBy: before, isTaken: true } })
  }
}

const withoutBonus = ({ facts, ...answered }: Answered): Answered => {
  const taken = { ...facts, hasBonus: true }
  return { ...answered, facts: taken, answer: wantMatch(answered.terms, taken) }
}

/** Whether this brings the challenge the pot's one-off bonus. */
export const hasBonus = ({ working }: Pick<PotWant, 'working'>) =>
  working.some(({ step }) => step === 'bonus')

function whileCouncils(count: number, { floors, bands }: CouncilEdges) {
  if (floors.includes(count)) return { leastCouncils: count, mostCouncils: count }
  const below = floors.filter((floor) => floor < count).map((floor) => floor + 1)
  const reached = bands.filter((band) => band <= count)
  const above = [...floors, ...bands].filter((edge) => edge > count)
  return {
    leastCouncils: Math.max(1, ...below, ...reached),
    mostCouncils: Math.min(MOST_COUNCILS, ...above) - 1,
  }
}

/** A council's place is settled when it pledges, so its top-up looks at floors alone. */
function betweenFloors(count: number, { floors }: CouncilEdges) {
  return {
    leastCouncils: Math.max(1, ...floors.filter((floor) => floor <= count)),
    mostCouncils: Math.min(MOST_COUNCILS, ...floors.filter((floor) => floor > count)) - 1,
  }
}

function answersUnlocked(earlier: EarlierAsking, standing: Standing) {
  return answersFor(earlier, standing).filter(
    ({ potId, terms }) =>
      terms.minimumCouncils === standing.councilCount && !earlier.matchedPotIds.includes(potId),
  )
}

type Answered = RuleInForce & { answer: Answer; facts: MatchFacts }

function wantOf(
  { wants, newMatchId }: Asked,
  asking: Asking,
  { answer, potId, ruleId, money }: Answered,
): PotWant | undefined {
  if (!answer.wants) return undefined
  return {
    matchId: newMatchId(),
    pledgeId: asking.pledgeId,
    councilId: asking.councilId,
    challengeId: asking.challengeId,
    potId,
    ruleId,
    asOf: asking.at,
    purse: money?.purse,
    wantedPence: answer.wantedPence,
    area: answer.area,
    caps: answer.caps,
    working: answer.working,
    givesWayTo: answer.doesNotStack ? askedBefore(wants, asking, potId) : undefined,
  }
}

/** What pots that are asked before this one want for the pledge, or for what it tops up. */
function askedBefore(wants: PotWant[], { pledgeId, onTop, rules }: Asking, potId: string) {
  const pledgeIds = [pledgeId, ...(onTop?.pledgeIds ?? [])]
  const before = rules.slice(
    0,
    rules.findIndex((rule) => rule.potId === potId),
  )
  const places = wants.flatMap((want, place) =>
    pledgeIds.includes(want.pledgeId) && before.some((rule) => rule.potId === want.potId)
      ? [place]
      : [],
  )
  return places.length > 0 ? places : undefined
}
