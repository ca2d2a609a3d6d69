import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, pool } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { asOwner } from '#tests/setup/owner.ts'
import { checks } from './checks.server.ts'

test('what matches, journals and records name without a key can never be deleted, by its owner either', async () => {
  const round = await build.round()
  await build.pot({ for: round })
  await build.committedPledge({ round })
  const named = ['pledges', 'pots', 'councils', 'people', 'organisations', 'accounts', 'journals']

  for (const table of [...named, 'pot_rules']) {
    await expect(asOwner(`delete from ${table}`)).rejects.toThrow('append-only')
    await expect(pool.query(`delete from ${table}`)).rejects.toThrow()
  }
  await expect(db.challenge.delete({ where: { id: round.challengeId } })).rejects.toThrow()
})

test('a journal about a pledge that is not there is found by the checks', async () => {
  const pledgeId = newId()
  await pool.query(
    `insert into journals (kind, operation_key, at, memo, pledge_id) values ('pot-funded', $1, $2, 'Made up', $3)`,
    [newId(), clock.now(), pledgeId],
  )

  const broken = await Promise.all(checks.map(async ({ rows }) => (await rows(db)) as unknown[]))

  expect(broken.flat()).toEqual([{ id: pledgeId }])
  await asOwner(
    `alter table journals disable trigger user; delete from journals where pledge_id = '${pledgeId}';
     alter table journals enable trigger user`,
  )
})

test('a pledge that was booked twice, or for another sum, is found by the checks', async () => {
  const { id, amountPence } = await build.committedPledge({ round: await build.round() })
  const booked = await db.journal.findFirstOrThrow({ where: { pledgeId: id } })
  const check = checks.find(({ name }) => name.includes('exactly one journal'))
  const find = () => check?.rows(db)
  const change = (sql: string) =>
    asOwner(
      `alter table transfers disable trigger user; ${sql}; alter table transfers enable trigger user`,
    )
  const setTo = (pence: bigint) =>
    change(`update transfers set amount_pence = ${pence} where journal_id = ${booked.id}`)

  expect(await find()).toEqual([])
  await setTo(amountPence + 1n)
  expect(await find()).toEqual([{ id }])
  await setTo(amountPence)
  const again = [newId(), clock.now(), id]
  await pool.query(
    `with twice as (insert into journals (kind, operation_key, at, memo, pledge_id)
       values ('pledge-committed', $1, $2, 'Twice', $3) returning id)
     insert into transfers select twice.id, line, debit_account_id, credit_account_id, amount_pence
     from transfers, twice where journal_id = ${booked.id}`,
    again,
  )
  expect(await find()).toEqual([{ id }])
  await asOwner(`alter table journals disable trigger user; alter table transfers disable trigger user;
    delete from transfers where journal_id > ${booked.id}; delete from journals where id > ${booked.id};
    alter table journals enable trigger user; alter table transfers enable trigger user`)
})

test('a council has its accounts with its first pledge to a challenge, before anything moves', async () => {
  const round = await build.round()
  const { id, by } = await build.pledge({ round })

  const accounts = await db.account.findMany({
    where: { councilId: by.organisationId },
    orderBy: { id: 'asc' },
  })

  expect(accounts).toMatchObject([
    { kind: 'council', challengeId: null },
    { kind: 'pledged', challengeId: round.challengeId },
  ])
  expect(await db.journal.count({ where: { pledgeId: id } })).toBe(0)
})
