import { fork, type ChildProcess } from 'node:child_process'
import { FaultProxy } from './proxy.ts'
import type { Wanted } from './link.ts'
import type { FromApp, Op, Said, ToApp } from './ops.ts'

type Making = Omit<Wanted, 'kill'> & {
  /** The database's address on a port. */
  urlAt: (port: number) => string
  /** Runs the jobs too. */
  works: boolean
  bug?: string | undefined
  /** After so long it gives up a connection that says nothing. */
  silenceMs: number
  onUnhandled: (what: string) => void
}

/** A process of the site behind its own proxy. When it is killed another one takes its place. */
export class AppProcess {
  readonly proxy: FaultProxy
  private child: ChildProcess | undefined
  private isStopping = false
  private next = 0
  private readonly waiting = new Map<number, (said: Said) => void>()
  private url = ''
  kills = 0

  constructor(private readonly making: Making) {
    this.proxy = new FaultProxy({ ...making, kill: () => this.kill() })
  }

  async start() {
    this.url = this.making.urlAt(await this.proxy.listen())
    await this.spawn()
  }

  private spawn(): Promise<void> {
    const { works, bug, silenceMs, onUnhandled } = this.making
    const about = JSON.stringify({
      url: this.url,
      works: works ? 'yes' : undefined,
      bug,
      silenceMs,
    })
    const file = new URL('app.ts', import.meta.url).pathname
    const child = fork(file, [about], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: '' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.child = child
    return new Promise((resolve) => {
      child.on('message', (message: FromApp) => {
        if ('ready' in message) resolve()
        else if ('unhandled' in message) onUnhandled(message.unhandled)
        else this.settle(message.id, message.said)
      })
      child.on('exit', () => {
        for (const id of [...this.waiting.keys()])
          this.settle(id, { outcome: 'failed', message: 'the process ended' })
        if (!this.isStopping) void this.spawn()
        resolve()
      })
    })
  }

  private settle(id: number, said: Said) {
    this.waiting.get(id)?.(said)
    this.waiting.delete(id)
  }

  /** Sends an operation; a process that ends meanwhile leaves it open whether it was done. */
  send(op: Op): Promise<Said> {
    const id = this.next++
    return new Promise((resolve) => {
      this.waiting.set(id, resolve)
      this.post({ id, op }, () =>
        this.settle(id, { outcome: 'failed', message: 'no process to ask' }),
      )
    })
  }

  stall = (stallMs: number) => this.post({ stallMs }, () => undefined)

  private post(message: ToApp, orElse: () => void) {
    if (!this.child?.connected) return setTimeout(orElse, 100)
    return this.child.send(message, (error) => error && orElse())
  }

  /** As power would: no time for a last word. */
  kill() {
    this.kills++
    this.child?.kill('SIGKILL')
  }

  async stop() {
    this.isStopping = true
    const { child } = this
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    this.post({ stop: true }, () => undefined)
    const timer = setTimeout(() => child?.kill('SIGKILL'), 5_000)
    if (child?.exitCode === null && child.signalCode === null) await ended
    clearTimeout(timer)
    await this.proxy.close()
  }
}
