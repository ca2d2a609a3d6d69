import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'a council that is part of another has no people and no open invitation, and is answered for by one that is there',
    rows: (db) => db.$queryRaw`
      select former_organisations.id from former_organisations
      where exists (select from memberships where organisation_id = former_organisations.id and ended_at is null)
        or exists (select from invitations where organisation_id = former_organisations.id and accepted_at is null and withdrawn_at is null)
        or exists (select from join_requests where organisation_id = former_organisations.id and decided_at is null)
        or exists (select from former_organisations ended where ended.id = former_organisations.answered_by_id)`,
  },
  {
    name: 'every audit record names a person and an organisation that are there',
    rows: (db) => db.$queryRaw`
      select id from audit_entries where (person_id is not null
          and not exists (select from people where people.id = person_id))
        or (organisation_id is not null
          and not exists (select from organisations where organisations.id = organisation_id))`,
  },
]
