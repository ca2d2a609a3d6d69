import { z } from 'zod'
import { DAY_MS, MINUTE_MS, HOUR_MS } from '#app/core/time.ts'
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

/**
 * How many sessions somebody may have at once (ASVS 5.0, 7.1.2): work computer, phone, a second browser of each and one in
 * a meeting room. Of roles that move money half of that, so that a forgotten one is seen.
 */
export const sessionsAtMost = (roles: Role[]) => (roles.some(isPowerful) ? 5 : 10)

/** How long a browser is known after its person last signed in with it. */
export const BROWSER_LIFE_MS = 365 * DAY_MS

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
