import { pounds } from '#app/core/money.ts'
import { shareOut, type Contribution } from '#app/domain/pots/quadratic.ts'
import { RuleTerms } from '#app/domain/pots/rule-terms.ts'
import { simulate, type Trial } from '#app/domain/pots/simulate.ts'
import type { PledgeToTry } from '#app/domain/pots/trial-round.ts'
import { spread } from './measure.ts'

const RUNS = 3
const COUNCILS = 400

/** Numbers that look like chance and are the same on every machine. */
function chance() {
  let seed = 1
  return (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
}

/** A rule tried on 100,000 pledges, and a million shared out, beside writing the same to JSON and reading it. */
export function compareMatching(): string[] {
  const trial = trialOf({ pledges: 100_000, rounds: 5_000 })
  const change = { potId: 'pot', terms: RuleTerms.parse({ basisPoints: 5_000 }) }
  const sums = contributionsOf({ pledges: 1_000_000, challenges: 10_000 })
  const potPence = pounds(350_000_000)
  return [
    `Trying a rule on 100,000 pledges: ${against(trial.pledges, () => simulate(trial, change))} times JSON`,
    `Sharing out over 1,000,000 pledges: ${against(sums, () => shareOut({ potPence, contributions: sums }))} times JSON`,
  ]
}

function against(rows: object[], work: () => unknown) {
  const ratios = Array.from({ length: RUNS }, () => timeOf(work) / timeOf(() => readBack(rows)))
  return spread(ratios)
}

const readBack = (rows: object[]) =>
  rows.map(
    (row) =>
      JSON.parse(
        JSON.stringify(row, (_, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        ),
      ) as unknown,
  ).length

function timeOf(work: () => unknown) {
  const from = performance.now()
  work()
  return performance.now() - from
}

function contributionsOf(wanted: { pledges: number; challenges: number }): Contribution[] {
  const next = chance()
  return Array.from({ length: wanted.pledges }, () => ({
    challengeId: `challenge ${next(wanted.challenges)}`,
    councilId: `council ${next(COUNCILS)}`,
    amountPence: BigInt(next(5_000_000) + 1),
  }))
}

function trialOf(wanted: { pledges: number; rounds: number }): Trial {
  const next = chance()
  const terms = RuleTerms.parse({ basisPoints: 10_000, challengeCapPence: '25000000' })
  const names = { potId: 'pot', potSlug: 'pot', potName: 'Pot' }
  const rules = [{ ...names, ruleId: 'rule', ruleVersion: 1, terms }]
  const pledges = Array.from({ length: wanted.pledges }, (_, place): PledgeToTry => {
    const round = next(wanted.rounds)
    return {
      pledgeId: `pledge ${place}`,
      councilId: `council ${next(COUNCILS)}`,
      challengeId: `challenge ${round}`,
      roundId: `round ${round}`,
      amountPence: BigInt(next(5_000_000) + 1),
      at: new Date(Date.UTC(2026, 0, 1, 0, place)),
      rules,
      challenge: { serviceFunctionIds: [1, 2], theme: null },
      council: { name: 'Leeds', type: 'county', nation: 'England', region: 'London' },
      areas: [],
    }
  })
  const rounds = Array.from({ length: wanted.rounds }, (_, place) => ({
    roundId: `round ${place}`,
    challengeSlug: `challenge-${place}`,
    challengeTitle: `Challenge ${place}`,
    targetPence: pounds(480_000),
    minimumCouncils: 5,
    closedAt: undefined,
  }))
  return { pledges, rounds, leftInPotPence: new Map([['pot', pounds(350_000_000)]]) }
}
