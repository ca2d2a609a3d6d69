import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'nobody scored a pitch without having declared about it, and nobody declared before closing',
    rows: (db) => db.$queryRaw`
      select s.pitch_id from scores s
        left join conflict_declarations d using (assessor_id, pitch_id) where d.pitch_id is null
      union all
      select d.pitch_id from conflict_declarations d join pitches p on p.id = d.pitch_id
        join pitch_calls c on c.id = p.pitch_call_id where d.declared_at < c.closes_at`,
  },
  {
    name: 'every agreed score is of a pitch that two assessors or more have finished, and all who declared',
    rows: (db) => db.$queryRaw`
      select m.pitch_id from moderations m join lateral (
        select count(*) as free, count(s.assessor_id) as finished from conflict_declarations d
          left join score_sheets s using (assessor_id, pitch_id)
          where d.pitch_id = m.pitch_id and not d.has_conflict) panel on true
      where panel.free < 2 or panel.finished < panel.free`,
  },
  {
    name: 'every award is of the best affordable score, worked out again from the agreed points',
    rows: (db) => db.$queryRaw`
      with totals as (
        select p.id, p.pitch_call_id, sum(m.points * c.weight_basis_points) as score,
          (select sum(price_pence) from pitch_milestones where pitch_id = p.id) as price
        from pitches p join moderations m on m.pitch_id = p.id
          join criteria c on c.id = m.criterion_id
        where p.sent_at is not null and p.withdrawn_at is null group by p.id)
      select a.id from awards a join totals won on won.id = a.pitch_id
      where won.price <> a.price_pence or exists (
        select from totals other where other.pitch_call_id = a.pitch_call_id
          and other.score > won.score and other.price <= won.price)`,
  },
  {
    name: 'a challenge whose award is confirmed is awarded, or further on',
    rows: (db) => db.$queryRaw`
      select ch.id from challenges ch join awards a on a.challenge_id = ch.id
      where a.confirmed_at is not null and ch.stage not in ('awarded', 'delivering', 'completed', 'stopped')`,
  },
]
