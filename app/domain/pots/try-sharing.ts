import type { Pence } from '#app/core/money.ts'
import { endOfDay } from '#app/core/time.ts'
import { challengeCap } from './match-amount.ts'
import type { OpenRooms, PotWant } from './match-room.ts'
import type { Answer } from './match-rule.ts'
import type { Asking, RuleInForce } from './plan-match.ts'
import type { RuleTerms } from './rule-terms.ts'
import { sharePot, type ChallengeInSet, type Sharer } from './share-pot.ts'

export type SetInTrial = { rule: RuleInForce; sharers: Sharer[] }
/** Where a round of a trial stands; undefined once it is closed. */
export type StandingOf = (
  roundId: string,
) => { targetPence: Pence; gapToTargetPence: Pence } | undefined

/** Pledges of a trial that wait for the pot of a quadratic rule to be shared out. */
export class SetsInTrial {
  private readonly sets = new Map<string, SetInTrial>()

  /** `triedPotId` has one rule in the trial, whichever versions it really had. */
  constructor(private readonly triedPotId: string) {}

  note(pledge: Asking, roundId: string, answers: (RuleInForce & { answer: Answer })[]) {
    for (const rule of answers) {
      if (!rule.terms.quadratic || rule.answer.wants || rule.answer.because !== 'at-the-end')
        continue
      const key = rule.potId === this.triedPotId ? rule.potId : rule.ruleId
      const set = this.sets.get(key) ?? { rule, sharers: [] }
      this.sets.set(key, set)
      const { pledgeId, challengeId, councilId, amountPence, at } = pledge
      const { area } = rule.answer
      set.sharers.push({ pledgeId, roundId, challengeId, councilId, amountPence, at, area })
    }
  }

  /** Shares out every set whose rule this is, over the rounds that are open, as wants of their pledges. */
  shareOut(
    terms: RuleTerms,
    rooms: OpenRooms,
    standingOf: StandingOf,
  ): { roundId: string; want: PotWant }[] {
    const due = [...this.sets].filter(([, { rule }]) => rule.terms === terms)
    return due.flatMap(([key, set]) => {
      this.sets.delete(key)
      return wantsOf(set, rooms, standingOf)
    })
  }
}

function wantsOf({ rule, sharers }: SetInTrial, rooms: OpenRooms, standingOf: StandingOf) {
  const { terms, potId, ruleId } = rule
  const challenges = new Map<string, ChallengeInSet>()
  const open = sharers.filter((sharer) => {
    const standing = standingOf(sharer.roundId)
    if (standing) challenges.set(sharer.challengeId, standing)
    return standing !== undefined
  })
  const left = rooms.leftIn(potId).pence
  const potPence = left > 0n ? left : 0n
  const { shares } = sharePot({ terms, potPence, sharers: open, challenges })
  return shares.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if (part.wantedPence === 0n) return []
      const { pledgeId, roundId, challengeId, councilId, at: asOf, area } = part
      const { wantedPence, working } = part
      const cap = challengeCap(terms, challenges.get(challengeId)?.targetPence ?? 0n)
      const caps = cap === undefined ? {} : { challenge: cap }
      const ids = { matchId: '', pledgeId, councilId, challengeId, potId, ruleId, asOf }
      const want: PotWant = { ...ids, wantedPence, working, area, caps }
      return [{ roundId, want }]
    }),
  )
}

/** When a rule shares its pot out; never, for the trial, is after everything that is known. */
export const endOf = ({ closesOn }: RuleTerms) =>
  closesOn === undefined ? new Date(8.64e15) : endOfDay(closesOn)
