import { spawn } from 'node:child_process'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { childEnvironment } from '#app/core/env.server.ts'
import { chooseIdentity, findBinaries } from '#app/server/postgres/binaries.ts'

type Program = { pg_ctl: string; identity: ReturnType<typeof chooseIdentity> }

/** Stops the PostgreSQL of a folder whoever still uses it, and starts it again where it was. */
export class PostgresProgram {
  private program: Promise<Program> | undefined

  constructor(
    private readonly cluster: string,
    private readonly settings: string[],
  ) {}

  /** No checkpoint, no good-bye: what was committed comes back from the log. */
  stopAtOnce() {
    return this.pgCtl('-m', 'immediate', '-w', 'stop')
  }

  async startAgain(port: number) {
    const always = ['listen_addresses=127.0.0.1', "unix_socket_directories=''"]
    const all = [...always, ...this.settings].map((setting) => `-c ${setting}`)
    const options = ['-o', [`-p ${port}`, ...all].join(' ')]
    const log = path.join(path.dirname(this.cluster), 'postgres.log')
    for (let attempt = 1; attempt <= 60; attempt++) {
      if ((await this.pgCtl('-l', log, '-w', '-t', '60', ...options, 'start')) === 0) return
      // Children of a killed postmaster may still be about to end.
      await wait(200)
    }
    throw new Error('PostgreSQL did not come back')
  }

  /** Not synchronously: proxies and sites of the same process go on meanwhile. */
  private async pgCtl(...options: string[]) {
    const { pg_ctl, identity } = await this.find()
    const whole = [...(identity?.prefix ?? []), pg_ctl, '-D', this.cluster, ...options]
    const [command = pg_ctl, ...rest] = whole
    const asOther = identity && identity.prefix.length === 0
    const child = spawn(command, rest, {
      stdio: 'ignore',
      cwd: '/tmp',
      env: { ...childEnvironment, LC_ALL: 'C' },
      ...(asOther ? { uid: identity.uid, gid: identity.gid } : {}),
    })
    return new Promise<number | null>((resolve) => child.on('close', resolve))
  }

  /** Found once: it asks the system in programs of its own, and holds up whoever else is here as long. */
  private find() {
    return (this.program ??= findBinaries().then(({ pg_ctl }) => ({
      pg_ctl,
      identity: chooseIdentity(pg_ctl, path.dirname(this.cluster)),
    })))
  }
}
