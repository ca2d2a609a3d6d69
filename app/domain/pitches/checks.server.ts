import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'the weights of every call add up to 100%, over at least one criterion and one question',
    rows: (db) => db.$queryRaw`
      select c.id from pitch_calls c
      where (select sum(weight_basis_points) from criteria where pitch_call_id = c.id) is distinct from 10000
        or not exists (select from pitch_questions where pitch_call_id = c.id)`,
  },
  {
    name: 'every pitch that was sent is whole: each question answered within its words, and priced within the limit',
    rows: (db) => db.$queryRaw`
      select p.id from pitches p join pitch_calls c on c.id = p.pitch_call_id
      where p.sent_at is not null and p.withdrawn_at is null and (
        exists (select from pitch_questions q where q.pitch_call_id = c.id and not exists (
          select from pitch_answers a where a.pitch_id = p.id and a.question_id = q.id
            and cardinality(regexp_split_to_array(trim(a.text, E' \n\r\t'), '\s+')) <= q.maximum_words
            and length(trim(a.text)) > 0))
        or (select coalesce(sum(price_pence), 0) from pitch_milestones where pitch_id = p.id)
          not between 1 and c.price_limit_pence)`,
  },
  {
    name: 'nothing in a pitch is from the closing instant or later',
    rows: (db) => db.$queryRaw`
      select p.id from pitches p join pitch_calls c on c.id = p.pitch_call_id
      where p.changed_at >= c.closes_at or exists (
        select from pitch_answers a where a.pitch_id = p.id and a.saved_at >= c.closes_at)`,
  },
]
