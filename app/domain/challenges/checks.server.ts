import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'the challenges counted at each stage are those that stand there',
    rows: (db) => db.$queryRaw`
      select stage from stage_counts full join (
        select stage, count(*) as count from challenges group by stage) standing using (stage)
      where coalesce(challenge_count, 0) <> coalesce(count, 0)`,
  },
  {
    name: 'every published challenge is co-signed by the council that leads it',
    rows: (db) => db.$queryRaw`
      select id from challenges c
      where stage <> 'draft' and not exists (
        select from co_signatures s
        where s.challenge_id = c.id and s.council_id = c.lead_council_id and s.withdrawn_at is null)`,
  },
  {
    name: 'nobody has co-signed, asked about, followed or written news of a draft',
    rows: (db) => db.$queryRaw`
      select id from challenges c
      where stage = 'draft' and (
        exists (select from co_signatures where challenge_id = c.id)
        or exists (select from questions where challenge_id = c.id)
        or exists (select from follows where challenge_id = c.id)
        or exists (select from challenge_updates where challenge_id = c.id))`,
  },
]
