-- What becomes of each challenge. Few have many pledges and most have few (the share at rank r goes with r to the
-- power of -0.55), but a council pledges once in a round: the hottest hundredth has six rounds, not one huge one.
create table national.challenges as
  select ranked.*, case when stage in ('draft', 'gathering') then 0 when rank <= greatest(1, challenges / 100) then 6 when national.pick(n, 4, 100) < 15 then 2 else 1 end as rounds,
      least(councils - 12, greatest(3, ceil(9.6 * (rank::numeric / challenges) ^ -0.55)))::int as size,
      1 + national.pick(n, 5, councils) as lead, (array[401, 419, 431, 443, 457])[1 + national.pick(n, 6, 5)] as step,
      1 + national.pick(n, 7, suppliers) as supplier
    from (select n, challenges, suppliers, as_at, (n::bigint * 7919 % challenges)::int + 1 as rank,
        (select count(*) from national.councils)::int as councils,
        case when (n::bigint * 7919 % challenges)::int = 0 then 'pooling' when bucket < 2 then 'draft' when bucket < 14 then 'gathering'
          when bucket < 22 then 'pooling' when bucket < 29 then 'funded' when bucket < 52 then 'lapsed' when bucket < 55 then 'awarded'
          when bucket < 70 then 'delivering' else 'completed' end as stage
      from national.size, generate_series(1, challenges) as n cross join lateral (select national.pick(n, 3, 100) as bucket) chance) ranked;
analyze national.challenges;
-- When the last round closes (or would): open ones from tomorrow on, those with work behind them long ago.
alter table national.challenges add closes_at timestamptz;
update national.challenges set closes_at = date_trunc('day', as_at) + interval '12 hours' + case
  when stage = 'pooling' then make_interval(days => 1 + national.pick(n, 8, 50))
  when stage in ('delivering', 'completed', 'awarded') then make_interval(days => -300 - national.pick(n, 8, 1000))
  else make_interval(days => -3 - national.pick(n, 8, 1200)) end;
create unique index on national.challenges (n);

create table national.words as select
  array['Missed bins', 'Potholes', 'School transport', 'Damp and mould', 'Planning notices', 'Blue badges', 'Care visits', 'Foster carers', 'Fly-tipping',
    'Parking permits', 'Library loans', 'Licensing', 'Street lights', 'Council tax', 'Housing repairs', 'Flood warnings', 'Tree surveys', 'Childcare places',
    'Adult learning', 'Food hygiene', 'Bereavement', 'Benefits letters', 'Air quality', 'Electric charging', 'Allotments', 'Gritting routes'] as things,
  array['that residents can follow', 'without phoning twice', 'checked the same day', 'in plain English', 'shared between districts', 'before they get worse',
    'for people who move often', 'with photographs', 'by text message', 'paid for once', 'with less paper', 'counted properly', 'for rural places',
    'that crews can plan', 'seen by every team', 'without spreadsheets'] as ways,
  array['reports', 'bookings', 'records', 'forms', 'inspections', 'payments', 'reminders', 'maps', 'rotas', 'waiting lists', 'appeals', 'renewals'] as kinds;
analyze national.words;
insert into challenges (id, slug, title, short_title, summary, problem, outcome, cost_today, adoption_route, typical_cost_pence, running_cost_yearly_pence,
    lead_council_id, service_function_id, theme, stage, created_by_id, created_at, changed_at, published_by_id, published_at)
  select national.id(9, n), case when stage <> 'draft' then 'challenge-' || n end, title, left(title, 60),
      title || ': the same work is done by hand in every council. Residents wait, and nobody can say how far it is.',
      repeat(title || ' take a team of four most of the week. The system in use came with another contract and tells nobody else. ', 6),
      'A resident sees what happens next, and so does the crew. ' || title || ' are answered within a day.',
      'Two people full time and £' || 20 + national.pick(n, 10, 60) || ',000 a year.', 'Each council switches it on for one ward first.',
      10000000 + 100000 * national.pick(n, 11, 400), 1000000, lead.id, area.id, null, stage, national.person(lead, 0), began, began + interval '2 days',
      case when stage <> 'draft' then national.person(lead, 0) end, case when stage <> 'draft' then began + interval '2 days' end
    from national.challenges
      join national.councils lead on lead.c = lead
      cross join lateral (select words.things[1 + national.pick(challenges.n, 12, 26)] || ' ' || words.kinds[1 + national.pick(challenges.n, 13, 12)]
        || ' ' || words.ways[1 + national.pick(challenges.n, 14, 16)] as title from national.words) worded
      cross join lateral (select closes_at - make_interval(days => 90 * greatest(rounds, 1) + 40) + make_interval(secs => challenges.n % 86400) as began) times
      join (select id, row_number() over (order by id) - 1 as place, count(*) over () as of from service_functions) area on area.place = national.pick(challenges.n, 15, area.of::int);

