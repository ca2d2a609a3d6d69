import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { asClient } from './as-client.ts'
import { chooseIdentity, findBinaries, run, type Binaries, type Identity } from './binaries.ts'
import { forgetZombie, freePort, readPostmaster } from './postmaster.ts'

export type Embedded = {
  /** As the owner: for migrations, and to look after the database. */
  url: string
  /** As the role of the site, once `makeSiteRole` has made it. */
  siteUrl: string
  /** The address of another database of this PostgreSQL. */
  urlOf: (database: string) => string
  /** Throws the database away and makes it again, empty. */
  recreate: () => Promise<void>
  /** Stops PostgreSQL, unless another process still uses it. */
  stop: () => Promise<void>
}

export type Wanted = {
  folder: string
  port?: number
  database?: string
  /** More settings for the server, as `fsync=off`. */
  settings?: string[]
}

type Cluster = { folder: string; log: string; binaries: Binaries; identity: Identity }

const user = 'solve_once'
const siteUser = 'solve_once_site'

/** Starts the PostgreSQL of this folder, or joins the one that runs there already. */
export async function startEmbedded({ folder, port = 0, database = user, settings = [] }: Wanted) {
  const { cluster, password, sitePassword } = await prepare(path.resolve(folder))
  const running = await startOrJoin(cluster, port, settings)
  const server = `127.0.0.1:${running}`
  const urlOf = (name: string) => `postgresql://${user}:${password}@${server}/${name}`
  await createDatabase(urlOf('postgres'), database)
  const embedded: Embedded = {
    url: urlOf(database),
    siteUrl: `postgresql://${siteUser}:${sitePassword}@${server}/${database}`,
    urlOf,
    recreate: async () => {
      const name = pg.escapeIdentifier(database)
      await asClient(urlOf('postgres'), (client) =>
        client.query(`drop database ${name} with (force)`),
      )
      await createDatabase(urlOf('postgres'), database)
    },
    stop: () => stopIfUnused(cluster, urlOf('postgres')),
  }
  return embedded
}

async function prepare(folder: string) {
  const binaries = await findBinaries()
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 })
  const place = (name: string) => path.join(folder, name)
  const [data, secret, log] = [place('postgres'), place('postgres-password'), place('postgres.log')]
  const siteSecret = place('postgres-site-password')
  const identity = chooseIdentity(binaries.pg_ctl, folder)
  for (const each of [secret, siteSecret])
    createOnce(each, `${randomBytes(18).toString('base64url')}\n`)
  createOnce(log, '')
  fs.mkdirSync(data, { recursive: true, mode: 0o700 })
  if (identity)
    for (const owned of [data, secret, log]) fs.chownSync(owned, identity.uid, identity.gid)
  const cluster: Cluster = { folder: data, log, binaries, identity }
  if (!fs.existsSync(path.join(data, 'PG_VERSION'))) initialise(cluster, secret)
  const [password, sitePassword] = [secret, siteSecret].map((each) =>
    fs.readFileSync(each, 'utf8').trim(),
  )
  return { cluster, password, sitePassword }
}

function createOnce(file: string, content: string) {
  try {
    fs.writeFileSync(file, content, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function initialise({ folder, binaries, identity }: Cluster, secret: string) {
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['-U', user, '-A', 'scram-sha-256', `--pwfile=${secret}`]
  const options = ['-D', folder, ...access, '-E', 'UTF8', ...locale, '--no-instructions']
  const { code, output } = run(binaries.initdb, options, identity)
  if (code !== 0) throw new Error(`PostgreSQL could not make its folder ${folder}: ${output}`)
}

async function startOrJoin(cluster: Cluster, wantedPort: number, settings: string[]) {
  for (let attempt = 1; ; attempt++) {
    forgetZombie(cluster.folder)
    const joined = isRunning(cluster) && (await portWhenReady(cluster))
    if (joined) return joined
    const port = await freePort(wantedPort)
    const { code, output } = start(cluster, port, settings)
    if (code === 0) return port
    const last = fs.readFileSync(cluster.log, 'utf8').slice(-2000)
    if (attempt === 5) throw new Error(`PostgreSQL did not start: ${output}\n${last}`)
    await wait(300)
  }
}

const isRunning = ({ folder, binaries, identity }: Cluster) =>
  run(binaries.pg_ctl, ['-D', folder, 'status'], identity).code === 0

async function portWhenReady({ folder }: Cluster) {
  for (let tenths = 0; tenths < 300; tenths++) {
    const postmaster = readPostmaster(folder)
    if (postmaster?.status === 'ready') return postmaster.port
    await wait(100)
  }
  return undefined
}

function start({ folder, log, binaries, identity }: Cluster, port: number, settings: string[]) {
  const all = ['listen_addresses=127.0.0.1', "unix_socket_directories=''", ...settings]
  const options = [`-p ${port}`, ...all.map((setting) => `-c ${setting}`)].join(' ')
  const how = ['-D', folder, '-l', log, '-w', '-t', '60', '-o', options, 'start']
  return run(binaries.pg_ctl, how, identity)
}

async function createDatabase(admin: string, name: string) {
  await asClient(admin, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    await client.query(`create database ${pg.escapeIdentifier(name)}`).catch((error) => {
      // Another process made it in the meantime.
      if (!['42P04', '23505'].includes((error as { code: string }).code)) throw error
    })
  })
}

async function stopIfUnused({ folder, binaries, identity }: Cluster, admin: string) {
  const others = await asClient(admin, async (client) => {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    )
    return rows[0]?.others ?? 0
  }).catch(() => 1)
  if (others === 0) run(binaries.pg_ctl, ['-D', folder, '-m', 'fast', '-w', 'stop'], identity)
}
