import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { capKey, capRows, type PotWant, type Rooms } from './match-room.ts'
import { purseKey, type Purse } from './purse.ts'

/** What is used under the caps of these wants, and left in their pots, at this moment and without a lock. */
export async function readRooms(
  wants: PotWant[],
): Promise<Pick<Rooms, 'usedPence' | 'leftInPotPence'>> {
  const caps = wants.flatMap((want) => capRows(want).map((row) => ({ ...row, potId: want.potId })))
  const used = await pool.query<{ potId: string; scope: string; ref: string; pence: Pence }>(
    `select pot_id as "potId", scope, ref, used_pence as pence from cap_uses
     where (pot_id, scope, ref) in (select * from unnest($1::uuid[], $2::text[], $3::text[]))`,
    [caps.map((cap) => cap.potId), caps.map((cap) => cap.scope), caps.map((cap) => cap.ref)],
  )
  const left = await pool.query<{ potId: string; purse: Purse; pence: Pence }>(
    `select pot_id as "potId", purse, allocated_pence - reserved_pence - committed_pence - paid_pence as pence
     from pot_balances where pot_id = any ($1)`,
    [wants.map((want) => want.potId)],
  )
  return {
    usedPence: new Map(used.rows.map((row) => [capKey(row.potId, row), row.pence])),
    leftInPotPence: new Map(left.rows.map((row) => [purseKey(row.potId, row.purse), row.pence])),
  }
}
