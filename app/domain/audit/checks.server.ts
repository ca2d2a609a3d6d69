import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'every audit record matches its own hash and carries the hash of the one before it',
    rows: (db) => db.$queryRaw`
      select id from (
        select id, hash, previous_hash, audit_entry_hash(entry) as worked_out,
          lag(hash) over (partition by subject_kind, subject_id order by id) as before
        from audit_entries entry) chained
      where hash <> worked_out or previous_hash is distinct from before`,
  },
  {
    name: 'an audit record is found by the organisations its own detail says it is about, and no others',
    rows: (db) => db.$queryRaw`
      (select id, at, value::uuid as organisation_id from audit_entries, jsonb_array_elements_text(detail -> 'about')
        except select entry_id, at, organisation_id from audit_subjects)
      union all
      (select entry_id, at, organisation_id from audit_subjects except
        select id, at, value::uuid from audit_entries, jsonb_array_elements_text(detail -> 'about'))`,
  },
]
