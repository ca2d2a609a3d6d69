import { z } from 'zod'
import { MINUTE_MS, HOUR_MS } from '#app/core/time.ts'
import type { Role } from '../organisations/actor.ts'

/** How long somebody stays signed in: left alone, and at most. */
export type Lifetime = { idleMs: number; absoluteMs: number }

const usual: Lifetime = { idleMs: 60 * MINUTE_MS, absoluteMs: 12 * HOUR_MS }
const withPower: Lifetime = { idleMs: 30 * MINUTE_MS, absoluteMs: 8 * HOUR_MS }

/** Roles that move money, or that give others the right to. */
const powerful: Role[] = [
  'finance-approver',
  'fund-manager',
  'payment-approver',
  'administrator',
  'operator',
]

export const isPowerful = (role: Role) => powerful.includes(role)

/** Shorter for whoever can do more harm. Counts every role the person has, for any organisation. */
export const lifetimeOf = (roles: Role[]): Lifetime => (roles.some(isPowerful) ? withPower : usual)

export type SessionTimes = { createdAt: Date; lastUsedAt: Date }

/** The first instant at which the session no longer counts. */
export function endOf({ createdAt, lastUsedAt }: SessionTimes, { idleMs, absoluteMs }: Lifetime) {
  const idleEnd = lastUsedAt.getTime() + idleMs
  const absoluteEnd = createdAt.getTime() + absoluteMs
  return new Date(Math.min(idleEnd, absoluteEnd))
}

export const isOver = (session: SessionTimes, lifetime: Lifetime, now: Date) =>
  now >= endOf(session, lifetime)

/** Use is noted once a minute, so that reading pages does not become writing rows. */
export const isUseWorthNoting = ({ lastUsedAt }: SessionTimes, now: Date) =>
  now.getTime() - lastUsedAt.getTime() >= MINUTE_MS

/** One of a person's own sessions by its handle, all but the one that asks, or all of them. */
export const EndSessionsInput = z.object({
  which: z.union([z.uuid(), z.enum(['others', 'all'])], 'Choose what to sign out of'),
})
export type EndSessionsInput = z.output<typeof EndSessionsInput>
