import { hasTakenEffect } from './decision.ts'
import { isRoot, rootOf, sum, totalOf, type Model, type Pledge } from './state.ts'
import {
  CHIEF_LIMIT_PENCE,
  CONSENT_ABOVE_PENCE,
  KEY_DECISION_ABOVE_PENCE,
  NEW_YEAR_DAY,
  takesKeyDecisions,
  type Limit,
} from './world.ts'

type Who = 'officer' | 'approver' | 'chief'

const isWaiting = ({ state }: Pledge) => state === 'awaiting-approval'

/** What a council would have promised in all with this pledge: who signs, signs for that. */
const withStanding = (model: Model, pledge: Pledge) =>
  isWaiting(pledge) && !isRoot(pledge)
    ? totalOf(model, rootOf(model, pledge)) + pledge.pence
    : pledge.pence

export const isKeyDecision = (model: Model, pledge: Pledge) =>
  takesKeyDecisions(pledge.council) && withStanding(model, pledge) > KEY_DECISION_ABOVE_PENCE

/** From 1 April to 31 March, by the year in which it begins. */
const yearOf = (day: number) => (day < NEW_YEAR_DAY ? 2026 : 2027)

/** The limit for its kind of money goes before the one for any. */
function limitOf({ world }: Model, { council, fundingType }: Pledge, who: Who): Limit | undefined {
  if (who === 'chief') return { pence: CHIEF_LIMIT_PENCE }
  const limits = world.councils[council]?.[who] ?? []
  return (
    limits.find((limit) => limit.for === fundingType) ??
    limits.find((limit) => limit.for === undefined)
  )
}

/** All that stands, or was called, under this limit in this financial year. */
function usedPence(model: Model, council: number, counted: NonNullable<Pledge['counted']>) {
  const stands = ({ state }: Pledge) => state === 'committed' || state === 'called'
  const isUnder = (one: Pledge['counted']) =>
    one?.who === counted.who && one.for === counted.for && one.year === counted.year
  const own = model.pledges.filter((one) => one.council === council && stands(one))
  return sum(own.filter((one) => isUnder(one.counted)).map(({ pence }) => pence))
}

/** The whole is within the limit for one pledge, and what is new of it within what is left of the year. */
function isWithin(model: Model, pledge: Pledge, who: Who) {
  const limit = limitOf(model, pledge, who)
  if (!limit || withStanding(model, pledge) > limit.pence) return false
  if (limit.yearPence === undefined) return true
  const counted = { who, for: limit.for, year: yearOf(model.day) }
  return pledge.pence <= limit.yearPence - usedPence(model, pledge.council, counted)
}

const locksOn = ({ locks }: Model, council: number) => [...(locks[council] ?? [])]

/** An officer alone: within their limits, with no lock on the council and nothing for its cabinet to decide. */
export const mayCommitAlone = (model: Model, pledge: Pledge) =>
  locksOn(model, pledge.council).length === 0 &&
  !isKeyDecision(model, pledge) &&
  isWithin(model, pledge, 'officer')

/** Under a section 114 notice the chief finance officer signs whatever the sum, and nobody else anything. */
export const maySign = (model: Model, pledge: Pledge, who: 'approver' | 'chief') =>
  locksOn(model, pledge.council).includes('section-114')
    ? who === 'chief'
    : isWithin(model, pledge, who)

/** A signature holds for as long as its giver may sign. */
export const isSigned = (model: Model, pledge: Pledge) =>
  pledge.signature !== undefined && maySign(model, pledge, pledge.signature)

/** Under a section 24 direction the successor consents to what is above a sum. */
export function needsConsent(model: Model, pledge: Pledge) {
  const { capital, other } = CONSENT_ABOVE_PENCE
  return (
    locksOn(model, pledge.council).includes('section-24') &&
    withStanding(model, pledge) > (pledge.fundingType === 'capital' ? capital : other)
  )
}

/** Signed, consented to where that is asked, and decided where its cabinet decides. */
export const isClear = (model: Model, pledge: Pledge) =>
  isWaiting(pledge) &&
  isSigned(model, pledge) &&
  (!needsConsent(model, pledge) || pledge.hasConsent) &&
  (!isKeyDecision(model, pledge) || hasTakenEffect(pledge.decision, model.day))

/** It is taken from the year of whoever commits it, if their limit has one: not from a chief's under a notice. */
export function countFor(model: Model, pledge: Pledge, who: Who): Pledge['counted'] {
  const limit = limitOf(model, pledge, who)
  if (limit?.yearPence === undefined) return undefined
  return { who, for: limit.for, year: yearOf(model.day) }
}

/** Every year of somebody that something is taken from, with how much. */
export function usedYears(model: Model) {
  const years = new Map<string, bigint>()
  for (const { council, counted } of model.pledges) {
    if (!counted) continue
    const name = `year ${counted.year} of ${counted.who} of council ${council} for ${counted.for ?? 'any'}`
    years.set(name, usedPence(model, council, counted))
  }
  return years
}
