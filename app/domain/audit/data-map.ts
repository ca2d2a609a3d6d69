import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  audit_entries: {
    kept: 'record',
    about: { person_id: 'at' },
    words: { summary: 'person_id', detail: 'organisation' },
    plain: 'id subject_kind subject_id action organisation_id request_id at previous_hash hash',
  },
  audit_subjects: { kept: 'record', plain: 'organisation_id at entry_id' },
  legal_holds: {
    kept: 'record',
    about: { person_id: 'set_at', set_by_id: 'set_at', ended_by_id: 'ended_at' },
    words: { reason: 'set_by_id', source: 'set_by_id', ended_reason: 'ended_by_id' },
    plain: 'id organisation_id set_at ended_at',
  },
  operations: {
    kept: 'record',
    about: { person_id: 'started_at' },
    secret: 'fingerprint',
    plain: 'verb key started_at',
  },
  refusal_hours: { kept: 'sign-in', about: { person_id: 'hour' }, plain: 'act hour' },
}
