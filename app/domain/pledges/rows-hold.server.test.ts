import { expect, test } from 'vitest'
import { pool } from '#app/core/db.server.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'

/** Each may not be so, by the rule of its table; what a pledge in a pot writes is so. */
const wrong = {
  pledges_are_whole: [
    'update pledges set committed_at = null',
    'update pledges set ended_at = now()',
    'update pledges set amount_pence = 0',
    `update pledges set funding_type = 'kindness'`,
    `update pledges set state = 'withdrawn'`,
    `update pledges set state = 'draft'`,
    `update pledges set state = 'perhaps'`,
    'update pledges set is_condition_met = true',
  ],
  matches_are_whole: [
    'update matches set amount_pence = 0',
    'update matches set amount_pence = wanted_pence + 1',
    `update matches set purse = 'kindness'`,
    `update matches set state = 'committed'`,
    `update matches set state = 'released'`,
    'update matches set released_at = now()',
    `update matches set state = 'perhaps', released_at = now()`,
  ],
  cap_holds: [
    'update cap_uses set used_pence = -1',
    'update cap_uses set cap_pence = used_pence - 1',
    `update cap_uses set scope = 'region'`,
  ],
  pot_never_promises_more_than_it_has: [
    'update pot_balances set reserved_pence = -1',
    'update pot_balances set paid_pence = -1',
    'update pot_balances set allocated_pence = reserved_pence - 1',
    `update pot_balances set purse = 'kindness'`,
  ],
  round_totals_not_negative: [
    'update round_totals set council_count = -1',
    'update round_totals set pledged_pence = -1',
    'update round_totals set matched_pence = -1',
  ],
  transfers_move_something: [
    'insert into transfers select journal_id, line + 10, debit_account_id, debit_account_id, 1 from transfers',
    'insert into transfers select journal_id, line + 10, debit_account_id, credit_account_id, 0 from transfers',
  ],
}

test('the database refuses a row that its rule does not allow, whoever writes it', async () => {
  const round = await build.round()
  await build.pot({ for: round.challenge, terms: { councilCapPence: '5000000' } })
  await build.committedPledge({ round, amountPence: pounds(1_000) })

  for (const [constraint, changes] of Object.entries(wrong))
    for (const change of changes)
      await expect(pool.query(change), change).rejects.toMatchObject({ constraint })
})
