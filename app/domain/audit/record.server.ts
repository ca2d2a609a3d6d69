import type { Tx } from '#app/core/db.server.ts'
import { clock } from '#app/core/clock.ts'
import type { Actor } from '../organisations/actor.ts'
import type { AuditEvent } from './audit-event.ts'

type Who = Pick<Actor, 'personId' | 'organisationId'>

/**
 * Writes who did what, in the transaction of the deed itself, so neither exists without the other.
 * The database chains each record to the one before it about the same subject, and notes which other
 * organisations it is about.
 */
export async function record(tx: Tx, actor: Who | undefined, event: AuditEvent) {
  const { about, detail = {} } = event
  await tx.$executeRaw`
    insert into audit_entries (subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at)
    values (${event.subjectKind}, ${event.subjectId}::uuid, ${event.action}, ${event.summary},
      ${JSON.stringify(about ? { ...detail, about } : detail)}::jsonb, ${actor?.personId ?? null}::uuid,
      ${actor?.organisationId ?? null}::uuid, ${clock.now()})`
}
