import type { Pence } from '#app/core/money.ts'
import { splitOverFunders, type Funding } from '../payments/payment.ts'

/** Who bears part of a payment: a council or a pot. */
export type SourceKey = { councilId: string | null; potId: string | null }

/** A payment of the challenge with what each source bears of it, in order of approval. */
export type PaidPart = { milestoneId: string; shares: (SourceKey & { amountPence: Pence })[] }

export type SplitLine = {
  key: string
  name: string
  isPot: boolean
  /** How many councils the line stands for. */
  count: number
  thisPence: Pence
  beforePence: Pence
  leftPence: Pence
}

const keyOf = (source: SourceKey | Funding) =>
  'potId' in source && source.potId
    ? `pot:${source.potId}`
    : `council:${'councilId' in source ? source.councilId : ''}`

const sum = (parts: Pence[]) => parts.reduce((total, part) => total + part, 0n)

type Wanted = { milestoneId: string; pricePence: Pence; funders: Funding[]; payments: PaidPart[] }

/**
 * What each funder bears of one milestone, what it paid before, and what it has left after. Until the
 * payment is made this is a forecast by the same rule, counting called money as in.
 */
export function splitMilestone({ milestoneId, pricePence, funders, payments }: Wanted) {
  const place = payments.findIndex((payment) => payment.milestoneId === milestoneId)
  const before = place === -1 ? payments : payments.slice(0, place)
  const sharesNow = payments[place]?.shares ?? forecast(pricePence, funders)
  const ofSource = (shares: (SourceKey & { amountPence: Pence })[], key: string) =>
    sum(shares.filter((share) => keyOf(share) === key).map((share) => share.amountPence))
  return funders.map((funder): SplitLine => {
    const key = keyOf(funder)
    const everPence = sum(payments.map(({ shares }) => ofSource(shares, key)))
    const beforePence = sum(before.map(({ shares }) => ofSource(shares, key)))
    const thisPence = ofSource(sharesNow, key)
    const putInPence = funder.leftPence + funder.awaitedPence + everPence
    const leftPence = putInPence - beforePence - thisPence
    const isPot = 'potId' in funder
    return { key, name: funder.name, isPot, count: 1, thisPence, beforePence, leftPence }
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
    potId: 'potId' in share ? share.potId : null,
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
  }
  return [pooled, ...pots]
}

/** "73.3%", half a tenth rounded up. */
export function percentOf(partPence: Pence, wholePence: Pence) {
  if (wholePence === 0n) return '0.0%'
  const tenths = (partPence * 2000n + wholePence) / (wholePence * 2n)
  return `${tenths / 10n}.${tenths % 10n}%`
}
