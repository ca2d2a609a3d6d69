import { splitByWeight, type Pence } from '#app/core/money.ts'
import { challengeCap } from './match-amount.ts'
import type { MatchArea } from './match-rule.ts'
import type { Working } from './match-step.ts'
import { shareOut, type QuadraticShare } from './quadratic.ts'
import type { RuleTerms } from './rule-terms.ts'

/** A committed pledge that the rule lets take part when its pot is shared out. */
export type Sharer = {
  pledgeId: string
  roundId: string
  challengeId: string
  councilId: string
  amountPence: Pence
  area: MatchArea | undefined
  at: Date
}

/** What a challenge asks for: its target, and how far it is from it. */
export type ChallengeInSet = { targetPence: Pence; gapToTargetPence: Pence }

export type SetToShare = {
  terms: RuleTerms
  /** What the pot has left. */
  potPence: Pence
  /** First come first, so that of equal parts the earlier pledge gets the penny. */
  sharers: Sharer[]
  challenges: Map<string, ChallengeInSet>
}

export type PledgePart = Sharer & { wantedPence: Pence; working: Working }
export type ChallengeShare = QuadraticShare & { roundId: string; parts: PledgePart[] }
export type SharedPot = {
  shares: ChallengeShare[]
  /** What went by strength: the pot, or all strengths together where that is less. */
  sharedPence: Pence
  leftPence: Pence
}

/**
 * Shares a pot out over a set of challenges by its quadratic rule, down to the part of every pledge: a
 * challenge's share is split over its pledges by their size. The one function for settling a set, for
 * the estimate before it closes and for working it out again.
 */
export function sharePot({ terms, potPence, sharers, challenges }: SetToShare): SharedPot {
  const pledgesOf = byChallenge(sharers)
  const takesPart = (all: Sharer[]) =>
    new Set(all.map(({ councilId }) => councilId)).size >= (terms.minimumCouncils ?? 0)
  const taking = [...pledgesOf.values()].filter(takesPart)
  const { shares, sharedPence, leftPence } = shareOut({
    potPence,
    contributions: taking.flat(),
    ...terms.quadratic,
    mostFor: (challengeId) => mostFor(terms, challenges.get(challengeId)),
  })
  const totalPence = shares.reduce((sum, { strengthPence }) => sum + strengthPence, 0n)
  return {
    sharedPence,
    leftPence,
    shares: shares.map((share) => {
      const pledges = pledgesOf.get(share.challengeId) ?? []
      const about = { sharedPence, totalPence }
      const roundId = pledges[0]?.roundId ?? ''
      return { ...share, roundId, parts: splitShare(share, pledges, about) }
    }),
  }
}

function byChallenge(sharers: Sharer[]) {
  const all = new Map<string, Sharer[]>()
  for (const one of sharers) {
    const known = all.get(one.challengeId)
    if (known) known.push(one)
    else all.set(one.challengeId, [one])
  }
  return all
}

/** A challenge takes no more than its own limit and its gap to target. */
function mostFor(terms: RuleTerms, challenge: ChallengeInSet | undefined) {
  if (!challenge) return 0n
  const gap = challenge.gapToTargetPence > 0n ? challenge.gapToTargetPence : 0n
  const cap = challengeCap(terms, challenge.targetPence)
  return cap !== undefined && cap < gap ? cap : gap
}

type About = { sharedPence: Pence; totalPence: Pence }

/** Splits what a challenge gets over its pledges, each with the lines that lead to its part. */
export function splitShare(share: QuadraticShare, pledges: Sharer[], about: About): PledgePart[] {
  const { sharePence, pledgedPence, councilCount } = share
  const parts = splitByWeight(
    sharePence,
    pledges.map(({ amountPence }) => amountPence),
  )
  const common = stepsOf(share, about)
  return pledges.map((pledge, place) => {
    const wantedPence = parts[place] ?? 0n
    const pence = String(wantedPence)
    return {
      ...pledge,
      wantedPence,
      working: [
        { step: 'pledged', pence: String(pledge.amountPence) },
        ...common,
        { step: 'part', ofPledgedPence: String(pledgedPence), councils: councilCount, pence },
      ],
    }
  })
}

/** The lines that are the same for every pledge to a challenge. */
function stepsOf(share: QuadraticShare, { sharedPence, totalPence }: About): Working {
  const { strengthPence, byStrengthPence, capPence, sharePence } = share
  const strength = {
    step: 'strength' as const,
    strengthPence: String(strengthPence),
    ofStrengthPence: String(totalPence),
    sharedPence: String(sharedPence),
    pence: String(byStrengthPence),
  }
  const isCapped = capPence !== undefined && sharePence === capPence && capPence < byStrengthPence
  const pence = String(sharePence)
  if (isCapped) return [strength, { step: 'capped', capPence: String(capPence), pence }]
  return sharePence === byStrengthPence ? [strength] : [strength, { step: 'excess', pence }]
}
