-- Everything the match rules may know beside the pledge itself changes seldom: pots, rules, registers, areas, councils.
-- The application keeps it in memory under this version. A commitment worked out from another version is asked again.
create table rule_books (
  id boolean not null default true,
  version uuid not null default gen_random_uuid(),
  constraint rule_books_pkey primary key (id),
  constraint rule_books_one check (id)
);
insert into rule_books default values;

-- Deferred, so that its lock is the last a transaction takes: whoever commits pledges meanwhile holds it shared.
create function turn_rule_book() returns trigger language plpgsql as $$
begin
  if current_setting('solve_once.rule_book_turned_by', true) is distinct from pg_current_xact_id()::text then
    perform set_config('solve_once.rule_book_turned_by', pg_current_xact_id()::text, true);
    perform pg_advisory_xact_lock(hashtextextended('rule book', 0));
    update rule_books set version = gen_random_uuid();
  end if;
  return null;
end $$;

create constraint trigger pots_turn_rule_book after insert or update or delete on pots
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger pot_rules_turn_rule_book after insert on pot_rules
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger area_registrations_turn_rule_book after insert or update or delete on area_registrations
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger combined_authorities_turn_rule_book after insert or delete on combined_authorities
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger combined_authority_members_turn_rule_book after insert or update or delete on combined_authority_members
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger mayor_terms_turn_rule_book after insert or update or delete on mayor_terms
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger councils_turn_rule_book after insert or update or delete on councils
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger organisations_turn_rule_book after update of name on organisations
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger service_functions_turn_rule_book after insert or update or delete on service_functions
  deferrable initially deferred for each row execute function turn_rule_book();

-- Moves what is taken from pots into reserved. The last thing a commitment does, so that the hottest row is held the shortest.
create function reserve_in_pots(pots uuid[], pence bigint[]) returns void language plpgsql as $$
declare moved int;
begin
  perform pg_advisory_xact_lock(hashtextextended('pot' || pot, 0))
    from (select pot from unnest(pots, pence) as asked (pot, sum) where sum > 0 order by pot) queued;
  update pot_balances set reserved_pence = reserved_pence + sum from unnest(pots, pence) as asked (pot, sum)
    where pot_id = pot and sum > 0 and reserved_pence + committed_pence + paid_pence + sum <= allocated_pence;
  get diagnostics moved = row_count;
  if moved <> (select count(*) from unnest(pence) as sum where sum > 0) then
    raise exception 'a pot has moved' using errcode = 'serialization_failure';
  end if;
end $$;

-- What commit_pledges has decided, before it is written.
create type pledge_to_write as (place bigint, pledge_id uuid, round int, sequence int, council_id uuid, challenge_id uuid, pence bigint,
  from_state text, at timestamptz, person_id uuid, memo text, approval jsonb, audit jsonb, job jsonb);
create type match_to_write as (place bigint, deal bigint, match_id uuid, pledge_id uuid, council_id uuid, challenge_id uuid, pot_id uuid,
  rule_id uuid, area_id uuid, wanted_pence bigint, pence bigint, bound_by text, working jsonb, is_unlocked boolean);

-- The ledger of commitments: one journal for each pledge with its own match, one for each match switched on for an earlier pledge.
create function post_commitments(pledges pledge_to_write[], matches match_to_write[]) returns void language plpgsql as $$
begin
  with needed as materialized (
    select kind, council_id as council, null::uuid as pot, challenge, account_identity(kind, null, council_id, null, challenge, null) as wanted
      from unnest(pledges) as pledge, lateral (values ('council', null::uuid), ('pledged', challenge_id)) as account (kind, challenge)
    union select kind, null::uuid, pot_id, challenge, account_identity(kind, null, null, pot_id, challenge, null)
      from unnest(matches) as match, lateral (values ('pot-available', null::uuid), ('match-reserved', challenge_id)) as account (kind, challenge)
  )
  insert into accounts (kind, council_id, pot_id, challenge_id)
    select kind, council, pot, challenge from needed
    where not exists (select from accounts where identity = wanted) order by wanted on conflict (identity) do nothing;

  with events as (
    select pledge_id as key, 'pledge-committed' as kind, place, 0::bigint as line, at, memo, person_id, challenge_id, pledge_id from unnest(pledges)
    union all
    select match.match_id, 'match-unlocked', match.deal, match.place, pledge.at, 'Match switched on for an earlier pledge: enough councils have pledged',
      pledge.person_id, match.challenge_id, match.pledge_id
      from unnest(matches) as match join unnest(pledges) as pledge on pledge.place = match.deal where is_unlocked
  ), posted as (
    insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
      select kind, key, at, memo, person_id, challenge_id, pledge_id from events order by place, line returning id, operation_key
  ), lines as (
    select pledge_id as key, 1::bigint as line, account_identity('council', null, council_id, null, null, null) as debit,
      account_identity('pledged', null, council_id, null, challenge_id, null) as credit, pence from unnest(pledges)
    union all
    select case when is_unlocked then match_id else pledge_id end,
      case when is_unlocked then 1 else 1 + row_number() over (partition by pledge_id, is_unlocked order by place) end,
      account_identity('pot-available', null, null, pot_id, null, null), account_identity('match-reserved', null, null, pot_id, challenge_id, null), pence
      from unnest(matches)
  )
  insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
    select posted.id, line, debited.id, credited.id, pence
    from lines join posted on operation_key = key
    join accounts debited on debited.identity = debit join accounts credited on credited.identity = credit;
