import { pool } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'

type About = { councilId?: string; potId?: string; challengeId?: string }

/** What one kind of account holds, over everything that fits: credits less debits. */
export async function balance(kind: string, about: About = {}): Promise<Pence> {
  const { rows } = await pool.query<{ sum: Pence }>(
    `select coalesce(sum(balance_pence), 0)::bigint as sum from account_balances
     where kind = $1 and ($2::uuid is null or council_id = $2) and ($3::uuid is null or pot_id = $3)
       and ($4::uuid is null or challenge_id = $4)`,
    [kind, about.councilId ?? null, about.potId ?? null, about.challengeId ?? null],
  )
  return rows[0]?.sum ?? 0n
}
