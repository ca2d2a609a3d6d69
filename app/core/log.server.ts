import { AsyncLocalStorage } from 'node:async_hooks'
import { clock } from './clock.ts'
import { env } from './env.server.ts'
import { processWide } from './process-wide.ts'

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const
type Level = Exclude<(typeof levels)[number], 'silent'>
type Fields = Record<string, unknown>

const secret =
  /pass(word)?$|token|secret|authorization|cookie|api_?key|^code$|sort_?code|account_?number/i
const request = processWide('request', () => new AsyncLocalStorage<{ id: string }>())

/** Everything logged inside `work` carries this request id. */
export const withRequestId = <T>(id: string, work: () => T): T => request.run({ id }, work)

/** The same object all through one request, to keep by it what was found out once. */
export const requestScope = (): object | undefined => request.getStore()

/** The reference on an error page; the same one is in the log. */
export const requestId = (): string | undefined => request.getStore()?.id

function plain(name: string, value: unknown): unknown {
  if (name && secret.test(name)) return '[hidden]'
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Error)
    return {
      ...value,
      name: value.name,
      message: value.message,
      stack: value.stack,
      cause: value.cause,
    }
  return value
}

/** One log line. JSON.stringify escapes line breaks, so nobody can forge a second one. */
export function line(level: Level, message: string, fields: Fields = {}): string {
  return JSON.stringify(
    { at: clock.now(), level, message, requestId: requestId(), ...fields },
    plain,
  )
}

function write(level: Level, message: string, fields?: Fields) {
  if (levels.indexOf(level) < levels.indexOf(env.LOG_LEVEL)) return
  process.stdout.write(`${line(level, message, fields)}\n`)
}

/** Structured lines on standard output: what happened, then its details as fields. */
export const log = {
  debug: (message: string, fields?: Fields) => write('debug', message, fields),
  info: (message: string, fields?: Fields) => write('info', message, fields),
  warn: (message: string, fields?: Fields) => write('warn', message, fields),
  error: (message: string, fields?: Fields) => write('error', message, fields),
}