insert into heading_words (word) select distinct words_of_title(title, short_title) from challenges where stage <> 'draft';

-- Councils go round in steps of a prime, from the lead council on: the same ones share, pledge and pay.
create function national.council(lead int, step int, place int, councils int) returns int language sql immutable parallel safe as $$
  select ((lead - 1 + step::bigint * place) % councils)::int + 1
$$;
insert into co_signatures (id, challenge_id, challenge_number, council_id, volume_per_year, yearly_cost_pence, note, signed_by_id, signed_at, withdrawn_at)
  select national.id(10, challenge.n::bigint * 512 + place), published.id, published.number, council.id, 1000 + national.pick(challenge.n * 512 + place, 16, 90000),
      case when place % 3 < 2 then 100000 * (5 + national.pick(challenge.n * 512 + place, 17, 300)) end, case when place % 9 = 4 then 'It is the same here.' end,
      national.person(council.c, 0), made.at, case when place > 0 and place % 31 = 0 and made.at + interval '5 days' < as_at then made.at + interval '5 days' end
    from national.challenges challenge cross join lateral generate_series(0, least(councils - 1, 1 + size * 7 / 10)) as place
      join national.councils council on council.c = national.council(lead, step, place, councils)
      join challenges published on published.id = national.id(9, challenge.n) and published.stage <> 'draft'
      cross join lateral (select least(published.published_at + make_interval(hours => 3 * place), as_at - make_interval(secs => place)) as at) made;

insert into questions (id, challenge_id, text, asked_by_id, asked_for_id, asked_at)
  select national.id(11, n * 4 + place), national.id(9, n), 'Which systems must it speak to at the start, and who owns the data?',
      national.id(5, 10 * (1 + national.pick(n * 4 + place, 18, suppliers))), national.id(2, 1 + national.pick(n * 4 + place, 18, suppliers)),
      least(closes_at - interval '30 days', as_at - interval '1 day') + make_interval(hours => place)
    from national.challenges, generate_series(0, 2) as place where stage <> 'draft';
insert into answers (id, text, answered_by_id, answered_at)
  select national.id(11, n * 4 + place), 'The one for waste and the one for customers. The council owns all of it.', national.person(lead, 0),
      least(closes_at - interval '30 days', as_at - interval '1 day') + make_interval(hours => place + 5)
    from national.challenges, generate_series(0, 2) as place where stage <> 'draft' and (place < 2 or stage = 'completed');
insert into challenge_updates (id, challenge_id, title, body, posted_by_id, posted_at)
  select national.id(12, n), national.id(9, n), 'A first trial', 'Two wards tried it for a week.', national.person(lead, 0), least(closes_at - interval '20 days', as_at - interval '1 day')
    from national.challenges where stage <> 'draft' and n % 2 = 0;
insert into follows (challenge_id, person_id, followed_at)
  select national.id(9, n), national.person(national.council(lead, step, place, councils), 1), least(closes_at - interval '25 days', as_at - interval '1 day')
    from national.challenges, generate_series(0, 4) as place where stage <> 'draft';

insert into stage_counts (stage, challenge_count) select stage, count(*) from national.challenges group by stage;
