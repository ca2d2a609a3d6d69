import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
import { waitAfter } from '../notifications/outbox-email.ts'
import type { Lookup } from './note-answer.server.ts'

/**
 * Keeps that the register did not answer about a firm: since when, why, and when it is asked again, later and later. The reason is for operators to read. Whoever
 * holds the lookup no more changes nothing. An answer ends it.
 */
export async function noteFailure(lookup: Lookup & { tries: number }, reason: string) {
  const { organisationId, companyNumber, leasedUntil, tries } = lookup
  const now = clock.real()
  const dueAt = new Date(now.getTime() + waitAfter(tries))
  await db.$executeRaw`
    update register_lookups set due_at = ${dueAt}, leased_until = null, tries = ${tries},
      last_error = ${reason}, failing_since = coalesce(failing_since, ${now})
    where organisation_id = ${organisationId}::uuid and company_number = ${companyNumber}
      and leased_until is not distinct from ${leasedUntil}::timestamptz`
}
