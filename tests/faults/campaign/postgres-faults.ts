import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { childEnvironment } from '#app/core/env.server.ts'
import { chooseIdentity, findBinaries } from '#app/server/postgres/binaries.ts'
import { readPostmaster } from '#app/server/postgres/postmaster.ts'
import { folder, startOwnPostgres, type OwnPostgres } from '../own-postgres.ts'

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

/** No checkpoint, no good-bye: what was committed comes back from the log. */
export const stopPostgresAtOnce = () => pgCtl('-m', 'immediate', '-w', 'stop')

export async function startAgain(port: number) {
  for (let attempt = 1; attempt <= 60; attempt++) {
    const options = [
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      "unix_socket_directories=''",
    ]
    const all = [...options, ...settings.flatMap((setting) => ['-c', setting])]
    const log = path.join(path.dirname(cluster), 'postgres.log')
    if ((await pgCtl('-l', log, '-w', '-t', '60', '-o', all.join(' '), 'start')) === 0) return
    // Children of a killed postmaster may still be about to end.
    await wait(200)
  }
  throw new Error('PostgreSQL did not come back')
}

/** Not synchronously: the proxies live in this process and go on meanwhile. */
async function pgCtl(...options: string[]) {
  const { pg_ctl, identity } = await findProgram()
  const [command = pg_ctl, ...rest] = [
    ...(identity?.prefix ?? []),
    pg_ctl,
    '-D',
    cluster,
    ...options,
  ]
  const asOther = identity && identity.prefix.length === 0
  const child = spawn(command, rest, {
    stdio: 'ignore',
    cwd: '/tmp',
    env: { ...childEnvironment, LC_ALL: 'C' },
    ...(asOther ? { uid: identity.uid, gid: identity.gid } : {}),
  })
  return new Promise<number | null>((resolve) => child.on('close', resolve))
}

type Program = { pg_ctl: string; identity: ReturnType<typeof chooseIdentity> }
let program: Promise<Program> | undefined

/** Found once: it asks the system in programs of its own, and holds up the proxies as long. */
const findProgram = () =>
  (program ??= findBinaries().then(({ pg_ctl }) => {
    return { pg_ctl, identity: chooseIdentity(pg_ctl, path.dirname(cluster)) }
  }))

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
