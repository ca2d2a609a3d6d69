import { expect, test } from 'vitest'
import { isDatabaseAway } from './sql-error.ts'

const errorOf = (message: string, more: object = {}) => Object.assign(new Error(message), more)
const byPrisma = (code: string, cause: object) =>
  errorOf('Invalid invocation', { code, meta: { driverAdapterError: { cause } } })

// As pg 8.23 and Prisma 7.10 threw them when PostgreSQL 18 was stopped, killed and full.
test.each([
  ['nobody listens', errorOf('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED' })],
  ['nobody listens, by Prisma', byPrisma('P1001', { kind: 'DatabaseNotReachable' })],
  ['nobody listens to a raw query', byPrisma('P2010', { kind: 'DatabaseNotReachable' })],
  ['the pool has none left', errorOf('timeout exceeded when trying to connect')],
  ['the server has none left', byPrisma('P2037', { originalCode: '53300' })],
  ['it is told to stop', errorOf('terminating connection', { code: '57P01' })],
  ['it is told to stop, by Prisma', byPrisma('P2010', { originalCode: '57P01' })],
  ['it is starting', errorOf('the database system is starting up', { code: '57P03' })],
  ['the line was cut', errorOf('Connection terminated unexpectedly')],
  [
    'the line was cut before',
    errorOf('Client has encountered a connection error and is not queryable'),
  ],
])('N6: the database is away: %s', (_how, error) => {
  expect(isDatabaseAway(error)).toBe(true)
})

test.each([
  ['a row that is there already', errorOf('duplicate key', { code: '23505' })],
  ['two at once', errorOf('deadlock detected', { code: '40P01' })],
  ['a statement that took too long', byPrisma('P2010', { originalCode: '57014' })],
  ['a disk that is full', errorOf('could not extend file', { code: '53100' })],
  [
    'another service that is down',
    errorOf('fetch failed', { cause: errorOf('connect', { code: 'ECONNREFUSED' }) }),
  ],
  ['a bug that quotes it', errorOf('Invariant broken: Connection terminated')],
  ['what is no error', { code: 'ECONNREFUSED' }],
])('the database is there: %s', (_what, error) => {
  expect(isDatabaseAway(error)).toBe(false)
})
