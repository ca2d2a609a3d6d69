/** What PostgreSQL said, whether it reached us as pg's error or wrapped in Prisma's. */
type Said = { code?: string; constraint?: string; message?: string }

function said(error: unknown, depth = 0): Said {
  if (typeof error !== 'object' || error === null || depth > 5) return {}
  const it = error as Record<string, unknown>
  const code = it.originalCode ?? it.code
  if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code))
    return { code, constraint: constraintOf(it), message: String(it.originalMessage ?? it.message) }
  for (const inner of [it.meta, it.driverAdapterError, it.cause]) {
    const found = said(inner, depth + 1)
    if (found.code) return found
  }
  return {}
}

function constraintOf(it: Record<string, unknown>): string | undefined {
  if (typeof it.constraint === 'string') return it.constraint
  return (it.constraint as { index?: string } | undefined)?.index
}

/** The SQLSTATE behind an error, like `23505`; undefined when PostgreSQL never answered. */
export const sqlState = (error: unknown): string | undefined =>
  said(error).code ?? ((error as { code?: unknown } | null)?.code === 'P2034' ? '40001' : undefined)

/** What was read has moved on before it was written: ask again, with new facts. */
export class TwoAtOnce extends Error {
  readonly code = '40001'
}

/** Two at once: PostgreSQL undid this one (serialization failure, or deadlock). */
export const canTryAgain = (error: unknown): boolean =>
  ['40001', '40P01'].includes(sqlState(error) ?? '')

// Connection exceptions, and a server that stops, has crashed or is starting.
const lostStates = ['08000', '08003', '08006', '57P01', '57P02', '57P03']
const lostCodes = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE']

/**
 * Was the connection lost, so that nobody knows whether it was written? Only what carries an operation key
 * may then be sent again.
 */
export function isConnectionLost(error: unknown): boolean {
  if (lostStates.includes(sqlState(error) ?? '')) return true
  if (!(error instanceof Error)) return false
  const { code } = error as { code?: unknown }
  return lostCodes.includes(String(code)) || error.message.startsWith('Connection terminated')
}

// Besides those: every place of the server is taken. What pg and Prisma say when they never got as far as asking.
const awayStates = [...lostStates, '08001', '08004', '53300']
const awayCodes = [
  ...lostCodes,
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]
const awayOfPrisma = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037']
const awayWords =
  /^(timeout exceeded when trying to connect|Connection terminated|Client (was closed|has encountered a connection error) and is not queryable)/

// The same, of a raw query: Prisma says there only what its adapter called it.
const awayKinds = [
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]

type OfPrisma = { code?: unknown; meta?: { driverAdapterError?: { cause?: { kind?: unknown } } } }

/**
 * Is there no database to ask: away, restarting, or all connections taken? Only what pg or Prisma threw themselves
 * counts. Another service that is down comes as the cause of something, and is not looked at.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, meta } = error as OfPrisma
  return (
    [...awayCodes, ...awayOfPrisma].includes(String(code)) ||
    awayKinds.includes(String(meta?.driverAdapterError?.cause?.kind)) ||
    awayStates.includes(sqlState(error) ?? '') ||
    awayWords.test(error.message)
  )
}

/** Did a unique index refuse this? Name the index when the table has more than one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  const { code, constraint: broken } = said(error)
  return code === '23505' && (constraint === undefined || constraint === broken)
}

/** Did this CHECK, or a function in its name, refuse it? Prisma hands on only the message, which quotes the name. */
export function isCheckViolation(error: unknown, constraint: string): boolean {
  const { code, constraint: broken, message = '' } = said(error)
  return code === '23514' && (constraint === broken || message.includes(`"${constraint}"`))
}
