import { applyBasisPoints, WHOLE_BASIS_POINTS, type Pence } from '#app/core/money.ts'
import { stoppedAt, type Step, type Working } from './match-step.ts'
import type { RuleTerms, Tiers } from './rule-terms.ts'

/** What a rule's sums look at. */
export type AmountFacts = {
  amountPence: Pence
  /** What stands already, where the pledge tops up another: the rule looks at the total. */
  standingPence?: Pence
  /** Councils with a committed pledge in the round, this one included. */
  councilCount: number
  /** Which of them this one is, first come first: 1 for the first. */
  councilPlace: number
  challenge: { targetPence: Pence }
  /** The challenge has this pot's one-off bonus already. */
  hasBonus: boolean
}

/**
 * What a rule adds to one pledge by itself, before any room is looked at, step by step. To a top-up it adds
 * what it adds to the total, less what it adds to what stood before.
 */
export function amountByRule(terms: RuleTerms, facts: AmountFacts) {
  const { standingPence = 0n, amountPence } = facts
  if (standingPence === 0n) return amountOnSum(terms, facts)
  const total = amountOnSum(terms, { ...facts, amountPence: standingPence + amountPence })
  const isLargeEnough = standingPence >= (terms.minimumPledgePence ?? 0n)
  const before = { ...facts, amountPence: standingPence, hasBonus: true }
  const alreadyPence = isLargeEnough ? amountOnSum(terms, before).wantedPence : 0n
  const wantedPence = total.wantedPence - alreadyPence
  const less = { standingPence: String(standingPence), alreadyPence: String(alreadyPence) }
  const step: Step = { step: 'standing', ...less, pence: String(wantedPence) }
  return { wantedPence, working: [...total.working, step] }
}

function amountOnSum(terms: RuleTerms, facts: AmountFacts) {
  const working: Working = [{ step: 'pledged', pence: String(facts.amountPence) }]
  const atRate = stepsOfRate(terms, facts)
  working.push(...atRate)
  let wantedPence = BigInt(atRate.at(-1)?.pence ?? 0)
  if (terms.bonus && !facts.hasBonus && facts.councilCount >= terms.bonus.fromCouncils) {
    const { pence, fromCouncils } = terms.bonus
    wantedPence += pence
    const bonus = { bonusPence: String(pence), councils: fromCouncils, pence: String(wantedPence) }
    working.push({ step: 'bonus', ...bonus })
  }
  const { pledgeCapPence: cap } = terms
  if (cap !== undefined && cap < wantedPence) {
    wantedPence = cap
    working.push(stoppedAt('pledge', { cap, room: cap }))
  }
  const { targetPence } = facts.challenge
  const share = shareCap(terms, targetPence)
  if (share !== undefined && share < (terms.challengeCapPence ?? share + 1n)) {
    working.push({
      step: 'target-share',
      basisPoints: terms.targetShareBasisPoints ?? 0,
      targetPence: String(targetPence),
      pence: String(wantedPence),
    })
    if (share < wantedPence) {
      wantedPence = share
      working.push(stoppedAt('share', { cap: share, room: share }))
    }
  }
  return { wantedPence, working }
}

const shareCap = ({ targetShareBasisPoints }: RuleTerms, targetPence: Pence) =>
  targetShareBasisPoints === undefined
    ? undefined
    : applyBasisPoints(targetPence, targetShareBasisPoints)

/** The most one challenge gets from the pot: its own limit, or its share of the target if that is less. */
export function challengeCap(terms: RuleTerms, targetPence: Pence): Pence | undefined {
  const share = shareCap(terms, targetPence)
  const { challengeCapPence: cap } = terms
  return share === undefined || (cap !== undefined && cap <= share) ? cap : share
}

function stepsOfRate(terms: RuleTerms, facts: AmountFacts): Step[] {
  const { basisPoints, tiers } = terms
  if (basisPoints !== undefined)
    return [
      {
        step: 'rate',
        basisPoints,
        pence: String(applyBasisPoints(facts.amountPence, basisPoints)),
      },
    ]
  if (tiers?.by === 'amount') return stepsByAmount(tiers.bands, facts.amountPence)
  if (tiers?.by === 'councils') return [stepByPlace(tiers.bands, facts)]
  return []
}

type AmountBands = Extract<Tiers, { by: 'amount' }>['bands']
type CouncilBands = Extract<Tiers, { by: 'councils' }>['bands']

/** Summed over all bands before it is rounded down, once: bands never cost a pledge a penny. */
function stepsByAmount(bands: AmountBands, amountPence: Pence): Step[] {
  let partsOfPenny = 0n
  return bands
    .filter(({ abovePence }, place) => place === 0 || amountPence > abovePence)
    .map(({ abovePence, basisPoints }, place) => {
      const to = bands[place + 1]?.abovePence
      const within = (to === undefined || amountPence < to ? amountPence : to) - abovePence
      partsOfPenny += within * BigInt(basisPoints)
      return {
        step: 'band',
        abovePence: String(abovePence),
        toPence: to === undefined ? null : String(to),
        basisPoints,
        pence: String(partsOfPenny / WHOLE_BASIS_POINTS),
      }
    })
}

function stepByPlace(bands: CouncilBands, { councilPlace, amountPence }: AmountFacts): Step {
  const { basisPoints } = bands.findLast((band) => band.fromCouncil <= councilPlace) ?? {
    basisPoints: 0,
  }
  const pence = String(applyBasisPoints(amountPence, basisPoints))
  return { step: 'place', place: councilPlace, basisPoints, pence }
}
