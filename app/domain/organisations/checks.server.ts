import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'every audit record names a person and an organisation that are there',
    rows: (db) => db.$queryRaw`
      select id from audit_entries where (person_id is not null
          and not exists (select from people where people.id = person_id))
        or (organisation_id is not null
          and not exists (select from organisations where organisations.id = organisation_id))`,
  },
]
