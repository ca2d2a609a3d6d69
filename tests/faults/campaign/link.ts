import net from 'node:net'
import type { Armed, Counts } from './cuts.ts'
import { isBegin, isCommit, isMoneyStatement, isRollback, verbOf, type Moment } from './verbs.ts'
import {
  Messages,
  readBound,
  readState,
  readStatement,
  withSettings,
  withStatement,
  type Message,
} from './wire.ts'

export type Wanted = {
  target: () => number
  counts: Counts
  kill: () => void
  /** Settings of a connection that have other values here, so that limits come sooner. */
  settings: Record<string, string>
  /** Plants a bug: what a statement is replaced by. */
  rewrite?: ((sql: string) => string) | undefined
  delayMs: () => number
  stallMs: number
  /** What the database allows a whole transaction, in place of the site's own limit; 0 is for ever. */
  transactionMs: number
  /** How long each statement of a slowed transaction is on its way. */
  slowMs: number
}

type Host = {
  wanted: Wanted
  find: (moment: Moment, verb: string | undefined) => Armed | undefined
}

const TRANSACTION_TIMEOUT = '25P04'

/** One connection through the proxy. pg asks one thing at a time, so one request is out at most. */
export class Link {
  private readonly server: net.Socket
  private readonly fromClient = new Messages(false)
  private readonly fromServer = new Messages(true)
  private readonly statements = new Map<string, string>()
  private request: Buffer[] = []
  private sql = ''
  private verb: string | undefined
  private isInTransaction = false
  private isSlowed = false
  private isHushed = false
  /** Replies are kept back until the whole answer is there. */
  private held:
    { replies: Buffer[]; isError: boolean; then: (isError: boolean) => void } | undefined

  constructor(
    private readonly client: net.Socket,
    private readonly proxy: Host,
  ) {
    this.server = net.connect(proxy.wanted.target(), '127.0.0.1')
    for (const socket of [client, this.server]) {
      socket.setNoDelay(true)
      // Of a silent connection nobody hears, not even that its other end is gone.
      const end = () => {
        if (!this.isHushed || socket === client) this.cut()
      }
      socket.on('error', end)
      socket.on('close', end)
    }
    client.on('data', (piece: Buffer) =>
      this.fromClient.take(piece).forEach((one) => this.ask(one)),
    )
    this.server.on('data', (piece: Buffer) =>
      this.fromServer.take(piece).forEach((one) => this.answer(one)),
    )
  }

  hush = () => void (this.isHushed = true)

  cut() {
    this.client.destroy()
    this.server.destroy()
  }

  private ask(message: Message) {
    if (this.isHushed) return
    const { type } = message
    if (type === 'startup')
      return void this.server.write(withSettings(message, this.proxy.wanted.settings))
    if (type === 'p' || type === 'X') return void this.server.write(message.bytes)
    this.request.push(this.read(message).bytes)
    if (type !== 'S' && type !== 'Q') return
    const bytes = Buffer.concat(this.request)
    this.request = []
    this.send(bytes)
  }

  private read(message: Message): Message {
    const { rewrite } = this.proxy.wanted
    if (message.type === 'B') this.sql = this.statements.get(readBound(message)) ?? this.sql
    if (message.type !== 'P' && message.type !== 'Q') return message
    const { name, sql } = readStatement(message)
    this.sql = this.withLimit(rewrite?.(sql) ?? sql)
    if (message.type === 'P') this.statements.set(name, this.sql)
    return this.sql === sql || message.type === 'Q' ? message : withStatement(message, this.sql)
  }

  /** The site asks for this limit when it connects, since an older PostgreSQL does not know it. */
  private withLimit(sql: string) {
    const limit = String(this.proxy.wanted.transactionMs)
    return sql.replace(
      "set_config('transaction_timeout', $1,",
      `set_config('transaction_timeout', least($1::int, ${limit})::text,`,
    )
  }

  private send(bytes: Buffer) {
    const { sql } = this
    if (isBegin(sql)) {
      this.isInTransaction = true
      this.verb = undefined
    }
    this.verb = verbOf(sql) ?? (this.isInTransaction ? this.verb : undefined)
    const fault = this.findFault(sql)
    if (isCommit(sql) || isRollback(sql)) this.isInTransaction = false
    if (fault) this.breakOn(bytes, fault)
    else if (this.isSlowed) this.pass(bytes)
    else this.server.write(bytes)
    if (!this.isInTransaction) this.isSlowed = false
  }

  private pass(bytes: Buffer) {
    setTimeout(() => {
      if (!this.server.destroyed && !this.isHushed) this.server.write(bytes)
    }, this.proxy.wanted.slowMs)
  }

  private findFault(sql: string) {
    if (!this.verb) return undefined
    const isSingle = !this.isInTransaction && isMoneyStatement(sql)
    const moments: Moment[] = isCommit(sql)
      ? ['commit']
      : isSingle
        ? ['commit', 'statement']
        : ['statement', 'transaction']
    if (!this.isInTransaction && !isSingle) return undefined
    for (const moment of moments) {
      const fault = this.proxy.find(moment, this.verb)
      if (fault) return fault
    }
    return undefined
  }

  private breakOn(bytes: Buffer, { cut }: Armed) {
    const { counts, delayMs, stallMs, kill } = this.proxy.wanted
    const fire = () => counts.fire(cut, this.verb)
    if (cut === 'statements slowed past the limit of a transaction') {
      this.isSlowed = true
      return this.pass(bytes)
    }
    const end = () => {
      fire()
      if (cut.startsWith('app killed')) kill()
      this.cut()
    }
    if (cut === 'reply lost after commit' || cut === 'app killed after commit') {
      // Only an answer that says "done" is worth losing.
      this.hold((isError, pass) => (isError ? pass() : end()))
      return void this.server.write(bytes)
    }
    if (cut === 'reply delayed' || cut.startsWith('reply stalled')) {
      fire()
      const waitMs = cut === 'reply delayed' ? delayMs() : stallMs
      this.hold((_, pass) => setTimeout(pass, waitMs))
      return void this.server.write(bytes)
    }
    if (cut === 'commit never sent' || cut === 'app killed before commit') return end()
    const part = cut === 'cut half way through a message' ? bytes.length >> 1 : bytes.length
    this.server.write(bytes.subarray(0, part), () => setTimeout(end, 2))
  }

  private hold(then: (isError: boolean, pass: () => void) => void) {
    const replies: Buffer[] = []
    const pass = () => {
      this.held = undefined
      if (!this.client.destroyed && !this.isHushed) this.client.write(Buffer.concat(replies))
    }
    this.held = { replies, isError: false, then: (isError) => void then(isError, pass) }
  }

  private answer(message: Message) {
    if (this.isHushed) return
    if (message.type === 'E') {
      const state = readState(message)
      this.proxy.wanted.counts.see(state)
      if (state === TRANSACTION_TIMEOUT)
        this.proxy.wanted.counts.fire(
          'statements slowed past the limit of a transaction',
          this.verb,
        )
      if (this.held) this.held.isError = true
    }
    // What the database answers a batch for which something moved meanwhile.
    if (message.type === 'D' && message.bytes.includes('"again"'))
      this.proxy.wanted.counts.see('asked again')
    if (!this.held) return void this.client.write(message.bytes)
    this.held.replies.push(message.bytes)
    if (message.type === 'Z') this.held.then(this.held.isError)
  }
}
