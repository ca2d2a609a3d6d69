import { endOfDay, londonDay, startOfDay, type Day } from '#app/core/time.ts'
import type { Pence } from '#app/core/money.ts'
import { entryOn, type Entry } from './area-entry.ts'
import type { Asking, CouncilEdges, OnTop, RuleInForce } from './plan-match.ts'
import { purseFor, type OpenPurse, type PurseChoice, type RingFence } from './purse.ts'
import type { RuleTerms } from './rule-terms.ts'

export type PledgeToAskFor = {
  pledgeId: string
  councilId: string
  challengeId: string
  amountPence: Pence
  /** Where the council's money comes from. */
  fundingType: RingFence
  /** When it was committed, or now. */
  at: Date
  onTop?: OnTop | undefined
}

/** What a rule may look at of a challenge, as the challenge's own row has it. */
export type ChallengeRow = { theme: string | null; serviceFunctionId: number | null }

export type Dated = { fromOn: Day; toOn: Day | null }
type Rule = Pick<RuleInForce, 'ruleId' | 'ruleVersion' | 'terms'> & { inForceFrom: Date }
type Pot = { id: string; slug: string; name: string; opensOn: Day; closesOn: Day | null }
export type AreaInBook = {
  id: string
  name: string
  /** When the council is one of its members. */
  memberships: Dated[]
  mayors: Dated[]
  /** What two people approved for the register of each pot. */
  registers: { potId: string; entries: Entry[] }[]
}

/** All that match rules may know beside the pledge itself. It changes seldom, and then its version does. */
export type RuleBook = {
  version: string
  /** In the order they are asked, each with its rules, latest first. */
  pots: (Pot & { purses: OpenPurse[]; rules: Rule[] })[]
  councils: Map<string, Asking['council'] & { areas: AreaInBook[] }>
  parentOfFunction: Map<number, number | null>
  edges: CouncilEdges
}

/** What the rules may know about a pledge at its own instant. */
export function askingFrom(
  book: RuleBook,
  pledge: PledgeToAskFor,
  challenge: ChallengeRow,
): Asking | undefined {
  const council = book.councils.get(pledge.councilId)
  if (!council) return undefined
  const day = londonDay(pledge.at)
  const { areas, ...facts } = council
  return {
    ...pledge,
    council: facts,
    challenge: {
      theme: challenge.theme,
      serviceFunctionIds: upwards(book, challenge.serviceFunctionId),
    },
    rules: intervalAt(book, pledge).rules,
    areas: areas.filter(isMemberOn(day)).map(({ id, name, mayors, registers }) => ({
      id,
      name,
      hasMayor: mayors.some((term) => isOn(term, day)),
      statuses: statusesOf(registers, day, pledge.at),
    })),
  }
}

function statusesOf(registers: AreaInBook['registers'], day: Day, at: Date) {
  const statuses: Asking['areas'][number]['statuses'] = {}
  for (const { potId, entries } of registers) {
    const entry = entryOn(entries, day, at)
    if (entry) statuses[potId] = entry.status
  }
  return statuses
}

const isMemberOn = (day: Day) => (area: AreaInBook) =>
  area.memberships.some((membership) => isOn(membership, day))

/** The day it ends is the first on which it no longer holds. */
const isOn = ({ fromOn, toOn }: Dated, day: Day) => fromOn <= day && (toOn === null || toOn > day)

/** The rules in force between two instants of one day, at which something begins or the day ends. */
type Interval = { fromMs: number; untilMs: number; rules: RuleInForce[] }

/** The last one found for each funding type: pledges come in the order of time, and most pots are the same for all. */
const lastInterval = new WeakMap<RuleBook, Map<RingFence, Interval>>()

type Moment = Pick<PledgeToAskFor, 'at' | 'fundingType'>

/** The first instant at which this book may say something else about a pledge of this moment, as it stands. */
export const holdsUntil = (book: RuleBook, moment: Moment) =>
  new Date(intervalAt(book, moment).untilMs)

function intervalAt(book: RuleBook, moment: Moment): Interval {
  const ms = moment.at.getTime()
  const known = lastInterval.get(book) ?? new Map<RingFence, Interval>()
  const last = known.get(moment.fundingType)
  if (last && last.fromMs <= ms && ms < last.untilMs) return last
  const day = londonDay(moment.at)
  const rules = book.pots.flatMap((pot) => ruleOn(pot, moment, day))
  const found = { ...between(book, ms, day), rules }
  lastInterval.set(book, known.set(moment.fundingType, found))
  return found
}

/** From when until when of this day no rule comes into force and no purse is opened. */
function between({ pots }: RuleBook, ms: number, day: Day) {
  let [fromMs, untilMs] = [startOfDay(day).getTime(), endOfDay(day).getTime()]
  for (const { rules, purses } of pots)
    for (const begins of [...rules.map(inForceFrom), ...purses.map(openedAt)])
      if (begins <= ms) fromMs = Math.max(fromMs, begins)
      else untilMs = Math.min(untilMs, begins)
  return { fromMs, untilMs }
}

const inForceFrom = (rule: Rule) => rule.inForceFrom.getTime()
const openedAt = (purse: OpenPurse) => purse.openedAt.getTime()

function ruleOn(pot: RuleBook['pots'][number], { at, fundingType }: Moment, day: Day) {
  const { id: potId, slug: potSlug, name: potName, purses } = pot
  if (pot.opensOn > day || (pot.closesOn !== null && pot.closesOn < day)) return []
  const rule = pot.rules.find(({ inForceFrom }) => inForceFrom <= at)
  if (!rule) return []
  const { ruleId, ruleVersion, terms } = rule
  const money = purseFor(fundingType, purses, at)
  const known = inForce.get(rule)?.find((one) => isSameMoney(one.money, money))
  if (known) return [known]
  const made = { potId, potSlug, potName, ruleId, ruleVersion, terms, money }
  inForce.set(rule, [...(inForce.get(rule) ?? []), made])
  return [made]
}

/** The same version is the same object for every pledge: a trial of very many tells them apart by that. */
const inForce = new WeakMap<Rule, (RuleInForce & { money: PurseChoice })[]>()

const nameOf = (money: PurseChoice) =>
  money.purse === undefined ? `only for ${String(money.isFor)}` : money.purse
const isSameMoney = (one: PurseChoice, other: PurseChoice) => nameOf(one) === nameOf(other)

/** A kind of service and the headings above it. */
function upwards({ parentOfFunction }: RuleBook, lowest: number | null) {
  const ids: number[] = []
  for (let id = lowest; id !== null && !ids.includes(id); id = parentOfFunction.get(id) ?? null)
    ids.push(id)
  return ids
}

/** The numbers of councils at which any version of any rule begins to add match, or adds at another rate. */
export const edgesIn = (pots: Pick<RuleBook['pots'][number], 'rules'>[]): CouncilEdges =>
  edgesOfTerms(pots.flatMap(({ rules }) => rules.map(({ terms }) => terms)))

export function edgesOfTerms(all: RuleTerms[]): CouncilEdges {
  const floors = all.flatMap(({ minimumCouncils }) => minimumCouncils ?? [])
  const bands = all.flatMap(({ tiers }) =>
    tiers?.by === 'councils' ? tiers.bands.map(({ fromCouncil }) => fromCouncil) : [],
  )
  return { floors: [...new Set(floors)], bands: [...new Set(bands)] }
}
