create table national.rounds as
  select row_number() over (order by closes, n, turn)::int as r, *, least(closes, as_at) as until,
      case when closes > as_at then null when is_last and stage <> 'lapsed' then 'funded' else 'lapsed' end as outcome
    from (select challenges.*, turn, turn = rounds - 1 as is_last, closes_at - make_interval(days => 90 * (rounds - 1 - turn)) as closes,
        closes_at - make_interval(days => 90 * (rounds - 1 - turn) + 60) as opens
      from national.challenges, generate_series(0, rounds - 1) as turn) placed;
analyze national.rounds;
create unique index on national.rounds (r);

create table national.pledges as
  select row_number() over (order by made, r, place)::int as p, *,
      case when state in ('committed', 'called') or is_ended_late then made + interval '1 hour' end as committed,
      case when state in ('lapsed') then closes when state in ('withdrawn', 'declined') then made + interval '1 hour' + (until - made - interval '1 hour') / 2 end as ended
    from (select r, rounds.n, rounds.closes, rounds.until, rounds.outcome, place, council.c as council, council.id as council_id, council.area_id,
        date_trunc('milliseconds', opens + (until - interval '2 hours' - opens) * ((place + 0.5) / size)) as made,
        25000 * (5 + national.pick(rounds.r::bigint * 512 + place, 21, 200))::bigint as pence,
        case when outcome is null then case when chance < 3 then 'draft' when chance < 11 then 'awaiting-approval' when chance < 18 then 'withdrawn' else 'committed' end
          when outcome = 'funded' then case when place < 2 then 'called' when chance < 3 then 'withdrawn' when chance < 5 then 'lapsed' when chance < 6 then 'declined' else 'called' end
          else case when chance < 4 then 'withdrawn' else 'lapsed' end end as state,
        case when outcome is null then chance between 15 and 17 when outcome = 'funded' then chance < 5 else chance < 4 or chance >= 10 end as is_ended_late
      from national.rounds cross join lateral generate_series(0, size - 1) as place
        join national.councils council on council.c = national.council(lead, step, place, councils)
        cross join lateral (select national.pick(rounds.r::bigint * 512 + place, 20, 100) as chance) by) chosen;
analyze national.pledges;
create unique index on national.pledges (p);
create index on national.pledges (r);

insert into pledges (id, number, round_id, challenge_id, council_id, amount_pence, budget_code, funding_type, conditions, is_name_shown, state, made_by_id, made_at,
    sign_by_id, sign_by_on, agreement_accepted_at, committed_at, committed_sequence, ended_at, ended_reason)
  select national.id(14, p), p, national.id(13, r), national.id(9, n), council_id, pence, 'B' || lpad((council * 7 % 10000)::text, 4, '0'),
      (array['revenue', 'revenue', 'capital', 'grant'])[1 + p % 4],
      case when p % 20 = 3 then '{"dataStaysInUk": true}'::jsonb when p % 50 = 7 then '{"other": "A pilot runs in our own area first."}' else '{}' end,
      p % 10 <> 0, state, national.person(council, p % 2), made,
      case when state = 'awaiting-approval' then national.person(council, 2) end, case when state = 'awaiting-approval' then (closes - interval '3 days')::date end,
      committed, committed, case when committed is not null then row_number() over (partition by r, committed is not null order by committed, p) end,
      ended, case when ended is not null then 'It ended with the round or before it.' end
    from national.pledges;
select setval('pledges_number_seq', (select max(p) from national.pledges));
insert into pledge_approvals (id, approved_by_id, limit_pence, approved_at)
  select national.id(14, p), national.person(council, 2), 100000000, committed from national.pledges where committed is not null and pence > 2500000;
