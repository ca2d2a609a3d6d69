-- One record of the trail for each pledge and challenge: the first about its subject, so it carries no hash of one before it.
-- A pledge is about the lead council too, so that what others did is as much as what one did oneself.
insert into audit_entries (id, subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at, hash)
  select id, subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at, '' from (
    select row_number() over (order by at, subject_id) as id, * from (
      select 'pledge' as subject_kind, national.id(14, p) as subject_id, 'pledge-made' as action, 'Made a pledge' as summary,
          case when lead.lead_council_id = council_id then '{}'::jsonb else jsonb_build_object('about', array[lead.lead_council_id], 'as', 'officer') end as detail,
          national.person(council, p % 2) as person_id, council_id as organisation_id, made as at from national.pledges join challenges lead on lead.id = national.id(9, n)
      union all
      select 'challenge', id, 'challenge-published', 'Published a challenge', '{}', published_by_id, lead_council_id, published_at from challenges where stage <> 'draft') happened) numbered;
update audit_entries set hash = audit_entry_hash(audit_entries);
insert into audit_subjects (organisation_id, at, entry_id)
  select value::uuid, at, id from audit_entries, jsonb_array_elements_text(detail -> 'about') on conflict do nothing;
analyze audit_subjects;
select setval('audit_entries_id_seq', (select max(id) from audit_entries));

-- One person in a thousand is held, and was held before.
insert into legal_holds (id, person_id, reason, source, set_by_id, set_at, ended_at, ended_by_id, ended_reason)
  select gen_random_uuid(), people.id, 'A claim', 'High Court', national.id(7, 0), as_at - make_interval(days => 40 * turn),
      case when turn = 2 then as_at - interval '60 days' end, case when turn = 2 then national.id(7, 0) end, case when turn = 2 then 'Settled' end
    from (select id, row_number() over (order by id) as place from people) people, national.size, generate_series(1, 2) as turn
    where place % 1000 = 1;

create table national.days as select n, date_trunc('day', as_at) + make_interval(days => 14 * (n - 40), hours => 9) as at from national.size, generate_series(1, 44) as n;
analyze national.days;
insert into market_days (id, slug, title, summary, time_zone, starts_at, ends_at, booking_closes_at, created_by_id, published_at)
  select national.id(36, n), 'day-' || n, 'Market day ' || n, 'Councils say what they need; firms show what they have.', 'Europe/London', at, at + interval '8 hours', at - interval '2 days', national.id(7, 0), at - interval '60 days' from national.days;
insert into market_day_challenges (market_day_id, challenge_id, position)
  select national.id(36, days.n), challenge_id, row_number() over (partition by days.n order by challenge_id) from national.days
    join (select national.id(9, n) as challenge_id, n from national.challenges where stage in ('pooling', 'funded') limit 300) shown on shown.n % 44 = days.n - 1;
insert into slots (id, market_day_id, stage, kind, title, starts_at, ends_at)
  select national.id(37, n * 100 + place), national.id(36, n), 'Main stage', 'demo', null, at + make_interval(mins => 20 * place), at + make_interval(mins => 20 * place + 20) from national.days, generate_series(0, 19) as place;
insert into bookings (id, slot_id, market_day_id, supplier_id, title, booked_by_id, booked_at, operation_key)
  select national.id(38, n * 100 + place), national.id(37, n * 100 + place), national.id(36, n), national.id(2, firm), 'A demo', national.id(5, firm * 10), at - interval '30 days', national.id(38, n * 100 + place)
    from national.days, national.size, generate_series(0, 14) as place cross join lateral (select 1 + (n * 15 + place) % suppliers as firm) chosen;
insert into registrations (market_day_id, person_id, organisation_id, registered_at)
  select national.id(36, days.n), national.person(council.c, 0), council.id, at - interval '20 days' from national.days, national.councils council where council.c % 4 = days.n % 4;

insert into outbox_emails (id, idempotency_key, template, to_email, to_name, subject, html, text, created_at, attempts, next_attempt_at, sent_at)
  select national.id(39, p), 'pledge-' || p, 'pledge-signed', 'council-' || council || '-0@council-' || council || '.example.gov.uk', 'An officer', 'Your pledge is signed', '<p>It is signed.</p>', 'It is signed.', committed, 1, committed, committed + interval '1 minute'
    from national.pledges where committed is not null and p % 5 = 0;

