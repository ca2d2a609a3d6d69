import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'a document of a firm is its own, and nobody of the firm has said that it was seen',
    rows: (db) => db.$queryRaw`
      select credentials.id from credentials join stored_files on stored_files.id = file_id
      where stored_files.owner_id <> supplier_id or same_human(entered_by_id, seen_by_id)`,
  },
  {
    name: 'a credential that was renewed or put right has a later one of its kind',
    rows: (db) => db.$queryRaw`
      select id from credentials earlier where ended_as in ('renewed', 'corrected') and not exists (
        select from credentials later where later.supplier_id = earlier.supplier_id and later.kind = earlier.kind and later.entered_at >= earlier.ended_at)`,
  },
]
