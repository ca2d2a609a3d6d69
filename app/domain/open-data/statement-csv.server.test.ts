import { expect, test } from 'vitest'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { fundPot } from '../pots/fund-pot.server.ts'
import { readPotStatement } from '../reporting/statement.server.ts'
import { statementCsv } from './statement-csv.server.ts'

test('a CSV of a statement has every entry of it', async () => {
  const pot = await build.pot({ for: { serviceFunctionId: 0 }, holds: 0n })
  for (const whole of [1, 2, 3])
    await fundPot(pot.by, pot.id, { operationKey: newId(), amount: pounds(whole) })
  let text = ''
  for await (const lines of statementCsv(new URLSearchParams(), (page) =>
    readPotStatement(pot.id, { reader: undefined, search: page, limit: 1 }),
  ))
    text += lines

  const rows = text.trim().split('\r\n')
  expect(rows[0]).toBe(
    'journal,line,at,what,who,challenge,reference,in_pence,out_pence,balance_pence',
  )
  expect(rows.slice(1).map((row) => row.split(',').slice(-3))).toEqual([
    ['100', '', '100'],
    ['200', '', '300'],
    ['300', '', '600'],
  ])
})
