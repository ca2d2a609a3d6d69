import { pool } from '#app/core/db.server.ts'
import type { StackPart } from './stack.ts'

/** A signed pledge and its signed top-ups, in the order they were signed. */
export async function listStack(pledgeId: string): Promise<StackPart[]> {
  const { rows } = await pool.query<StackPart>(
    `select id as "pledgeId", amount_pence as "amountPence" from pledges
     where (id = $1 or tops_up_id = $1) and state = 'committed'
     order by committed_sequence limit 1000`,
    [pledgeId],
  )
  return rows
}
