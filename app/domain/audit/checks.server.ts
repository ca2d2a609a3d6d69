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
]
