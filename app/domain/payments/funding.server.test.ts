import { expect, test } from 'vitest'
import { pool, transaction } from '#app/core/db.server.ts'
import { pounds, type Pence } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import { listFunders } from './funding.server.ts'

/** The balances of the ledger, account by account, added up for each source. */
async function addUp(challengeId: string) {
  const { rows } = await pool.query<{ left: Pence; awaited: Pence }>(
    `select coalesce(sum(balance_pence) filter (where kind <> 'called'), 0)::bigint as left,
       coalesce(sum(balance_pence) filter (where kind = 'called'), 0)::bigint as awaited
     from account_balances
     where challenge_id = $1 and kind in ('called', 'received', 'match-committed')
     group by council_id, pot_id, purse order by 1, 2`,
    [challengeId],
  )
  return rows.map(({ left, awaited }) => [left, awaited])
}

test('what each funder has left is what the ledger holds, within a transaction and without', async () => {
  // A milestone that is paid, one that is not, and money that nobody has paid in yet.
  const paid = await build.project({ milestones: [33_333n, 20_001n], raises: pounds(1_000) })
  await build.approvedMilestone({ project: paid })
  const awaited = await build.project({ isMoneyIn: false })

  for (const challengeId of [paid.challengeId, awaited.challengeId]) {
    const funders = await listFunders(challengeId)

    expect(funders.length).toBeGreaterThan(1)
    expect(await transaction((tx) => listFunders(challengeId, tx))).toEqual(funders)
    const sums = funders.map(({ leftPence, awaitedPence }) => [leftPence, awaitedPence])
    expect(sums.sort(byFirst)).toEqual(await addUp(challengeId))
  }
})

test('councils come first by name, then each purse of a pot', async () => {
  const { challengeId } = await build.project({ milestones: [33_333n], raises: pounds(1_000) })

  const funders = await listFunders(challengeId)

  const names = funders.filter((one) => 'councilId' in one).map(({ name }) => name)
  expect(names).toEqual([...names].sort())
  expect(funders.map((one) => 'councilId' in one)).toEqual([
    ...names.map(() => true),
    ...funders.slice(names.length).map(() => false),
  ])
})

const byFirst = (one: Pence[], other: Pence[]) =>
  Number((one[0] ?? 0n) - (other[0] ?? 0n)) || Number((one[1] ?? 0n) - (other[1] ?? 0n))
