import type { Pence } from '#app/core/money.ts'
import { amountByRule } from './match-amount.ts'
import { limitInWorking, type Limit, type Working } from './match-step.ts'
import type { RuleTerms } from './rule-terms.ts'

/** A match as it is held, with the rule it was given by. */
export type HeldMatch = {
  matchId: string
  terms: RuleTerms
  targetPence: Pence
  heldPence: Pence
  boundBy: Limit | undefined
  working: Working
}

/** What a match becomes; at nothing it is let go of. */
export type LoweredMatch = {
  matchId: string
  fromPence: Pence
  toPence: Pence
  wantedPence: Pence
  boundBy: Limit | undefined
  working: Working
}

/**
 * What a match becomes when its pledge is lowered: what its own rule adds to the lower sum, by the facts of its
 * commitment as its working keeps them, and never more than it holds. Whom the rule is for was settled then.
 */
export function lowerMatch(held: HeldMatch, amountPence: Pence): LoweredMatch {
  const { matchId, heldPence, terms } = held
  const facts = factsOf(held, amountPence)
  const isLargeEnough = facts.standingPence + amountPence >= (terms.minimumPledgePence ?? 0n)
  const wants = isLargeEnough ? (partOf(held, amountPence) ?? amountByRule(terms, facts)) : nothing
  const { wantedPence } = wants
  const isHeld = wantedPence > heldPence
  const toPence = isHeld ? heldPence : wantedPence
  const lowered = {
    step: 'lowered' as const,
    amountPence: String(amountPence),
    wantedPence: String(wantedPence),
    pence: String(toPence),
  }
  return {
    matchId,
    fromPence: heldPence,
    toPence,
    wantedPence,
    boundBy: isHeld ? held.boundBy : limitInWorking(wants.working),
    working: [...held.working, lowered],
  }
}

const nothing: { wantedPence: Pence; working: Working } = { wantedPence: 0n, working: [] }

/** A part of a pot that was shared out goes down in proportion, from the sum it was worked out for. */
function partOf({ working }: HeldMatch, amountPence: Pence) {
  const pledged = working.find((step) => step.step === 'pledged')
  const part = working.find((step) => step.step === 'part')
  if (!pledged || !part) return undefined
  const wantedPence = (BigInt(part.pence) * amountPence) / BigInt(pledged.pence)
  return { wantedPence, working: nothing.working }
}

/** A working keeps which council this one was, whether it has the bonus, and what it came on top of. */
function factsOf({ working, targetPence }: HeldMatch, amountPence: Pence) {
  const bonus = working.find((step) => step.step === 'bonus')
  const place = working.find((step) => step.step === 'place')
  const standing = working.find((step) => step.step === 'standing')
  return {
    amountPence,
    standingPence: BigInt(standing?.standingPence ?? 0),
    councilCount: bonus?.councils ?? 0,
    councilPlace: place?.place ?? 1,
    challenge: { targetPence },
    hasBonus: bonus === undefined,
  }
}
