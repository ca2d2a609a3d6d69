import { pool } from '#app/core/db.server.ts'
import type { Asking } from './plan-match.ts'
import { getRuleBook } from './rule-book.server.ts'
import { askingFrom, type ChallengeRow, type PledgeToAskFor } from './rule-book.ts'

export type { PledgeToAskFor }

type Row = ChallengeRow & { id: string; ruleBook: string }

/**
 * Everything the match rules may know about these pledges, each at its own instant: the rule in force
 * then, the mayors in post and the areas on each pot's register that day. Takes no lock.
 */
export async function readMatchFacts(pledges: PledgeToAskFor[]): Promise<Asking[]> {
  const { rows } = await pool.query<Row>(
    `select challenges.id, theme, service_function_id as "serviceFunctionId", version as "ruleBook"
     from challenges cross join rule_books where challenges.id = any ($1)`,
    [[...new Set(pledges.map(({ challengeId }) => challengeId))]],
  )
  const [first] = rows
  if (!first) return []
  const book = await getRuleBook(first.ruleBook)
  const challenges = new Map(rows.map((row) => [row.id, row]))
  return pledges.flatMap((pledge) => {
    const challenge = challenges.get(pledge.challengeId)
    return (challenge && askingFrom(book, pledge, challenge)) ?? []
  })
}

/** The pots whose one-off bonus this challenge has. */
export async function listBonusPots(challengeId: string): Promise<string[]> {
  const { rows } = await pool.query<{ potId: string }>(
    `select pot_id as "potId" from matches where challenge_id = $1 and state <> 'released'
       and working @> '[{"step": "bonus"}]'`,
    [challengeId],
  )
  return rows.map((row) => row.potId)
}
