import { expect, test } from 'vitest'
import { pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { accountName } from './account-name.ts'
import type { Account } from './journal.ts'

test('an account has the name in TypeScript that it has in the database', async () => {
  const [funderId, councilId, potId] = [newId(), newId(), newId()]
  const [challengeId, supplierId] = [newId(), newId()]
  const accounts: Account[] = [
    { kind: 'funder', funderId },
    { kind: 'council', councilId },
    { kind: 'pledged', councilId, challengeId },
    { kind: 'pot-available', potId },
    { kind: 'match-reserved', potId, challengeId, purse: 'capital' },
    { kind: 'payable', supplierId, challengeId, potId, purse: 'grant', funderId },
  ]
  const { rows } = await pool.query<{ name: string }>(
    `select account_identity(one ->> 'kind', (one ->> 'funderId')::uuid, (one ->> 'councilId')::uuid, (one ->> 'potId')::uuid,
       (one ->> 'challengeId')::uuid, (one ->> 'supplierId')::uuid, one ->> 'purse') as name
     from jsonb_array_elements($1::jsonb) with ordinality as accounts (one, place) order by place`,
    [JSON.stringify(accounts)],
  )

  expect(rows.map(({ name }) => name)).toEqual(accounts.map(accountName))
})