-- What else comes with a pledge: work offered beside it, what stood in the way of a large one, who may sign what.
insert into in_kind_pledges (id, number, challenge_id, council_id, skill, about, days, day_rate_pence, rate_source, made_by_id, made_at)
  select national.id(40, p), row_number() over (order by made, p), national.id(9, n), council_id, 'testing', 'Two officers try each version.', 5 + p % 20, 35000, 'Our own pay scale', national.person(council, 0), made
    from (select distinct on (n, council) p, n, council, council_id, made from national.pledges where p % 20 = 1 order by n, council, p) offered;
select setval('in_kind_pledges_number_seq', (select max(number) from in_kind_pledges));
insert into gate_facts (id, pledge_id, kind, happened_on, reference, recorded_by_id, recorded_at)
  select national.id(41, p * 2 + step), national.id(14, p), (array['decision-made', 'decision-published'])[step], committed::date - 7 + step, 'Cabinet ' || p, national.person(council, 0), committed - make_interval(days => 7 - step)
    from national.pledges, generate_series(1, 2) as step where committed is not null and p % 10 = 0;
insert into chief_finance_officers (id, council_id, membership_id, from_on, source, set_by_id, set_at)
  select national.id(42, c), id, national.person(c, 3), '2020-04-01', 'made up', national.person(c, 4), as_at - interval '6 years' from national.councils, national.size;
insert into deputies (id, council_id, membership_id, principal_id, from_on, to_on, source, set_by_id, set_at)
  select national.id(43, c), id, national.person(c, 3), national.person(c, 2), as_at::date - 30, as_at::date + 30, 'made up', national.person(c, 4), as_at - interval '30 days' from national.councils, national.size;
insert into operations (verb, key, fingerprint, person_id, started_at)
  select 'sign-pledge', national.id(14, p), md5(p::text), national.person(council, 0), committed from national.pledges where committed is not null;
-- What is left of projects that are built: some of it asked for, none of it back yet.
insert into give_backs (id, project_id, left_pence, opened_at, asked_by_id, asked_at)
  select national.id(46, projects.number), projects.id, held.pence, as_at - interval '3 days',
      case when projects.number % 50 = 0 then asker.id end, case when projects.number % 50 = 0 then as_at - interval '2 days' end
    from projects join challenges on challenges.id = challenge_id and stage = 'completed' cross join national.size
      cross join (select min(id::text)::uuid as id from people) asker
      join (select challenge_id, sum(moved.pence) as pence from accounts
          join (select credit_account_id as id, amount_pence as pence from transfers
            union all select debit_account_id, -amount_pence from transfers) moved using (id)
        where kind in ('received', 'match-committed') group by challenge_id) held using (challenge_id)
    where held.pence > 0;
-- Officers with a second account, as an operator has recorded. One of them has an id that the reads ask for.
insert into same_humans (id, person_id, other_id, reason, recorded_by_id, recorded_at)
  select case when c = (select min(c) from national.councils) then '00000000-0000-4000-8000-000000000001'::uuid else national.id(47, c) end,
      least(national.person(c, 0), national.person(c, 1)), greatest(national.person(c, 0), national.person(c, 1)), 'Said so on the telephone.', national.id(7, 0), as_at - interval '90 days'
    from national.councils, national.size where c % 10 = (select min(c) % 10 from national.councils);
-- Twenty thousand people who let others find them, spread over the councils, beside those who act for them above.
create table national.listed as
  select n, national.id(48, n) as id, council.c, council.id as council_id, council.region, council.nation, national.pick(n, 7, 12) as job, national.pick(n, 8, 10) as topic,
      names.first[1 + national.pick(n, 5, 14)] || ' ' || names.last[1 + national.pick(n, 6, 13)] as name, as_at - make_interval(hours => 2 * national.pick(n, 9, 4000)) as confirmed_at
    from national.size, national.names, generate_series(1, greatest(1200, round(20000 * scale)::int)) as n
      join national.councils council on council.c = 1 + n % (select count(*) from national.councils);
insert into people (id, slug, email, name, created_at) select id, 'listed-' || n, 'listed-' || n || '@council-' || c || '.example.gov.uk', name, confirmed_at from national.listed;
insert into memberships (id, person_id, organisation_id, job_title, joined_at)
  select id, id, council_id, (array['Head of', 'Service manager,', 'Lead for', 'Officer,'])[1 + job % 4] || ' ' || (array['highways', 'waste', 'housing'])[1 + job % 3], confirmed_at from national.listed;
