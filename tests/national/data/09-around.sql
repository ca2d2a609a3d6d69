-- One record of the trail for each pledge and challenge: the first about its subject, so it carries no hash of one before it.
insert into audit_entries (id, subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at, hash)
  select id, subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at, '' from (
    select row_number() over (order by at, subject_id) as id, * from (
      select 'pledge' as subject_kind, national.id(14, p) as subject_id, 'pledge-made' as action, 'Made a pledge' as summary, '{}'::jsonb as detail,
          national.person(council, p % 2) as person_id, council_id as organisation_id, made as at from national.pledges
      union all
      select 'challenge', id, 'challenge-published', 'Published a challenge', '{}', published_by_id, lead_council_id, published_at from challenges where stage <> 'draft') happened) numbered;
update audit_entries set hash = audit_entry_hash(audit_entries);
select setval('audit_entries_id_seq', (select max(id) from audit_entries));

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
  select national.id(39, p), 'pledge-' || p, 'pledge-signed', 'council-' || council || '-0@example.gov.uk', 'An officer', 'Your pledge is signed', '<p>It is signed.</p>', 'It is signed.', committed, 1, committed, committed + interval '1 minute'
    from national.pledges where committed is not null and p % 5 = 0;
