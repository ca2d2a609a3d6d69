-- A project costs 95% of what its sources hold, each milestone the same part of each source to the penny.
create table national.projects as
  select n, lead, supplier, firms as suppliers, closes_at as funded, stage, stage in ('delivering', 'completed') as is_started,
      case stage when 'completed' then 3 when 'delivering' then case national.pick(n, 30, 4) when 0 then 2 when 3 then 0 else 1 end else 0 end as paid,
      case when stage = 'delivering' then national.pick(n, 30, 4) end as next
    from (select challenges.*, size.suppliers as firms from national.challenges, national.size) challenge where stage in ('awarded', 'delivering', 'completed');
analyze national.projects;
-- A source is a council by its number, or a pot by its number below zero.
create table national.shares as
  select n, milestone, source, pence * (array[30, 30, 35])[milestone] / 100 as pence from (
      select n, council as source, pence from national.pledges where state = 'called'
      union all select n, -pot, sum(pence)::bigint from national.matches where state = 'committed' group by n, pot) sources
    join (select n from national.projects) project using (n), generate_series(1, 3) as milestone;
analyze national.shares;
create table national.milestones as
  select n, milestone, sum(pence)::bigint as pence, funded + make_interval(days => 80 + 30 * milestone) as claimed, milestone <= paid as is_paid,
      case when milestone = paid + 1 then next end as next, lead, supplier
    from national.shares join national.projects using (n) group by n, milestone, funded, paid, next, lead, supplier;
analyze national.milestones;

insert into pitch_calls (id, challenge_id, opens_at, closes_at, price_limit_pence, opened_by_id)
  select national.id(21, n), national.id(9, n), funded + interval '5 days', funded + interval '35 days', 100000000000, national.person(lead, 0) from national.projects;
insert into criteria (id, pitch_call_id, position, name, weight_basis_points)
  select national.id(22, n * 4 + place), national.id(21, n), place, (array['How well it works', 'Running it'])[place], (array[6000, 4000])[place]
    from national.projects, generate_series(1, 2) as place;
insert into pitch_questions (id, pitch_call_id, position, text, maximum_words)
  select national.id(23, n), national.id(21, n), 1, 'How will residents be told?', 300 from national.projects;
insert into pitches (id, number, pitch_call_id, supplier_id, started_by_id, started_at, sent_by_id, sent_at, changed_at, profile)
  select national.id(24, n * 4 + place), row_number() over (order by funded, n, place), national.id(21, n), national.id(2, firm), national.id(5, firm * 10),
      funded + interval '10 days', national.id(5, firm * 10), funded + interval '30 days', funded + interval '30 days',
      jsonb_build_object('name', 'Firm ' || firm, 'companyNumber', lpad(firm::text, 8, '0'), 'town', 'Leeds', 'staffCount', 5 + firm % 200, 'isSmeDeclaredAt', null,
        'hasCyberEssentials', true, 'insurancePence', '500000000')
    from national.projects, generate_series(1, 2) as place cross join lateral (select 1 + (supplier - 1 + (place - 1) * 7) % suppliers as firm) chosen;
select setval('pitches_number_seq', (select max(number) from pitches));
insert into pitch_answers (pitch_id, question_id, text, saved_at)
  select national.id(24, n * 4 + place), national.id(23, n), 'By text message, the evening before.', funded + interval '20 days' from national.projects, generate_series(1, 2) as place;
insert into pitch_milestones (id, pitch_id, position, title, acceptance_test, price_pence, weeks_from_start)
  select national.id(25, (n * 4 + place) * 4 + milestone), national.id(24, n * 4 + place), milestone,
      (array['Working for one ward', 'Working for every ward', 'Taken on by three councils'])[milestone], 'Two officers use it for a week.', pence, 4 * milestone
    from national.milestones, generate_series(1, 2) as place;
insert into assessors (id, pitch_call_id, person_id, council_id, appointed_by_id, appointed_at)
  select national.id(26, project.number * 4 + place), national.id(21, project.number), national.person(lead, place - 1), council.id, national.person(lead, 0), funded + interval '34 days'
    from (select n as number, lead, funded from national.projects) project join national.councils council on council.c = lead, generate_series(1, 2) as place;
insert into conflict_declarations (assessor_id, pitch_id, has_conflict, declared_at)
  select national.id(26, n * 4 + assessor), national.id(24, n * 4 + place), false, funded + interval '36 days' from national.projects, generate_series(1, 2) as assessor, generate_series(1, 2) as place;
insert into scores (assessor_id, pitch_id, criterion_id, points, reason, saved_at)
  select national.id(26, n * 4 + assessor), national.id(24, n * 4 + place), national.id(22, n * 4 + criterion), 5 - place, 'It says how.', funded + interval '40 days'
    from national.projects, generate_series(1, 2) as assessor, generate_series(1, 2) as place, generate_series(1, 2) as criterion;
insert into score_sheets (assessor_id, pitch_id, finished_at)
  select assessor_id, pitch_id, declared_at + interval '5 days' from conflict_declarations;
insert into moderations (pitch_id, criterion_id, points, reason, agreed_by_id, agreed_at)
  select national.id(24, n * 4 + place), national.id(22, n * 4 + criterion), 5 - place, 'Agreed.', national.person(lead, 0), funded + interval '50 days'
    from national.projects, generate_series(1, 2) as place, generate_series(1, 2) as criterion;
insert into awards (id, pitch_call_id, challenge_id, pitch_id, supplier_id, price_pence, reason, decided_by_id, decided_at, published_by_id, published_at, standstill_ends_on, confirmed_by_id, confirmed_at)
  select national.id(27, n), national.id(21, n), national.id(9, n), national.id(24, n * 4 + 1), national.id(2, supplier), pence, 'Highest score.', national.person(lead, 0), funded + interval '55 days',
      national.person(lead, 0), funded + interval '60 days', (funded + interval '68 days')::date, national.person(lead, 1), funded + interval '75 days'
    from national.projects join (select n, sum(pence) as pence from national.milestones group by n) priced using (n);

insert into projects (id, number, challenge_id, award_id, supplier_id, lead_council_id, price_pence, started_at)
  select national.id(28, project.number), row_number() over (order by funded, project.number), national.id(9, project.number), national.id(27, project.number), national.id(2, supplier), council.id, awards.price_pence, funded + interval '80 days'
    from (select n as number, lead, supplier, funded from national.projects where is_started) project join national.councils council on council.c = lead join awards on awards.id = national.id(27, project.number);
