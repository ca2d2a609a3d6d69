-- Three quarters of the challenges are matched by one pot, a fifth of those by a second one.
create table national.matches as
  select row_number() over (order by committed, p, pot)::int as m, p, n, r, pot, council_id, committed as at, ended, outcome,
      case when state = 'called' then 'committed' when state = 'committed' then 'reserved' else 'released' end as state,
      case when pot <= 2 then area_id end as area_id, case turn when 1 then pence / 4 else pence / 10 end as pence, pence as pledged,
      case turn when 1 then 2500 else 1000 end as rate, closes
    from (select * from national.pledges where committed is not null) pledged
      cross join lateral (select 1 as turn, 1 + national.pick(pledged.n, 22, 12) as pot where national.pick(pledged.n, 23, 100) < 75
        union all select 2, 1 + (national.pick(pledged.n, 22, 12) + 4) % 12 where national.pick(pledged.n, 23, 100) < 15) asked;
analyze national.matches;
create index on national.matches (p);

-- The thirteenth shares itself out at the end, so it has matched nothing yet.
insert into pots (id, slug, name, purpose, funder_id, ask_order, opens_on, created_at)
  select national.id(15, n), 'pot-' || n, (array['Seed', 'Devolution Dividend', 'Rural', 'Coastal', 'Housing', 'Care', 'Green', 'Streets', 'Skills', 'Safety', 'Digital', 'Shared', 'Equal'])[n] || ' Fund',
      'Adds to what councils pledge.', national.id(3, 1 + n % 4), n, (as_at - interval '6 years')::date, as_at - interval '6 years'
    from national.size, generate_series(1, pots) as n;
-- Each was joined by another funder, and a third is asked.
insert into pot_invitations (id, pot_id, funder_id, message, invited_by_id, invited_at, answer, answered_by_id, answered_at)
  select national.id(40, n * 10 + place), national.id(15, n), national.id(3, 1 + (n + place) % 4), 'Join us.', national.id(6, (1 + n % 4) * 10), as_at - interval '5 years',
      case place when 1 then 'joined' end, case place when 1 then national.id(6, (1 + (n + 1) % 4) * 10) end, case place when 1 then as_at - interval '5 years' end
    from national.size, generate_series(1, pots) as n, generate_series(1, 2) as place;
insert into pot_rules (id, pot_id, version, terms, reason, in_force_from, published_by_id, second_publisher_id, published_at)
  select national.id(16, n * 10 + version), national.id(15, n), version,
      case when n = 13 then '{"quadratic": {}}' else jsonb_build_object('basisPoints', 2500, 'pledgeCapPence', (5000000 + 1000000 * version)::text) end
        || case when n <= 2 then '{"who": {"areaRegister": true}}' else '{}' end::jsonb,
      'Set by the board.', as_at - (array[interval '6 years', interval '3 years', interval '1 year'])[version],
      national.id(6, (1 + n % 4) * 10), national.id(6, (1 + n % 4) * 10 + 1), as_at - (array[interval '6 years', interval '3 years', interval '1 year'])[version]
    from national.size, generate_series(1, pots) as n, generate_series(1, 3) as version;
insert into area_registrations (id, pot_id, combined_authority_id, status, chief_digital_officer_from_on, strategy_published_on, strategy_url, evidence_url,
    from_on, reason, proposed_by_id, decided_by_id, approved_at)
  select national.id(17, pot * 1000 + row_number() over (order by combined_authorities.id)), national.id(15, pot), id, 'registered', '2020-04-01', '2020-04-01',
      'https://www.example.gov.uk', 'https://www.example.gov.uk', '2020-04-01', 'Both are in place.',
      national.id(6, (1 + pot % 4) * 10), national.id(6, (1 + pot % 4) * 10 + 1), '2020-04-01 12:00+01'
    from combined_authorities, generate_series(1, 2) as pot;
insert into area_proposals (id, pot_id, combined_authority_id, status, chief_digital_officer_from_on, strategy_published_on, strategy_url, evidence_url,
    from_on, reason, proposed_by_id, proposed_at, entry_id)
  select id, pot_id, combined_authority_id, status, chief_digital_officer_from_on, strategy_published_on, strategy_url, evidence_url,
      from_on, reason, proposed_by_id, approved_at, id
    from area_registrations;
