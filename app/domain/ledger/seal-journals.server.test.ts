import { expect, test } from 'vitest'
import { clock } from '#app/core/clock.ts'
import { db, pool, transaction } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { build } from '#tests/factories/index.ts'
import { asOwner } from '#tests/setup/owner.ts'
import { textOfDeal } from './deal.ts'
import type { Journal } from './journal.ts'
import { postJournal } from './post-journal.server.ts'
import { sealJournals } from './seal-journals.server.ts'
import { findRoot, findSealByHash, findSealOf, listSeals } from './seal-queries.server.ts'
import { listBrokenSeals } from './verify-seals.server.ts'

async function funding() {
  const pot = await build.pot({ for: { serviceFunctionId: 0 }, holds: 0n })
  const { funderId } = await db.pot.findUniqueOrThrow({ where: { id: pot.id } })
  return (memo: string): Journal => ({
    kind: 'pot-funded',
    operationKey: newId(),
    memo,
    transfers: [
      {
        debit: { kind: 'funder', funderId },
        credit: { kind: 'pot-available', potId: pot.id },
        amountPence: 100n,
      },
    ],
  })
}

const post = (journal: Journal) =>
  transaction(async (tx) => {
    const id = await postJournal(tx, journal)
    await keepPace(journal, 1n)
    return id ?? expect.fail('posted before')
  })

/** What a pot keeps beside the ledger moves with it, so that the checks after this file hold. */
const keepPace = ({ transfers: [transfer] }: Journal, times: bigint) =>
  pool.query(
    `with kept as (update pot_balances set allocated_pence = allocated_pence + 100 * $2 where pot_id = $1)
     insert into stakes (pot_id, purse, funder_id, put_in_pence)
       select id, 'unrestricted', funder_id, 100 * $2 from pots where id = $1
       on conflict (pot_id, purse, funder_id) do update set put_in_pence = stakes.put_in_pence + excluded.put_in_pence`,
    [transfer?.credit.kind === 'pot-available' ? transfer.credit.potId : null, times],
  )

const listSealed = async () => {
  const seals = await db.seal.findMany({ orderBy: { number: 'asc' } })
  return { blocks: seals.length, journals: seals.flatMap((seal) => seal.journalIds) }
}

const listAll = async () =>
  (await db.journal.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)

test('every journal is sealed once, however many seal at once, and nothing twice', async () => {
  const entry = await funding()
  for (let count = 0; count < 5; count++) await post(entry(`before ${count}`))

  const blocks = await Promise.all([1, 2, 3, 4].map(() => sealJournals()))

  expect(blocks.sort()).toEqual([0, 0, 0, 1])
  expect((await listSealed()).journals).toEqual(await listAll())
  expect(await sealJournals()).toBe(0)
  await post(entry('after'))
  expect(await sealJournals()).toBe(1)
  expect((await listSealed()).journals).toEqual(await listAll())
  expect(await listBrokenSeals()).toEqual([])
})

test('a thousand journals fill a block, and the next begins another', async () => {
  const entry = await funding()
  const entries = Array.from({ length: 1001 }, (_, place) => ({
    ...entry(`one of many ${place}`),
    at: '2026-11-22T09:00:00Z',
  }))
  await sealJournals()
  await pool.query('select post_journal(value) from jsonb_array_elements($1::jsonb)', [
    textOfDeal(entries),
  ])
  await keepPace(entry(''), 1001n)

  expect(await sealJournals()).toBe(2)

  expect((await listSealed()).journals).toEqual(await listAll())
  expect(await listBrokenSeals()).toEqual([])
})

test('a journal with a lower number that commits later is waited for, never left out', async () => {
  const entry = await funding()
  await post(entry('opens the accounts, which the next two share'))
  const slow = await pool.connect()
  await slow.query('begin')
  const { rows } = await slow.query<{ id: bigint }>('select post_journal($1) as id', [
    textOfDeal({ ...entry('slow'), at: clock.now() }),
  ])
  await keepPace(entry(''), 1n)
  const early = rows[0]?.id ?? 0n
  const late = await post(entry('quick'))
  expect(late).toBeGreaterThan(early)

  const sealing = sealJournals()
  await new Promise((done) => setTimeout(done, 400))
  expect((await listSealed()).journals).not.toContain(late)
  await slow.query('commit')
  slow.release()
  await sealing

  expect((await listSealed()).journals.slice(-2)).toEqual([early, late])
  expect(await listBrokenSeals()).toEqual([])
})

/** What somebody with the owner's password could do, behind the back of every trigger. */
async function tamper<T>(sql: string, values: unknown[], look: () => Promise<T>, undo: string) {
  await asOwner(
    'alter table journals disable trigger all; alter table transfers disable trigger all',
  )
  await asOwner('alter table accounts disable trigger all; alter table seals disable trigger all')
  try {
    await asOwner(sql, values)
    return await look()
  } finally {
    await asOwner(undo, values)
    await asOwner(
      'alter table journals enable trigger all; alter table transfers enable trigger all',
    )
    await asOwner('alter table accounts enable trigger all; alter table seals enable trigger all')
  }
}