end $$;

-- Commits pledges of any rounds, from any pots, in the order given: state, approval, matches of each and of those it unlocks,
-- caps, journals, totals, audit, jobs and pots. What one pledge may not do is its own answer; what fails, fails for all.
-- batch: rounds: [roundId], pots: [{potId, wantedPence}], caps: [{potId, scope, ref, leastPence, mostPence, wantedPence}]: each once; the
--     others point at them by place, from 1. wantedPence is the sum over the batch, leastPence and mostPence its lowest and highest limit,
--   deals: [{pledgeId, round, from, amountPence, at, personId, memo, ruleBook, leastCouncils, mostCouncils, version, approval, audit, job}]
--     ruleBook: the version the wants were worked out from,
--     leastCouncils, mostCouncils: the number of councils, this one included, between which the wants are right,
--     version: of the round's totals, when the wants hang on exactly which pledges there are,
--   wants: [{deal, matchId, pledgeId, councilId, pot, ruleId, areaId, wantedPence, boundBy, working, doesNotStack, caps, limits}]
-- Answers [{outcome: 'committed' | 'closed' | 'moved' | 'again', isNew}] in the order of the deals.
create function commit_pledges(batch jsonb) returns jsonb language plpgsql as $$
declare
  round_ids uuid[] := array(select value::uuid from jsonb_array_elements_text(batch -> 'rounds') with ordinality order by ordinality);
  versions int[]; counts int[]; gaps bigint[]; closings timestamptz[]; promised bigint[]; matched bigint[];
  pot_ids uuid[]; left_in_pots bigint[]; taken_from_pots bigint[];
  cap_scopes text[]; used bigint[]; taken_under_caps bigint[];
  rule_book uuid; is_tight_cap boolean; is_tight_pot boolean; is_locked boolean := false;
  asked record; last_place bigint := 0; outcome text; answers jsonb[] := '{}';
  pledges_done pledge_to_write[] := '{}'; matches_given match_to_write[] := '{}'; done_ids uuid[] := '{}';
  amount bigint; room bigint; bound text; steps jsonb; stacked uuid; rooms int; place int; changed int;
