import { formatPounds, type Pence } from '#app/core/money.ts'
import { hasLock, limitFor, type Delegate, type Scheme } from '../organisations/delegation.ts'
import type { SpendKind } from '../organisations/spend.ts'

export type SignedAs = 'finance-approver' | 'deputy' | 'chief-finance-officer'

/** Somebody who may sign a pledge, and under whose limit. */
export type Signer = {
  personId: string
  name: string
  jobTitle: string
  signedAs: SignedAs
  /** The membership whose limit is used: their own, or that of whom they stand in for. */
  underId: string
  /** Whom they stand in for. */
  principal: { membershipId: string; name: string } | undefined
  limitPence: Pence
  /** Their limit for the financial year, where they have one. */
  year: { limitPence: Pence; leftPence: Pence } | undefined
}

/** A council's scheme with what is used of each limit for the year, by membership and kind of limit. */
export type SchemeInUse = Scheme & {
  uses: { membershipId: string; spend: string; usedPence: Pence }[]
}

export type ToSign = {
  /** The whole that is signed for. */
  amountPence: Pence
  /** What of it stands already, where a pledge is topped up: a year's limit counted that when it was signed. */
  standingPence: Pence
  spend: SpendKind
  madeById: string
  /** Every account of the human who made it: none of them signs it, nor does who stands in for one. */
  makerAccounts: string[]
}

type Option = Signer & { holder: Delegate }

/** Everybody's own limit and those they may use as a deputy, whatever the sum. */
function optionsOf(scheme: SchemeInUse, { spend }: ToSign, areDeputiesPast = false): Option[] {
  const byId = new Map(scheme.people.map((one) => [one.membershipId, one]))
  const optionFor = (person: Delegate, holder: Delegate): Option[] => {
    const limit = limitFor(holder.limits, spend)
    if (!limit) return []
    const isOwn = person === holder
    return [
      {
        ...{ personId: person.personId, name: person.name, jobTitle: person.jobTitle },
        signedAs: isOwn ? 'finance-approver' : 'deputy',
        underId: holder.membershipId,
        principal: isOwn ? undefined : { membershipId: holder.membershipId, name: holder.name },
        limitPence: limit.limitPence,
        year: yearOf(scheme, holder, limit),
        holder,
      },
    ]
  }
  return scheme.people
    .filter((person) => person.isFinanceApprover)
    .flatMap((person) => {
      const principals = areDeputiesPast
        ? scheme.people.filter((one) => one !== person)
        : person.standsInFor.flatMap((id) => byId.get(id) ?? [])
      const holders = [person, ...principals.filter((one) => one.isFinanceApprover)]
      return holders.flatMap((holder) => optionFor(person, holder))
    })
}

function yearOf(
  { uses }: SchemeInUse,
  { membershipId }: Delegate,
  { spend, yearLimitPence }: Delegate['limits'][number],
) {
  if (yearLimitPence === undefined) return undefined
  const kind = spend ?? 'any'
  const used = uses.find((one) => one.membershipId === membershipId && one.spend === kind)
  const left = yearLimitPence - (used?.usedPence ?? 0n)
  return { limitPence: yearLimitPence, leftPence: left > 0n ? left : 0n }
}

/** Up to what total a limit goes, when so much is left of its year and so much stands already. */
export function withinYear(limitPence: Pence, year: { leftPence: Pence; standingPence: Pence }) {
  const mostPence = (year.leftPence > 0n ? year.leftPence : 0n) + year.standingPence
  return mostPence < limitPence ? mostPence : limitPence
}

const covers = ({ limitPence, year }: Signer, { amountPence, standingPence }: ToSign) =>
  amountPence <= limitPence && (year === undefined || amountPence - standingPence <= year.leftPence)

const mayHold = ({ holder, personId }: Option, { makerAccounts }: ToSign) =>
  !makerAccounts.includes(holder.personId) && !makerAccounts.includes(personId)

/** Under a section 114 notice only the section 151 officer signs, any sum and in person. */
function chiefOf(scheme: SchemeInUse, asked: ToSign): Signer[] {
  const chief = scheme.people.find((one) => one.membershipId === scheme.chiefFinanceOfficerId)
  if (!chief?.isFinanceApprover || asked.makerAccounts.includes(chief.personId)) return []
  const { personId, name, jobTitle, membershipId } = chief
  return [
    {
      ...{ personId, name, jobTitle, underId: membershipId },
      signedAs: 'chief-finance-officer',
      principal: undefined,
      limitPence: asked.amountPence,
      year: undefined,
    },
  ]
}

/** Who may sign this pledge today, lowest limit first: the least senior person who can. */
export function listSigners(scheme: SchemeInUse, asked: ToSign): Signer[] {
  if (hasLock(scheme, 'section-114')) return chiefOf(scheme, asked)
  const able = optionsOf(scheme, asked)
    .filter((option) => mayHold(option, asked) && covers(option, asked))
    .sort(
      (one, other) =>
        Number(one.principal !== undefined) - Number(other.principal !== undefined) ||
        Number(one.limitPence - other.limitPence),
    )
  const first = new Map<string, Signer>()
  for (const option of able)
    if (!first.has(option.personId)) first.set(option.personId, withoutHolder(option))
  return [...first.values()]
}

/** Pages show a signer, never the other limits of whose limit it is. */
function withoutHolder(option: Option): Signer {
  const { personId, name, jobTitle, signedAs, underId, principal, limitPence, year } = option
  return { personId, name, jobTitle, signedAs, underId, principal, limitPence, year }
}

export const signerOf = (scheme: SchemeInUse, asked: ToSign, personId: string) =>
  listSigners(scheme, asked).find((signer) => signer.personId === personId)

/** Why somebody may not sign this pledge, as they read it. */
export function whyNotSign(scheme: SchemeInUse, asked: ToSign, personId: string): string {
  const sum = formatPounds(asked.amountPence)
  if (asked.makerAccounts.includes(personId))
    return 'You made this pledge, by this account or another of yours. Somebody else signs it.'
  if (hasLock(scheme, 'section-114'))
    return 'A section 114 notice is in force: only your section 151 officer may sign.'
  const own = optionsOf(scheme, asked)
    .filter((option) => option.personId === personId && mayHold(option, asked))
    .sort((one, other) => Number(other.limitPence - one.limitPence))[0]
  const limitPence = own?.limitPence ?? 0n
  if (own?.year && asked.amountPence <= limitPence)
    return `${formatPounds(asked.amountPence - asked.standingPence)} is above the ${formatPounds(own.year.leftPence)} left of your limit of ${formatPounds(own.year.limitPence)} for the financial year.`
  return `${sum} is above your limit of ${formatPounds(limitPence)}.`
}

export type Signature = {
  personId: string
  name: string
  signedAs: SignedAs
  principalId: string | undefined
}

/**
 * Does a signature that was given earlier still bind the council? Its signer must hold the role and a limit
 * that covers it on the day it commits; a deputy's days need only have covered the day they signed, and that signer and
 * maker are one human need only not have been known (decision 054).
 */
export function isStanding(scheme: SchemeInUse, toSign: ToSign, signature: Signature): boolean {
  const asked = { ...toSign, makerAccounts: [toSign.madeById] }
  if (hasLock(scheme, 'section-114') || signature.signedAs !== 'deputy')
    return signerOf(scheme, asked, signature.personId) !== undefined
  return optionsOf(scheme, asked, true).some(
    (option) =>
      option.personId === signature.personId &&
      option.principal?.membershipId === signature.principalId &&
      mayHold(option, asked) &&
      covers(option, asked),
  )
}