insert into matches (id, pledge_id, pot_id, rule_id, challenge_id, council_id, area_id, wanted_pence, amount_pence, working, state, reserved_at, committed_at, released_at)
  select national.id(18, m), national.id(14, p), national.id(15, pot), (select id from pot_rules where pot_id = national.id(15, pot) and in_force_from <= at order by version desc limit 1),
      national.id(9, n), council_id, area_id, pence, pence,
      jsonb_build_array(jsonb_build_object('step', 'pledged', 'pence', pledged::text), jsonb_build_object('step', 'rate', 'basisPoints', rate, 'pence', pence::text)),
      state, at, case when state = 'committed' then closes end, case when state = 'released' then ended end
    from national.matches;
insert into cap_uses (pot_id, scope, ref, used_pence)
  select pot_id, scope, ref, sum(amount_pence) from matches, unnest(array['challenge', 'council', 'area'],
      array[challenge_id::text, council_id::text, challenge_id || '/' || area_id]) as cap (scope, ref)
    where state <> 'released' and ref is not null group by 1, 2, 3;

insert into round_totals (round_id, version, council_count, pledged_pence, matched_pence)
  select national.id(13, r), coalesce(versions, 0), coalesce(live.councils, 0), coalesce(pledged, 0), coalesce(matched, 0) from national.rounds
    left join (select r, count(*) as versions, count(*) filter (where state in ('committed', 'called')) as councils,
        sum(pence) filter (where state in ('committed', 'called')) as pledged from national.pledges where committed is not null group by r) live using (r)
    left join (select r, sum(pence) as matched from national.matches where state <> 'released' group by r) given using (r);
-- A round that lapsed shows what was pledged when it closed, though nothing of it is left.
create table national.closings as
  select r, count(*) as councils, sum(pence)::bigint as pledged, coalesce(sum(matched), 0)::bigint as matched
    from national.pledges left join (select p, sum(pence) as matched from national.matches group by p) given using (p)
    where committed is not null and state <> 'withdrawn' group by r;
analyze national.closings;
insert into rounds (id, challenge_id, target_pence, minimum_councils, smallest_pledge_pence, is_data_kept_in_uk, opens_at, closes_at, opened_by_id,
    closed_at, outcome, closing_council_count, closing_pledged_pence, closing_matched_pence)
  select national.id(13, r), national.id(9, n), greatest(1000000, size::bigint * 2600000 * case when outcome = 'funded' then 9 else 13 end / 10), 2, 25000, true, opens, closes, national.person(lead, 0),
      case when outcome is not null then closes end, outcome, case when outcome is not null then coalesce(closings.councils, 0) end,
      case when outcome is not null then coalesce(pledged, 0) end, case when outcome is not null then coalesce(matched, 0) end
    from national.rounds left join national.closings using (r);

-- The reference is made from the pledge's own number, as the product does.
create table national.collections as
  select p, n, council, council_id, pence, closes, chance < 70 or stage <> 'funded' as is_asked_long_ago, least(closes + make_interval(days => 10 + chance / 5), as_at) as received
    from (select p, n, council, council_id, pence, closes, state from national.pledges) pledged join (select n, stage, as_at from national.challenges) challenge using (n) cross join lateral (select national.pick(p, 24, 100) as chance) by where state = 'called';
analyze national.collections;
insert into collections (id, reference, pledge_id, council_id, lead_council_id, challenge_id, amount_pence, called_at, due_on)
  select national.id(19, p), 'COL-' || lpad(p::text, greatest(5, length(p::text)), '0'), national.id(14, p), council_id, lead_council_id, challenges.id, pence, closes, (closes + interval '30 days')::date
    from national.collections join challenges on challenges.id = national.id(9, n);
delete from national.collections using national.size where not is_asked_long_ago or received >= as_at;
insert into receipts (id, collection_id, operation_key, amount_pence, received_on, recorded_by_id, recorded_at, bank_reference)
  select national.id(20, p), national.id(19, p), national.id(20, p), pence, received::date, national.person(lead, 2), received, 'COL-' || lpad(p::text, greatest(5, length(p::text)), '0')
    from national.collections join (select n, lead from national.challenges) challenge using (n);
update collections set is_received = true where id in (select collection_id from receipts);