begin
  perform from round_totals where round_id = any (round_ids) order by round_id for no key update;
  perform pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  select version into rule_book from rule_books;
  select array_agg(totals.version order by n), array_agg(council_count order by n),
      array_agg(case when closed_at is null then closes_at else '-infinity' end order by n),
      array_agg(target_pence - pledged_pence - matched_pence order by n), array_agg(0::bigint), array_agg(0::bigint)
    into versions, counts, closings, gaps, promised, matched
    from unnest(round_ids) with ordinality as asked_for (id, n) join round_totals totals on round_id = id join rounds on rounds.id = asked_for.id;

  for attempt in 1..2 loop
    select array_agg(pot order by n), array_agg(0::bigint), array_agg(allocated_pence - reserved_pence - committed_pence - paid_pence order by n),
        coalesce(bool_or(allocated_pence - reserved_pence - committed_pence - paid_pence < 32 * wanted), false)
      into pot_ids, taken_from_pots, left_in_pots, is_tight_pot
      from rows from (jsonb_to_recordset(batch -> 'pots') as ("potId" uuid, "wantedPence" bigint)) with ordinality as asked_for (pot, wanted, n)
      join pot_balances on pot_id = pot;
    select array_agg(asked_for.scope order by n), array_agg(0::bigint), array_agg(coalesce(used_pence, 0) order by n),
        coalesce(bool_or(least - coalesce(used_pence, 0) < 4 * wanted), false)
      into cap_scopes, taken_under_caps, used, is_tight_cap
      from rows from (jsonb_to_recordset(batch -> 'caps') as ("potId" uuid, scope text, ref text, "leastPence" bigint, "wantedPence" bigint))
        with ordinality as asked_for (pot, scope, ref, least, wanted, n)
      left join cap_uses on pot_id = pot and cap_uses.scope = asked_for.scope and cap_uses.ref = asked_for.ref;
    exit when is_locked or not (is_tight_cap or is_tight_pot);
    -- Near a limit a match is given in part, which needs the exact room. A wide one is not waited for.
    insert into cap_uses (pot_id, scope, ref)
      select "potId", scope, ref from jsonb_to_recordset(batch -> 'caps') as asked_for ("potId" uuid, scope text, ref text) order by 1, 2, 3
      on conflict do nothing;
    perform from cap_uses where (pot_id, scope, ref) in (
        select "potId", scope, ref from jsonb_to_recordset(batch -> 'caps') as asked_for ("potId" uuid, scope text, ref text))
      order by pot_id, scope, ref for no key update;
    perform lock_pots(pot_ids);
    is_locked := true;
  end loop;

  for asked in
    select deal.*, kept.state, kept.amount_pence, kept.council_id, kept.challenge_id, want.*
    from rows from (jsonb_to_recordset(batch -> 'deals') as ("pledgeId" uuid, round int, "from" text, "amountPence" bigint, at timestamptz,
        "personId" uuid, memo text, "ruleBook" uuid, "leastCouncils" int, "mostCouncils" int, version int, approval jsonb, audit jsonb, job jsonb)) with ordinality
      as deal (pledge_id, round, from_state, asked_pence, at, person_id, memo, rule_book, least, most, version, approval, audit, job, place)
    left join pledges kept on kept.id = deal.pledge_id and kept.round_id = round_ids[deal.round]
    left join rows from (jsonb_to_recordset(batch -> 'wants') as (deal int, "matchId" uuid, "pledgeId" uuid, "councilId" uuid, pot int, "ruleId" uuid,
        "areaId" uuid, "wantedPence" bigint, "boundBy" text, working jsonb, "doesNotStack" boolean, caps int[], limits bigint[])) with ordinality
      as want (deal, match_id, for_pledge, for_council, pot, rule_id, area_id, wanted, bound_by, working, does_not_stack, caps, limits, want_place)
      on want.deal = deal.place
    order by deal.place, want_place
  loop
    if asked.place <> last_place then
      last_place := asked.place;
      outcome := case
        when asked.state in ('committed', 'called') or asked.pledge_id = any (done_ids) then 'committed'
        when closings[asked.round] <= asked.at then 'closed'
        when asked.state is distinct from asked.from_state or asked.amount_pence is distinct from asked.asked_pence then 'moved'
        when counts[asked.round] + 1 not between asked.least and asked.most or asked.version <> versions[asked.round]
          or asked.rule_book <> rule_book then 'again'
        else 'new' end;
      answers := answers || array[jsonb_build_object('outcome', case outcome when 'new' then 'committed' else outcome end, 'isNew', outcome = 'new')];
      if outcome = 'new' then
        counts[asked.round] := counts[asked.round] + 1;
        versions[asked.round] := versions[asked.round] + 1;
        promised[asked.round] := promised[asked.round] + asked.amount_pence;
        gaps[asked.round] := gaps[asked.round] - asked.amount_pence;
        done_ids := done_ids || asked.pledge_id;
        pledges_done := pledges_done || (asked.place, asked.pledge_id, asked.round, versions[asked.round], asked.council_id, asked.challenge_id,
          asked.amount_pence, asked.from_state, asked.at, asked.person_id, asked.memo, asked.approval, asked.audit, asked.job)::pledge_to_write;
        stacked := null;
      end if;
    end if;
    continue when outcome <> 'new' or asked.wanted is null or (asked.does_not_stack and asked.for_pledge = stacked);

    amount := asked.wanted;
    bound := asked.bound_by;
    steps := asked.working;
    rooms := cardinality(asked.caps);
    for i in 1 .. rooms + 2 loop
      room := case i - rooms when 1 then gaps[asked.round] when 2 then left_in_pots[asked.pot] else asked.limits[i] - used[asked.caps[i]] end;
      continue when room is null or room >= amount;
      amount := greatest(room, 0);
      bound := case i - rooms when 1 then 'target' when 2 then 'pot' else cap_scopes[asked.caps[i]] end;
      steps := steps || jsonb_build_object('step', bound, 'capPence', asked.limits[i]::text, 'roomPence', amount::text, 'pence', amount::text);
    end loop;
    continue when amount = 0;
    stacked := asked.for_pledge;
    gaps[asked.round] := gaps[asked.round] - amount;
    matched[asked.round] := matched[asked.round] + amount;
    left_in_pots[asked.pot] := left_in_pots[asked.pot] - amount;
    taken_from_pots[asked.pot] := taken_from_pots[asked.pot] + amount;
    foreach place in array asked.caps loop
      used[place] := used[place] + amount;
      taken_under_caps[place] := taken_under_caps[place] + amount;
    end loop;
    matches_given := matches_given || (asked.want_place, asked.place, asked.match_id, asked.for_pledge, asked.for_council, asked.challenge_id,
      pot_ids[asked.pot], asked.rule_id, asked.area_id, asked.wanted, amount, bound, steps, asked.for_pledge <> asked.pledge_id)::match_to_write;
  end loop;
  if done_ids = '{}' then return to_jsonb(answers); end if;

  update pledges set state = 'committed', committed_at = at, committed_sequence = sequence, agreement_accepted_at = coalesce(agreement_accepted_at, at)
    from unnest(pledges_done) as done where id = pledge_id and state = from_state and amount_pence = pence;
  get diagnostics changed = row_count;
  if changed <> cardinality(done_ids) then raise exception 'a pledge has moved' using errcode = 'serialization_failure'; end if;
  insert into pledge_approvals (id, approved_by_id, limit_pence, approved_at)
    select pledge_id, (approval ->> 'approvedById')::uuid, (approval ->> 'limitPence')::bigint, at from unnest(pledges_done) where approval is not null;
  if matches_given <> '{}' then
    insert into matches (id, pledge_id, pot_id, rule_id, challenge_id, council_id, area_id, wanted_pence, amount_pence, bound_by, working, state, reserved_at)
      select match_id, given.pledge_id, pot_id, rule_id, given.challenge_id, given.council_id, area_id, wanted_pence, given.pence, bound_by, working, 'reserved', at
      from unnest(matches_given) as given join unnest(pledges_done) as done on done.place = given.deal order by given.place;
    insert into cap_uses (pot_id, scope, ref, used_pence, cap_pence)
      select "potId", scope, ref, taken_under_caps[n], case when is_locked then most else least end
      from rows from (jsonb_to_recordset(batch -> 'caps') as ("potId" uuid, scope text, ref text, "leastPence" bigint, "mostPence" bigint))
        with ordinality as asked_for ("potId", scope, ref, least, most, n)
      where taken_under_caps[n] > 0 order by 1, 2, 3
      on conflict (pot_id, scope, ref) do update set used_pence = cap_uses.used_pence + excluded.used_pence, cap_pence = excluded.cap_pence
        where cap_uses.used_pence + excluded.used_pence <= excluded.cap_pence or excluded.cap_pence is null;
    get diagnostics changed = row_count;
    if changed <> (select count(*) from unnest(taken_under_caps) as taken where taken > 0) then
      raise exception 'a cap has moved' using errcode = 'serialization_failure';
    end if;
  end if;
  perform post_commitments(pledges_done, matches_given);
  insert into audit_entries (subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at)
    select audit ->> 'subjectKind', (audit ->> 'subjectId')::uuid, audit ->> 'action', audit ->> 'summary', coalesce(audit -> 'detail', '{}'),
      (audit ->> 'personId')::uuid, (audit ->> 'organisationId')::uuid, at
    from unnest(pledges_done) as done order by done.place;
  perform graphile_worker.add_job(job ->> 'task', (job -> 'payload')::json, job_key => job ->> 'key')
    from unnest(pledges_done) where job is not null;
  update round_totals set version = versions[n], council_count = counts[n], pledged_pence = pledged_pence + promised[n],
      matched_pence = matched_pence + matched[n]
    from unnest(round_ids) with ordinality as asked_for (id, n) where round_id = id and promised[n] > 0;
  if matches_given <> '{}' then perform reserve_in_pots(pot_ids, taken_from_pots); end if;
  return to_jsonb(answers);
end $$;

comment on function commit_pledge(jsonb) is 'For processes of the release before; commit_pledges takes its place.';
comment on function reserve_matches(jsonb, uuid, bigint, timestamptz) is 'For processes of the release before; commit_pledges takes its place.';
