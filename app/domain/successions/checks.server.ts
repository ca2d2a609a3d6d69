import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'a succession that happened has made each of its councils part of its successor, and no other has',
    rows: (db) => db.$queryRaw`
      select coalesce(part.organisation_id, former.id) as organisation_id from (
        select organisation_id, successor_id, vests_on from succession_predecessors
        join successions on successions.id = succession_id where happened_at is not null) part
      full join former_organisations former on former.id = part.organisation_id
        and former.successor_id = part.successor_id and former.ended_on = part.vests_on
      where part.organisation_id is null or former.id is null`,
  },
  {
    name: 'a council that was split is known under each of its successors',
    rows: (db) => db.$queryRaw`
      select coalesce(part.organisation_id, further.former_id) as council_id from (
        select organisation_id, other.council_id as successor_id from successions
        join succession_predecessors on succession_predecessors.succession_id = successions.id
        join proposed_successors other on other.succession_id = successions.id where happened_at is not null) part
      full join further_successors further on further.former_id = part.organisation_id and further.successor_id = part.successor_id
      where part.organisation_id is null or further.former_id is null`,
  },
  {
    name: 'a council is to become part of another until that is withdrawn',
    rows: (db) => db.$queryRaw`
      select succession_id from succession_predecessors join successions on successions.id = succession_id
      where is_live <> (ended_at is null)`,
  },
]
