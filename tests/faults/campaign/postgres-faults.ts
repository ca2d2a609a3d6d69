import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { readPostmaster } from '#app/server/postgres/postmaster.ts'
import { folder, startOwnPostgres, type OwnPostgres } from '../own-postgres.ts'
import { PostgresProgram } from '../postgres-program.ts'

/**
 * Few connections, so that they can be used up. What is committed has been handed to the system, which a killed
 * PostgreSQL takes nothing from; only a power cut would, and none is tried, so nobody waits for a disk.
 */
const settings = ['max_connections=60', 'deadlock_timeout=100ms', 'fsync=off']
const NAME = 'campaign'
const cluster = path.join(path.resolve(folder), NAME, 'postgres')

export const startCampaignPostgres = (port = 0) => startOwnPostgres({ name: NAME, port, settings })

export const portOf = (postgres: OwnPostgres) => Number(new URL(postgres.embedded.url).port)

/** SIGKILL to the postmaster: its children see that it is gone and end, in the middle of whatever it was. */
export function killPostgres() {
  const { pid } = readPostmaster(cluster) ?? {}
  if (pid) process.kill(pid, 'SIGKILL')
}

const program = new PostgresProgram(cluster, settings)

export const stopPostgresAtOnce = () => program.stopAtOnce()

export const startAgain = (port: number) => program.startAgain(port)

/** Takes every connection there is, and gives them back after a while. */
export async function useUpConnections(url: string, forMs: number) {
  const hogs: pg.Client[] = []
  for (;;) {
    const hog = new pg.Client({ connectionString: url })
    hog.on('error', () => undefined)
    try {
      await hog.connect()
      hogs.push(hog)
    } catch {
      break
    }
  }
  await wait(forMs)
  await Promise.all(hogs.map((hog) => hog.end().catch(() => undefined)))
  return hogs.length
}

type Locking = { url: string; roundId: string; potId: string }

/** Takes a pot and then its round, against the order of the site, and waits; the site's own is the one to give way. */
export async function crossLocks({ url, roundId, potId }: Locking) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(`set deadlock_timeout = '20s'; set lock_timeout = '3s'`)
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtextextended('pot' || $1::text, 0))`, [
      potId,
    ])
    await client.query('select from pot_balances where pot_id = $1 for update', [potId])
    await wait(150)
    await client.query('select from round_totals where round_id = $1 for update', [roundId])
    await client.query('rollback')
  } catch {
    // Whether it got through is seen by what the site was told.
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Holds a round for longer than anybody may wait for a lock. */
export async function holdRound({ url, roundId }: Omit<Locking, 'potId'>, forMs: number) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('begin')
    await client.query('select from round_totals where round_id = $1 for update', [roundId])
    await wait(forMs)
    await client.query('rollback')
  } catch {
    // PostgreSQL may be killed meanwhile.
  } finally {
    await client.end().catch(() => undefined)
  }
}