const changes = [
  {
    what: 'one letter of a memo',
    sql: `update journals set memo = 'Xaid' where id = $1`,
    undo: `update journals set memo = 'paid' where id = $1`,
    why: 'the journal was changed',
  },
  {
    what: 'one penny of a transfer',
    sql: 'update transfers set amount_pence = amount_pence + 1 where journal_id = $1',
    undo: 'update transfers set amount_pence = amount_pence - 1 where journal_id = $1',
    why: 'the journal was changed',
  },
  {
    what: 'one millisecond',
    sql: `update journals set at = at + interval '1 ms' where id = $1`,
    undo: `update journals set at = at - interval '1 ms' where id = $1`,
    why: 'the journal was changed',
  },
  {
    what: 'a journal gone',
    sql: 'update journals set id = -id where id = $1',
    undo: 'update journals set id = -id where id = -($1::bigint)',
    why: 'the journal is gone',
  },
]

test.each(changes)('$what that was changed is found, and its journal named', async (change) => {
  const journal = await post((await funding())('paid'))
  await sealJournals()
  const last = await db.seal.findFirstOrThrow({ orderBy: { number: 'desc' } })

  const broken = await tamper(change.sql, [journal], listBrokenSeals, change.undo)

  expect(broken).toEqual([{ seal: last.number, journal, why: change.why }])
  expect(await listBrokenSeals()).toEqual([])
})

test('an account that was given to another pot shows in every journal that moved on it', async () => {
  const entry = await funding()
  const [first, second] = [await post(entry('one')), await post(entry('two'))]
  const another = await build.pot({ for: { serviceFunctionId: 0 }, holds: 0n })
  const { creditAccountId } = await db.transfer.findFirstOrThrow({ where: { journalId: first } })
  const { potId } = await db.account.findUniqueOrThrow({ where: { id: creditAccountId } })
  await sealJournals()

  const broken = await tamper(
    'update accounts set pot_id = $2 where id = $1 and $3::uuid is not null',
    [creditAccountId, another.id, potId],
    listBrokenSeals,
    'update accounts set pot_id = $3 where id = $1 and $2::uuid is not null',
  )

  expect(broken.map(({ journal }) => journal)).toEqual([first, second])
})

test('a journal slipped in behind a seal, and a block that was rewritten, are both found', async () => {
  const entry = await funding()
  await asOwner(`select nextval('journals_id_seq')`)
  const journal = await post(entry('paid'))
  await sealJournals()
  const last = await db.seal.findFirstOrThrow({ orderBy: { number: 'desc' } })

  const slipped = await tamper(
    `insert into journals (id, kind, operation_key, memo, at)
     select id - 1, kind, gen_random_uuid(), memo, at from journals where id = $1`,
    [journal],
    listBrokenSeals,
    'delete from journals where id = $1 - 1',
  )
  expect(slipped).toEqual([
    {
      seal: last.number,
      journal: journal - 1n,
      why: 'the journal was put in after the block was sealed',
    },
  ])

  const rewritten = await tamper(
    `update seals set sealed_at = sealed_at - interval '1 day' where to_journal_id = $1`,
    [journal],
    listBrokenSeals,
    `update seals set sealed_at = sealed_at + interval '1 day' where to_journal_id = $1`,
  )
  expect(rewritten).toEqual([
    { seal: last.number, why: 'the block was changed after it was sealed' },
  ])
})

test('a seal is never changed, taken away or branched', async () => {
  await post((await funding())('paid'))
  await sealJournals()

  await expect(pool.query('update seals set sealed_at = now()')).rejects.toThrow()
  await expect(pool.query('delete from seals')).rejects.toThrow()
  await expect(pool.query('truncate seals')).rejects.toThrow()
  await expect(
    pool.query(
      `insert into seals select number + 1, to_journal_id + 1, array[to_journal_id + 1], sha256('x'),
         previous_hash, sha256('y'), now() from seals order by number desc limit 1`,
    ),
  ).rejects.toThrow('seals_previous_hash_key')
})

test('a root that was written down is found again, and what waits is counted', async () => {
  const entry = await funding()
  const first = await post(entry('one'))
  await sealJournals()
  const { newest } = await findRoot()
  const second = await post(entry('two'))

  expect(await findRoot()).toMatchObject({ newest: { toJournalId: first }, waiting: 1 })
  expect(await findSealByHash(newest?.hash ?? '')).toEqual(newest)
  expect(await findSealByHash('f'.repeat(64))).toBeUndefined()
  expect(await findSealByHash('not a root')).toBeUndefined()
  expect(await findSealOf(first)).toEqual(newest)
  expect(await findSealOf(second)).toBeUndefined()

  await sealJournals()
  const { seals, next } = await listSeals({ limit: 1 })
  expect(seals).toMatchObject([{ fromJournalId: second, toJournalId: second, journalCount: 1 }])
  expect((await listSeals({ limit: 1, before: next ?? 0 })).seals).toEqual([newest])
})
