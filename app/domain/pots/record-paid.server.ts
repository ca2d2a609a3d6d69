import type { Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import type { Purse } from './purse.ts'

type Paid = { potId: string; purse: Purse; pence: bigint }

/** Moves what a purse has paid out from committed to paid, on the row that guards it. */
export async function recordPaid(tx: Tx, { potId, purse, pence }: Paid) {
  const moved = await tx.$executeRaw`
    update pot_balances set committed_pence = committed_pence - ${pence}, paid_pence = paid_pence + ${pence}
    where pot_id = ${potId}::uuid and purse = ${purse} and committed_pence >= ${pence}`
  invariant(moved === 1, `pot ${potId} has less committed than it pays`)
}