insert into listings (id, membership_id, about, service_function_ids, takes_messages, listed_at, confirmed_at, organisation_id, name, places, search)
  select listed.id, listed.id, about.text, led.ids, n % 5 > 0, confirmed_at, confirmed_at, council_id, listed.name, array(select distinct unnest(array[nation, region]) order by 1),
      listing_search(listed.name, memberships.job_title, organisations.name, about.text, led.names)
    from national.listed join memberships using (id) join organisations on organisations.id = council_id
      cross join lateral (select array_agg(id) as ids, string_agg(name, ' ') as names from (
        select id, name from service_functions order by hashint8extended(id, n), id limit 1 + n % 3) chosen) led
      cross join lateral (select 'Ask me about ' || (array['potholes', 'missed bins', 'street lights', 'permits', 'repairs', 'parks', 'libraries', 'school meals', 'care plans', 'taxis'])[1 + topic] || ' and what we would buy next.' as text) about;
insert into listing_counts (service_function_id, listed)
  select service, count(*) from listings, unnest(service_function_ids) as service group by 1;
insert into listing_messages (id, sender_id, sender_organisation_id, recipient_id, subject, words, sent_at, sent_on, is_withheld, reported_at, report_reason)
  select national.id(49, n), national.id(5, (1 + n % suppliers) * 10), national.id(2, 1 + n % suppliers), id, 'What we built', 'May I show you?', as_at - make_interval(mins => n),
      (as_at - make_interval(mins => n))::date, false, case when n % 400 = 0 then as_at - make_interval(mins => n / 2) end, case when n % 400 = 0 then 'Not for me' end
    from national.listed, national.size;
-- Half of the reports are closed, a few by stopping the sender; most of those stops are over.
insert into sender_stops (id, person_id, reason, stopped_by_id, stopped_at, ends_at)
  select national.id(62, n), sender_id, 'Wrote to people about other things.', national.id(7, 0), as_at - make_interval(days => n), as_at - make_interval(days => n - 30)
    from (select row_number() over (order by sender_id)::int as n, sender_id from (select distinct sender_id from listing_messages where reported_at is not null) reported) numbered, national.size
    where n % 3 = 1;
update listing_messages set closed_by_id = national.id(7, 0), closed_at = as_at, outcome = case when stop.id is null then 'warned' else 'stopped' end, outcome_reason = 'Not what it is for.', stop_id = stop.id
  from national.size, listing_messages closed left join sender_stops stop on stop.person_id = closed.sender_id
  where closed.id = listing_messages.id and closed.reported_at is not null and hashint8extended(extract(epoch from closed.sent_at)::bigint, 0) % 2 = 0;

-- What the register of companies said of each firm, month by month; all are due again one day.
insert into register_answers (id, organisation_id, company_number, answered_at, is_found, company_name, status)
  select national.id(62, n * 24 + month), national.id(2, n), lpad(n::text, 8, '0'), as_at - make_interval(months => month), true, 'FIRM ' || n || ' LIMITED', 'active'
    from national.size, generate_series(1, suppliers) as n, generate_series(0, 23) as month;
update register_lookups set due_at = as_at + make_interval(mins => company_number::int) from national.size;

-- Every firm has been verified once, and some wait again.
insert into verifications (id, organisation_id, cause, state, legal_name, legal_form, company_number, asked_by_id, asked_at, decided_by_id, decided_at)
  select national.id(60, n), national.id(2, n), 'registered', 'verified', 'Firm ' || n || ' Limited', 'company', lpad(n::text, 8, '0'), national.id(5, n * 10 + 1),
      as_at - interval '6 years' + make_interval(mins => n), national.id(7, 0), as_at - interval '5 years'
    from national.size, generate_series(1, suppliers) as n;
insert into verifications (id, organisation_id, cause, state, legal_name, legal_form, company_number, asked_by_id, asked_at)
  select national.id(61, n), national.id(2, n), 'changed', 'waiting', 'Firm ' || n || ' Group Limited', 'company', lpad(n::text, 8, '0'), national.id(5, n * 10 + 1),
      as_at - make_interval(mins => n)
    from national.size, generate_series(1, suppliers) as n where n % 40 = 1;
