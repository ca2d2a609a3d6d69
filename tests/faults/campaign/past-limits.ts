import { setTimeout as wait } from 'node:timers/promises'
import { db, useDatabase } from '#app/core/db.server.ts'
import { newId } from '#app/core/id.ts'
import { pounds } from '#app/core/money.ts'
import { build } from '#tests/factories/index.ts'
import type { OwnPostgres } from '../own-postgres.ts'
import { AppProcess } from './app-process.ts'
import { Counts } from './cuts.ts'
import type { Op } from './ops.ts'
import { portOf } from './postgres-faults.ts'

/** As a PostgreSQL that knows no limit of a transaction and whose other limits somebody took away. */
const settings = {
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
}
const DATABASE = 'past_limits'
/** Two statements of it are longer than the 30 seconds that Prisma waits for a transaction. */
const SLOW_MS = 16_000
const SUM = pounds(1_234)

export type PastLimits = { isPassed: boolean; wrong: string[] }

/**
 * Prisma's own limit comes after all of the database's, so a campaign never reaches it. Here it is the only one:
 * its error (P2028) must leave nothing behind, and the same form again does once what was asked.
 */
export async function passPrismasLimit(postgres: OwnPostgres): Promise<PastLimits> {
  await postgres.fresh(DATABASE)
  useDatabase(postgres.siteOf(DATABASE))
  const pot = await build.pot({ for: { serviceFunctionId: null }, holds: 0n })
  const app = makeApp(postgres)
  await app.start()
  const op: Op = {
    ...{ verb: 'fund', actor: pot.by, about: pot.id, key: newId() },
    args: { pence: String(SUM) },
  }
  try {
    app.proxy.arm({ cut: 'statements slowed past the limit of a transaction' })
    const slowed = await app.send(op)
    const before = await booked(pot.id)
    app.proxy.disarm()
    const again = await app.send(op)
    await wait(500)
    const isPassed =
      slowed.outcome === 'failed' && /P2028|expired|already closed/.test(slowed.message)
    return {
      isPassed,
      wrong: [
        ...(isPassed ? [] : [`Prisma's own limit was not passed: ${slowed.message}`]),
        ...(before === 0n ? [] : ['a transaction past its limit left something behind']),
        ...(again.outcome === 'done' ? [] : [`the same form again: ${again.message}`]),
        ...((await booked(pot.id)) === SUM ? [] : ['what was asked again is not there once']),
        ...(await listOpen()),
      ],
    }
  } finally {
    await app.stop()
  }
}

function makeApp(postgres: OwnPostgres) {
  return new AppProcess({
    ...{ counts: new Counts(), works: false, settings, transactionMs: 0, slowMs: SLOW_MS },
    ...{ stallMs: 0, silenceMs: 60_000, delayMs: () => 0, target: () => portOf(postgres) },
    urlAt: (port) => {
      const url = new URL(postgres.siteOf(DATABASE))
      url.port = String(port)
      return url.href
    },
    onUnhandled: (what) => console.error(what),
  })
}

/** What the pot's row and its journals agree on; anything else is no sum at all. */
async function booked(potId: string) {
  const rows = await db.potBalance.aggregate({ where: { potId }, _sum: { allocatedPence: true } })
  const allocatedPence = rows._sum.allocatedPence ?? 0n
  const journals = await db.transfer.aggregate({
    where: { creditAccount: { potId }, journal: { kind: 'pot-funded' } },
    _sum: { amountPence: true },
  })
  return (journals._sum.amountPence ?? 0n) === allocatedPence ? allocatedPence : -1n
}

async function listOpen() {
  const open = await db.$queryRaw<unknown[]>`
    select pid from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`
  return open.length > 0 ? [`${open.length} transactions are left open`] : []
}
