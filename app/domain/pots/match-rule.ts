import { applyBasisPoints, type Pence } from '#app/core/money.ts'
import type { Day } from '#app/core/time.ts'
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
] as const
export type AreaStatus = (typeof areaStatuses)[number]

/** Everything a rule may look at. No lock is needed to read it. */
export type MatchFacts = {
  amountPence: Pence
  /** The day the pledge is committed. */
  on: Day
  /** Councils with a committed pledge in the round, this one included. */
  councilCount: number
  challenge: { serviceFunctionIds: number[]; theme: string | null }
  council: { type: string; nation: string; region: string }
  areas: MatchArea[]
}

/** Where a match can be stopped, in the order it is looked at. */
export const limits = ['pledge', 'challenge', 'council', 'area', 'target', 'pot'] as const
export type Limit = (typeof limits)[number]

/** One line of the working. Sums are text: it is kept as JSON beside the match. */
export type Step =
  | { step: 'pledged'; pence: string }
  | { step: 'rate'; basisPoints: number; pence: string }
  | { step: Limit; capPence: string | null; roomPence: string; pence: string }
export type Working = Step[]

export type Caps = { challenge?: Pence; council?: Pence; area?: Pence }

/** What the rule asks the pot for. What is possible is decided under the locks. */
export type Want = {
  wantedPence: Pence
  area: MatchArea | undefined
  caps: Caps
  working: Working
}

/** Why a rule asks for nothing. */
export type NoMatch = {
  because:
    | 'closed'
    | 'council'
    | 'area-not-registered'
    | 'no-mayor'
    | 'challenge'
    | 'too-small'
    | 'too-few-councils'
    | 'nothing'
  area?: MatchArea
}

export type Answer = ({ wants: true } & Want) | ({ wants: false } & NoMatch)

/** Works out what one rule wants to add to one pledge, and the working that leads to it. */
export function wantMatch(terms: RuleTerms, facts: MatchFacts): Answer {
  const area = areaFor(terms, facts.areas)
  const no = refusalOf(terms, facts, area)
  if (no) return { wants: false, ...no, area: area ?? nearestArea(terms, facts.areas) }

  const atRate = applyBasisPoints(facts.amountPence, terms.basisPoints)
  const working: Working = [
    { step: 'pledged', pence: String(facts.amountPence) },
    { step: 'rate', basisPoints: terms.basisPoints, pence: String(atRate) },
  ]
  const cap = terms.pledgeCapPence
  const wantedPence = cap !== undefined && cap < atRate ? cap : atRate
  if (cap !== undefined && cap < atRate) working.push(stoppedAt('pledge', { cap, room: cap }))
  if (wantedPence === 0n) return { wants: false, because: 'nothing', area }
  return { wants: true, wantedPence, area, caps: capsOf(terms), working }
}

/** The rule's own step for a limit that bound: the room it left is what the match became. */
export const stoppedAt = (
  step: Limit,
  { cap, room }: { cap: Pence | undefined; room: Pence },
): Step => ({
  step,
  capPence: cap === undefined ? null : String(cap),
  roomPence: String(room),
  pence: String(room),
})

function capsOf(terms: RuleTerms): Caps {
  const { challengeCapPence, councilCapPence, areaCapPence } = terms
  return {
    ...(challengeCapPence !== undefined && { challenge: challengeCapPence }),
    ...(councilCapPence !== undefined && { council: councilCapPence }),
    ...(areaCapPence !== undefined && { area: areaCapPence }),
  }
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
  Boolean(who.areaRegister || who.mayorInPost) || areaCapPence !== undefined

const isAreaGood = ({ who }: RuleTerms, area: MatchArea) =>
  (!who.areaRegister || area.status === 'registered') && (!who.mayorInPost || area.hasMayor)

/** The area to name when none of them lets the council earn match. */
const nearestArea = (terms: RuleTerms, areas: MatchArea[]) =>
  usesAreas(terms) ? [...areas].sort((a, b) => (a.name < b.name ? -1 : 1)).at(0) : undefined

function refusalOf(
  terms: RuleTerms,
  facts: MatchFacts,
  area: MatchArea | undefined,
): NoMatch | undefined {
  const { who, what } = terms
  const { council, challenge } = facts
  if ((terms.opensOn && facts.on < terms.opensOn) || (terms.closesOn && facts.on > terms.closesOn))
    return { because: 'closed' }
  if (!includes(what.themes, challenge.theme) || !hasAny(what.serviceFunctionIds, challenge))
    return { because: 'challenge' }
  if (!includes(who.councilTypes, council.type) || !includes(who.nations, council.nation))
    return { because: 'council' }
  if (!includes(who.regions, council.region)) return { because: 'council' }
  if (who.areaRegister && !area) return { because: 'area-not-registered' }
  if (who.mayorInPost && !area) return { because: 'no-mayor' }
  if (facts.amountPence < (terms.minimumPledgePence ?? 0n)) return { because: 'too-small' }
  if (facts.councilCount < (terms.minimumCouncils ?? 0)) return { because: 'too-few-councils' }
  return undefined
}

const includes = (wanted: string[] | undefined, value: string | null) =>
  !wanted || (value !== null && wanted.includes(value))

const hasAny = (wanted: number[] | undefined, { serviceFunctionIds }: MatchFacts['challenge']) =>
  !wanted || serviceFunctionIds.some((id) => wanted.includes(id))
