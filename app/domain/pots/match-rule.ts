import type { Pence } from '#app/core/money.ts'
import type { Day } from '#app/core/time.ts'
import { amountByRule, challengeCap, type AmountFacts } from './match-amount.ts'
import type { Working } from './match-step.ts'
import type { PurseChoice, RingFence } from './purse.ts'
import type { RuleTerms } from './rule-terms.ts'

/** A mayoral area of the council, as the pot's register knows it on the day. */
export type MatchArea = {
  id: string
  name: string
  hasMayor: boolean
  /** Undefined when the area is not on this pot's register at all. */
  status: AreaStatus | undefined
}

export const areaStatuses = [
  'registered',
  'checking',
  'no-officer',
  'no-strategy',
  'no-mayor',
  'ended',
] as const
export type AreaStatus = (typeof areaStatuses)[number]

/** Everything a rule may look at. No lock is needed to read it. */
export type MatchFacts = AmountFacts & {
  /** The day the pledge is committed. */
  on: Day
  challenge: { serviceFunctionIds: number[]; theme: string | null }
  council: { type: string; nation: string; region: string }
  areas: MatchArea[]
  /** Who does the work; undefined until the award, so also while councils pledge. */
  team: { suppliers: number; sectors: number } | undefined
  /** A pot that is asked earlier gave to this pledge before. */
  hasEarlierMatch: boolean
  /** What the pot would pay from; left out, it keeps nothing apart. */
  money?: PurseChoice
}

export type Caps = { challenge?: Pence; council?: Pence; area?: Pence }

/** What the rule asks the pot for. What is possible is decided under the locks. */
export type Want = {
  wantedPence: Pence
  area: MatchArea | undefined
  caps: Caps
  working: Working
  /** Gives way where a pot that is asked earlier gives to the same pledge. */
  doesNotStack: boolean
}

/** Why a rule asks for nothing. */
export type NoMatch = {
  because:
    | 'closed'
    | 'at-the-end'
    | 'council'
    | 'area'
    | 'area-not-registered'
    | 'no-mayor'
    | 'challenge'
    | 'too-small'
    | 'too-few-councils'
    | 'team-not-known'
    | 'team'
    | 'stacked'
    | 'other-money'
    | 'nothing'
  area?: MatchArea
  /** What all the pot's money is ring-fenced to, where that is not this pledge's funding type. */
  isFor?: RingFence[]
}

export type Answer = ({ wants: true } & Want) | ({ wants: false } & NoMatch)

/** Works out what one rule wants to add to one pledge, and the working that leads to it. */
export function wantMatch(terms: RuleTerms, facts: MatchFacts): Answer {
  const area = areaFor(terms, facts.areas)
  const no = refusalOf(terms, facts, area)
  if (no) return { wants: false, ...no, area: area ?? nearestArea(terms, facts.areas) }

  const { wantedPence, working } = amountByRule(terms, facts)
  if (wantedPence === 0n) return { wants: false, because: 'nothing', area }
  const doesNotStack = terms.doesNotStack === true
  return { wants: true, wantedPence, area, caps: capsOf(terms, facts), working, doesNotStack }
}

function capsOf(terms: RuleTerms, facts: MatchFacts): Caps {
  const caps: Caps = {}
  const ofChallenge = challengeCap(terms, facts.challenge.targetPence)
  if (ofChallenge !== undefined) caps.challenge = ofChallenge
  if (terms.councilCapPence !== undefined) caps.council = terms.councilCapPence
  if (terms.areaCapPence !== undefined) caps.area = terms.areaCapPence
  return caps
}

/**
 * A pledge counts in one area, also if its council is in two: the first by name of those that let it
 * earn match, so the answer is the same on every replay.
 */
function areaFor(terms: RuleTerms, areas: MatchArea[]) {
  if (!usesAreas(terms)) return undefined
  return areas
    .filter((area) => isAreaGood(terms, area))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .at(0)
}

const usesAreas = ({ who, areaCapPence }: RuleTerms) =>
  Boolean(who.areaRegister || who.mayorInPost || who.areaIds) || areaCapPence !== undefined

const isAreaGood = ({ who }: RuleTerms, area: MatchArea) =>
  isNamed(who.areaIds, area) &&
  (!who.areaRegister || area.status === 'registered') &&
  (!who.mayorInPost || area.hasMayor)

const isNamed = (areaIds: string[] | undefined, area: MatchArea) =>
  !areaIds || areaIds.includes(area.id)

/** The area to name when none of them lets the council earn match. */
const nearestArea = (terms: RuleTerms, areas: MatchArea[]) =>
  usesAreas(terms) ? [...areas].sort((a, b) => (a.name < b.name ? -1 : 1)).at(0) : undefined

function refusalOf(
  terms: RuleTerms,
  facts: MatchFacts,
  area: MatchArea | undefined,
): NoMatch | undefined {
  const { councilCount, on } = facts
  const totalPence = facts.amountPence + (facts.standingPence ?? 0n)
  if ((terms.opensOn && on < terms.opensOn) || (terms.closesOn && on > terms.closesOn))
    return { because: 'closed' }
  const stranger = isForOthers(terms, facts, area)
  if (stranger) return { because: stranger }
  if (facts.money && facts.money.purse === undefined)
    return { because: 'other-money', isFor: facts.money.isFor }
  if (terms.doesNotStack && facts.hasEarlierMatch) return { because: 'stacked' }
  if (totalPence < (terms.minimumPledgePence ?? 0n)) return { because: 'too-small' }
  // How many councils there are is asked when the pot is shared out.
  if (terms.quadratic) return { because: 'at-the-end' }
  if (councilCount < (terms.minimumCouncils ?? 0)) return { because: 'too-few-councils' }
  const team = teamOf(terms, facts)
  return team && { because: team }
}

/** Who and what the rule is for. */
function isForOthers(
  { who, what }: RuleTerms,
  { council, challenge, areas }: MatchFacts,
  area: MatchArea | undefined,
): NoMatch['because'] | undefined {
  if (!isAbout({ what }, challenge)) return 'challenge'
  if (!includes(who.councilTypes, council.type) || !includes(who.nations, council.nation))
    return 'council'
  if (!includes(who.regions, council.region)) return 'council'
  if (who.areaIds && !areas.some((one) => isNamed(who.areaIds, one))) return 'area'
  if (who.areaRegister && !area) return 'area-not-registered'
  if (who.mayorInPost && !area) return 'no-mayor'
  return undefined
}

type About = Pick<MatchFacts['challenge'], 'serviceFunctionIds' | 'theme'>

/** Whether challenges like this one are what the rule is for. */
export const isAbout = ({ what }: Pick<RuleTerms, 'what'>, challenge: About) =>
  includes(what.themes, challenge.theme) && hasAny(what.serviceFunctionIds, challenge)

/** A floor on the team holds from the award on; what is not known does not meet it. */
function teamOf({ minimumSuppliers = 0, minimumSectors = 0 }: RuleTerms, { team }: MatchFacts) {
  if (!minimumSuppliers && !minimumSectors) return undefined
  if (!team) return 'team-not-known'
  return team.suppliers < minimumSuppliers || team.sectors < minimumSectors ? 'team' : undefined
}

const includes = (wanted: string[] | undefined, value: string | null) =>
  !wanted || (value !== null && wanted.includes(value))

const hasAny = (wanted: number[] | undefined, { serviceFunctionIds }: About) =>
  !wanted || serviceFunctionIds.some((id) => wanted.includes(id))
