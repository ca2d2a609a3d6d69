import type { Pence } from '#app/core/money.ts'
import { splitOverFunders, type Funding } from '../payments/payment.ts'
import { purseKey, purseNamed } from '../pots/purse.ts'
import { leftOf, splitOverStakes, type Stake } from '../pots/stake.ts'

/** Who bears part of a payment: a council or a pot. */
export type SourceKey = { councilId: string | null; potId: string | null; purse?: string | null }

type PaidShare = SourceKey & { funderId?: string | null; amountPence: Pence }

/** A payment of the challenge with what each source bears of it, in order of approval. */
export type PaidPart = { milestoneId: string; shares: PaidShare[] }

/** A funder's stake in a purse of a pot, with its name. */
export type NamedStake = Stake & { potId: string; purse: string; name: string }

export type SplitLine = {
  key: string
  name: string
  isPot: boolean
  /** How many councils the line stands for. */
  count: number
  thisPence: Pence
  beforePence: Pence
  leftPence: Pence
  /** Of a pot with several funders, what each of them bears of this. */
  parts: FunderPart[]
}

export type FunderPart = { name: string; pence: Pence }

const keyOf = (source: SourceKey | Funding) =>
  'potId' in source && source.potId
    ? keyOfPurse(source.potId, source.purse)
    : `council:${'councilId' in source ? source.councilId : ''}`

const keyOfPurse = (potId: string, name?: string | null) =>
  `pot:${purseKey(potId, purseNamed(name))}`

const sum = (parts: Pence[]) => parts.reduce((total, part) => total + part, 0n)

type Wanted = {
  milestoneId: string
  pricePence: Pence
  funders: Funding[]
  payments: PaidPart[]
  stakes?: NamedStake[]
}

/**
 * What each funder bears of one milestone, what it paid before, and what it has left after. Until the
 * payment is made this is a forecast by the same rule, counting called money as in.
 */
export function splitMilestone({ milestoneId, pricePence, funders, payments, stakes }: Wanted) {
  const place = payments.findIndex((payment) => payment.milestoneId === milestoneId)
  const before = place === -1 ? payments : payments.slice(0, place)
  const paid = payments[place]?.shares
  const sharesNow: PaidShare[] = paid ?? forecast(pricePence, funders)
  const ofSource = (shares: PaidShare[], key: string) =>
    sum(shares.filter((share) => keyOf(share) === key).map((share) => share.amountPence))
  return funders.map((funder): SplitLine => {
    const key = keyOf(funder)
    const everPence = sum(payments.map(({ shares }) => ofSource(shares, key)))
    const beforePence = sum(before.map(({ shares }) => ofSource(shares, key)))
    const thisPence = ofSource(sharesNow, key)
    const putInPence = funder.leftPence + funder.awaitedPence + everPence
    const leftPence = putInPence - beforePence - thisPence
    const isPot = 'potId' in funder
    const own = (stakes ?? []).filter(({ potId, purse }) => keyOfPurse(potId, purse) === key)
    const ofFunders = paid?.filter((share) => keyOf(share) === key) ?? forecastOf(thisPence, own)
    const parts = partsOf(ofFunders, own)
    return { key, name: funder.name, isPot, count: 1, thisPence, beforePence, leftPence, parts }
  })
}

/** What each funder bears of several milestones together. */
export function addParts(parts: FunderPart[][]): FunderPart[] {
  const sums = new Map<string, Pence>()
  for (const { name, pence } of parts.flat()) sums.set(name, (sums.get(name) ?? 0n) + pence)
  return [...sums].map(([name, pence]) => ({ name, pence }))
}

/** As it would be split now, unless the purse has not as much any more. */
const forecastOf = (pence: Pence, stakes: NamedStake[]) =>
  sum(stakes.map(leftOf)) < pence ? [] : splitOverStakes(pence, stakes)

/** A payment from before several funders could share a pot names none of them. */
function partsOf(
  shares: { funderId?: string | null; amountPence: Pence }[],
  stakes: NamedStake[],
): FunderPart[] {
  if (stakes.length < 2) return []
  return stakes.flatMap(({ funderId, name }) => {
    const pence = sum(
      shares.filter((one) => one.funderId === funderId).map((one) => one.amountPence),
    )
    return pence > 0n ? [{ name, pence }] : []
  })
}

function forecast(pricePence: Pence, funders: Funding[]) {
  const asIfIn = funders.map((funder) => ({
    ...funder,
    leftPence: funder.leftPence + funder.awaitedPence,
  }))
  if (sum(asIfIn.map((funder) => funder.leftPence)) < pricePence) return []
  return splitOverFunders(pricePence, asIfIn).map((share) => ({
    councilId: 'councilId' in share ? share.councilId : null,
    ...('potId' in share ? { potId: share.potId, purse: share.purse ?? null } : { potId: null }),
    amountPence: share.amountPence,
  }))
}

/** Puts all councils into one line, "22 councils, pooled by Leeds", before the pots. */
export function poolCouncils(lines: SplitLine[], leadName: string): SplitLine[] {
  const councils = lines.filter((line) => !line.isPot)
  const pots = lines.filter((line) => line.isPot)
  if (councils.length < 2) return lines
  const pooled = {
    key: 'councils',
    name: `${councils.length} councils, pooled by ${leadName}`,
    isPot: false,
    count: councils.length,
    thisPence: sum(councils.map((line) => line.thisPence)),
    beforePence: sum(councils.map((line) => line.beforePence)),
    leftPence: sum(councils.map((line) => line.leftPence)),
    parts: [],
  }
  return [pooled, ...pots]
}

/** "73.3%", half a tenth rounded up. */
export function percentOf(partPence: Pence, wholePence: Pence) {
  if (wholePence === 0n) return '0.0%'
  const tenths = (partPence * 2000n + wholePence) / (wholePence * 2n)
  return `${tenths / 10n}.${tenths % 10n}%`
}
