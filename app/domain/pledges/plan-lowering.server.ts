import { db, type Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { invariant } from '#app/core/refusal.ts'
import { lowerMatch, type HeldMatch, type LoweredMatch } from '../pots/lower-match.ts'
import type { Limit, Working } from '../pots/match-step.ts'
import { RuleTerms } from '../pots/rule-terms.ts'

/** A committed pledge and what it is to become. */
export type ToLower = {
  changeId: string
  pledgeId: string
  fromPence: Pence
  toPence: Pence
  memo: string
  /** Why, where it was not the council itself that asked for it. */
  reason?: string
}

/** As the database's `lower_pledges` reads it. */
export type Lowering = ToLower & { matches: LoweredMatch[] }

type Row = {
  pledgeId: string
  targetPence: Pence
  matches: {
    matchId: string
    heldPence: string
    boundBy: Limit | null
    working: Working
    terms: unknown
  }[]
}

/**
 * Works out what lowering these pledges lets go of, each match by its own rule. It takes no lock: `lower_pledges`
 * refuses what has moved meanwhile. Nothing moves for whoever holds the lock on the round's totals; a closing reads through
 * its own transaction, since a second connection might never come.
 */
export async function planLowerings(asked: ToLower[], tx: Tx = db): Promise<Lowering[]> {
  if (asked.length === 0) return []
  const ids = asked.map(({ pledgeId }) => pledgeId)
  const rows = await readReserved(tx, ids)
  const found = new Map(rows.map((row) => [row.pledgeId, row]))
  return asked.map((one) => {
    const row = found.get(one.pledgeId)
    invariant(row, 'a pledge to lower is there')
    const matches = row.matches.map((match) => lowerMatch(heldMatch(match, row), one.toPence))
    return { ...one, matches }
  })
}

const heldMatch = (
  { matchId, heldPence, boundBy, working, terms }: Row['matches'][number],
  { targetPence }: Row,
): HeldMatch => ({
  matchId,
  terms: RuleTerms.parse(terms),
  targetPence,
  heldPence: BigInt(heldPence),
  boundBy: boundBy ?? undefined,
  working,
})

const readReserved = (tx: Tx, ids: string[]) => tx.$queryRaw<Row[]>`
  select pledges.id as "pledgeId", target_pence as "targetPence",
    (select coalesce(jsonb_agg(jsonb_build_object('matchId', matches.id, 'heldPence', matches.amount_pence::text,
        'boundBy', bound_by, 'working', working, 'terms', terms) order by reserved_at, matches.id), '[]')
      from matches join pot_rules on pot_rules.id = rule_id
      where pledge_id = pledges.id and state = 'reserved') as matches
  from pledges join rounds on rounds.id = round_id where pledges.id = any (${ids}::uuid[])`
