import { coalesce } from '#app/core/coalesce.ts'
import { pool } from '#app/core/db.server.ts'
import { processWide } from '#app/core/process-wide.ts'
import { canTryAgain } from '#app/core/sql-error.ts'
import { isWorthAnotherTry } from '#app/core/try-again.ts'
import { textOfDeal } from '../ledger/deal.ts'
import { aloneOf, batchOf, isPlain, type Alone, type Deal } from './commit-batch.ts'
import { addToTotals } from './kept-drafts.server.ts'
import { tellingOf } from './tell-lead.server.ts'

/** What the database answers; 'committed' is a pledge that was committed before. */
export type Outcome = 'new' | 'committed' | 'closed' | 'full' | 'moved' | 'again' | 'ended'

/** Has the database commit a pledge, together with those that arrive meanwhile. */
export const commitDeal = (deal: Deal) => (deal.topUp ? commitTopUp(deal) : commit(deal))

const commit = processWide('commitments', () =>
  coalesce(commitAll, { most: 256, patienceMs: 25, atOnce: 3, isNobodysFault: isWorthAnotherTry }),
)

async function commitAll(deals: Deal[]): Promise<Outcome[]> {
  const [only] = deals
  if (only && deals.length === 1 && isPlain(only) && (await commitAlone(aloneOf(only))))
    return ['new']
  // The same pledge sent twice at once: the second hears of the first, or asks again.
  const each = new Map<string, Deal>()
  for (const deal of deals) if (!each.has(deal.pledgeId)) each.set(deal.pledgeId, deal)
  const answers = await commitEach([...each.values()])
  const outcomes = new Map([...each.values()].map((deal, place) => [deal, answers[place]]))
  return deals.map((deal) => {
    const first = each.get(deal.pledgeId) ?? deal
    const outcome = outcomes.get(first) ?? 'again'
    if (first === deal) return outcome
    return outcome === 'new' ? 'committed' : 'again'
  })
}

async function commitEach(deals: Deal[]): Promise<Outcome[]> {
  const { rows } = await pool.query<{ outcomes: Outcome[] }>({
    name: 'commit-pledges',
    text: 'select commit_pledges($1, $2, $3, $4, $5, $6) as outcomes',
    values: batchOf(deals),
  })
  return rows[0]?.outcomes ?? []
}

/** Whether a plain deal was committed straight away. If anything binds or has moved, nothing was written. */
export async function commitAlone({ roundId, amountPence, matchPence, ...alone }: Alone) {
  const { seenVersion, at, values } = alone
  try {
    const { rows } = await pool.query<{ outcome: 'new' | 'unsure' }>({
      name: 'commit-pledge',
      text: `select commit_pledge($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
        $20, $21, $22, $23, $24) as outcome`,
      values: [seenVersion, at, ...values],
    })
    if (rows[0]?.outcome !== 'new') return false
    addToTotals({ roundId, seenVersion, amountPence, matchPence })
    return true
  } catch (error) {
    if (canTryAgain(error)) return false
    throw error
  }
}

/** Alone: its council is counted already, and what it comes on top of must still stand. */
async function commitTopUp(deal: Deal): Promise<Outcome> {
  const { roundId, pledgeId, topUp } = deal
  const { rows } = await pool.query<{ outcome: Outcome }>(
    `select outcome, ask_if_new(outcome = 'new', $8)
     from commit_top_up($1, $2, $3, $4, $5, $6, $7) as outcome`,
    [...batchOf([deal]), textOfDeal({ ...topUp, roundId, pledgeId }), tellingOfTopUp(deal)],
  )
  return rows[0]?.outcome ?? 'again'
}

function tellingOfTopUp({ pledgeId, amountPence, topUp }: Deal) {
  const fromPence = topUp?.standingPence ?? 0n
  return tellingOf({ key: pledgeId, pledgeId, fromPence, toPence: fromPence + amountPence })
}
