-- Commits pledges that came together with fewer and plainer statements: starting one costs more than what it does. What is
-- decided is kept in arrays, in the order it was decided, and written from them at the end, the pots last.
-- batch: rounds: [roundId], pots: [{potId, wantedPence}], caps: [{potId, scope, ref, leastPence, mostPence, wantedPence}]: each once; the
--     others point at them by place, from 1. wantedPence is the sum over the batch, leastPence and mostPence its lowest and highest limit,
--   deals: [{pledgeId, round, from, amountPence, at, personId, memo, ruleBook, leastCouncils, mostCouncils, version, approval, audit, job, wants}]
--     ruleBook: the version the wants were worked out from,
--     leastCouncils, mostCouncils: the number of councils, this one included, between which the wants are right,
--     version: of the round's totals, when the wants hang on exactly which pledges there are,
--     wants: [{matchId, pledgeId, councilId, pot, ruleId, areaId, wantedPence, boundBy, working, doesNotStack, caps, limits}]
-- Answers [{outcome: 'committed' | 'closed' | 'moved' | 'again', isNew}] in the order of the deals.
create or replace function commit_pledges(batch jsonb) returns jsonb language plpgsql
  -- One plan serves arrays of every length, and each statement looks up by key.
  set plan_cache_mode = force_generic_plan set enable_seqscan = off
as $$
declare
  round_ids uuid[] := translate(batch ->> 'rounds', '[]"', '{}')::uuid[];
  versions int[]; counts int[]; gaps bigint[]; closings timestamptz[]; promised bigint[]; matched bigint[]; rule_book_now uuid;
  pot_ids uuid[]; left_in_pots bigint[]; taken_from_pots bigint[];
  cap_pots uuid[]; cap_scopes text[]; cap_refs text[]; least_caps bigint[]; most_caps bigint[]; used bigint[]; taken_under_caps bigint[];
  is_tight_cap boolean; is_tight_pot boolean; is_locked boolean := false; changed int; expected int;
  deal record; want record; outcome text; answers jsonb := '[]';
  amount bigint; room bigint; bound text; steps jsonb; stacked uuid; rooms int; place int; journal bigint; line int;
  done uuid[] := '{}'; done_sequences int[] := '{}'; done_audits jsonb[] := '{}'; done_froms text[] := '{}'; done_sums bigint[] := '{}';
  done_times timestamptz[] := '{}'; done_journals bigint[] := '{}'; approvals jsonb[] := '{}'; jobs jsonb[] := '{}';
  made uuid[] := '{}'; made_pledges uuid[] := '{}'; made_pots uuid[] := '{}'; made_rules uuid[] := '{}'; made_challenges uuid[] := '{}';
  made_councils uuid[] := '{}'; made_areas uuid[] := '{}'; made_wanted bigint[] := '{}'; made_sums bigint[] := '{}'; made_bounds text[] := '{}';
  made_steps jsonb[] := '{}'; made_times timestamptz[] := '{}';
  posted bigint[] := '{}'; posted_kinds text[] := '{}'; posted_keys uuid[] := '{}'; posted_times timestamptz[] := '{}'; posted_memos text[] := '{}';
  posted_people uuid[] := '{}'; posted_challenges uuid[] := '{}'; posted_pledges uuid[] := '{}';
  line_journals bigint[] := '{}'; lines int[] := '{}'; debits text[] := '{}'; credits text[] := '{}'; line_sums bigint[] := '{}';
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  -- A round that is closed meanwhile is waited for, and shows: both of its rows are locked, so both are the latest.
  select array_agg(version order by n), array_agg(council_count order by n), array_agg(closing order by n), array_agg(gap order by n),
      array_agg(0::bigint), array_agg(0::bigint), max(rule_book::text)
    into versions, counts, closings, gaps, promised, matched, rule_book_now
    from (
      select totals.version, council_count, case when closed_at is null then closes_at else '-infinity' end as closing,
        target_pence - pledged_pence - matched_pence as gap, array_position(round_ids, round_id) as n, rule_books.version as rule_book
      from round_totals totals join rounds on rounds.id = round_id cross join rule_books
      where round_id = any (round_ids) order by round_id for no key update of totals for share of rounds
    ) locked;

  while batch -> 'caps' <> '[]' loop
    select array_agg(pot order by n), array_agg(0::bigint), array_agg(allocated_pence - reserved_pence - committed_pence - paid_pence order by n),
        bool_or(allocated_pence - reserved_pence - committed_pence - paid_pence < 32 * wanted)
      into pot_ids, taken_from_pots, left_in_pots, is_tight_pot
      from rows from (jsonb_to_recordset(batch -> 'pots') as ("potId" uuid, "wantedPence" bigint)) with ordinality as asked_for (pot, wanted, n)
      join pot_balances on pot_id = pot;
    select array_agg(pot order by n), array_agg(asked_for.scope order by n), array_agg(asked_for.ref order by n), array_agg(least order by n),
        array_agg(most order by n), array_agg(0::bigint), array_agg(coalesce(used_pence, 0) order by n),
        coalesce(bool_or(least - coalesce(used_pence, 0) < 4 * wanted), false)
      into cap_pots, cap_scopes, cap_refs, least_caps, most_caps, taken_under_caps, used, is_tight_cap
      from rows from (jsonb_to_recordset(batch -> 'caps') as ("potId" uuid, scope text, ref text, "leastPence" bigint, "mostPence" bigint, "wantedPence" bigint))
        with ordinality as asked_for (pot, scope, ref, least, most, wanted, n)
      left join cap_uses on pot_id = pot and cap_uses.scope = asked_for.scope and cap_uses.ref = asked_for.ref;
    exit when is_locked or not (is_tight_cap or is_tight_pot);
    -- Near a limit a match is given in part, which needs the exact room. A wide one is not waited for.
    insert into cap_uses (pot_id, scope, ref) select * from unnest(cap_pots, cap_scopes, cap_refs) order by 1, 2, 3 on conflict do nothing;
    perform from cap_uses where (pot_id, scope, ref) in (select * from unnest(cap_pots, cap_scopes, cap_refs))
      order by pot_id, scope, ref for no key update;
    perform lock_pots(pot_ids);
    is_locked := true;
  end loop;

  for deal in select asked.*, state, amount_pence, council_id, challenge_id
    from jsonb_to_recordset(batch -> 'deals') as asked ("pledgeId" uuid, round int, "from" text, "amountPence" bigint, at timestamptz,
      "personId" uuid, memo text, "ruleBook" uuid, "leastCouncils" int, "mostCouncils" int, version int, approval jsonb, audit jsonb, job jsonb, wants jsonb, place int)
    left join pledges on id = "pledgeId" and round_id = round_ids[round] order by place
  loop
    outcome := case
      when deal.state in ('committed', 'called') or deal."pledgeId" = any (done) then 'committed'
      when closings[deal.round] <= deal.at then 'closed'
      when deal.state is distinct from deal."from" or deal.amount_pence is distinct from deal."amountPence" then 'moved'
      when counts[deal.round] + 1 not between deal."leastCouncils" and deal."mostCouncils" or deal.version <> versions[deal.round]
        or deal."ruleBook" <> rule_book_now then 'again'
      else 'new' end;
    answers := answers || jsonb_build_object('outcome', case outcome when 'new' then 'committed' else outcome end, 'isNew', outcome = 'new');
    continue when outcome <> 'new';
    counts[deal.round] := counts[deal.round] + 1;
    versions[deal.round] := versions[deal.round] + 1;
    promised[deal.round] := promised[deal.round] + deal.amount_pence;
    gaps[deal.round] := gaps[deal.round] - deal.amount_pence;
    done := done || deal."pledgeId";
    done_sequences := done_sequences || versions[deal.round];
    done_froms := done_froms || deal."from";
    done_sums := done_sums || deal.amount_pence;
    done_times := done_times || deal.at;
    done_audits := array_append(done_audits, deal.audit);
    if deal.approval is not null then approvals := array_append(approvals, deal.approval || jsonb_build_object('id', deal."pledgeId", 'at', deal.at)); end if;
    if deal.job is not null then jobs := array_append(jobs, deal.job); end if;
    journal := nextval('journals_id_seq');
    posted := posted || journal;
    posted_kinds := posted_kinds || 'pledge-committed'::text;
    posted_keys := posted_keys || deal."pledgeId";
    posted_times := posted_times || deal.at;
    posted_memos := posted_memos || deal.memo;
    posted_people := posted_people || deal."personId";
    posted_challenges := posted_challenges || deal.challenge_id;
    posted_pledges := posted_pledges || deal."pledgeId";
    line := 1;
    line_journals := line_journals || journal;
    lines := lines || line;
    debits := debits || account_identity('council', null, deal.council_id, null, null, null);
    credits := credits || account_identity('pledged', null, deal.council_id, null, deal.challenge_id, null);
    line_sums := line_sums || deal.amount_pence;

    stacked := null;
    for want in select * from jsonb_to_recordset(deal.wants) as ("matchId" uuid, "pledgeId" uuid, "councilId" uuid, pot int, "ruleId" uuid, "areaId" uuid,
        "wantedPence" bigint, "boundBy" text, working jsonb, "doesNotStack" boolean, caps int[], limits bigint[])
    loop
      continue when want."doesNotStack" and want."pledgeId" = stacked;
      amount := want."wantedPence";
      bound := want."boundBy";
      steps := want.working;
      rooms := cardinality(want.caps);
      for i in 1 .. rooms + 2 loop
        room := case i - rooms when 1 then gaps[deal.round] when 2 then left_in_pots[want.pot] else want.limits[i] - used[want.caps[i]] end;
        continue when room is null or room >= amount;
        amount := greatest(room, 0);
        bound := case i - rooms when 1 then 'target' when 2 then 'pot' else cap_scopes[want.caps[i]] end;
        steps := steps || jsonb_build_object('step', bound, 'capPence', want.limits[i]::text, 'roomPence', amount::text, 'pence', amount::text);
      end loop;
      continue when amount = 0;
      stacked := want."pledgeId";
      gaps[deal.round] := gaps[deal.round] - amount;
      matched[deal.round] := matched[deal.round] + amount;
      left_in_pots[want.pot] := left_in_pots[want.pot] - amount;
      taken_from_pots[want.pot] := taken_from_pots[want.pot] + amount;
      foreach place in array want.caps loop
        used[place] := used[place] + amount;
        taken_under_caps[place] := taken_under_caps[place] + amount;
      end loop;
      made := made || want."matchId";
      made_pledges := made_pledges || want."pledgeId";
      made_pots := made_pots || pot_ids[want.pot];
      made_rules := made_rules || want."ruleId";
      made_challenges := made_challenges || deal.challenge_id;
      made_councils := made_councils || want."councilId";
      made_areas := made_areas || want."areaId";
      made_wanted := made_wanted || want."wantedPence";
      made_sums := made_sums || amount;
      made_bounds := made_bounds || bound;
      made_steps := array_append(made_steps, steps);
      made_times := made_times || deal.at;
      if want."pledgeId" = deal."pledgeId" then
        line := line + 1;
        line_journals := line_journals || journal;
        lines := lines || line;
      else
        posted := posted || nextval('journals_id_seq');
        posted_kinds := posted_kinds || 'match-unlocked'::text;
        posted_keys := posted_keys || want."matchId";
        posted_times := posted_times || deal.at;
        posted_memos := posted_memos || 'Match switched on for an earlier pledge: enough councils have pledged'::text;
        posted_people := posted_people || deal."personId";
        posted_challenges := posted_challenges || deal.challenge_id;
        posted_pledges := posted_pledges || want."pledgeId";
        line_journals := line_journals || posted[cardinality(posted)];
        lines := lines || 1;
      end if;
      debits := debits || account_identity('pot-available', null, null, pot_ids[want.pot], null, null);
      credits := credits || account_identity('match-reserved', null, null, pot_ids[want.pot], deal.challenge_id, null);
      line_sums := line_sums || amount;
    end loop;
  end loop;
  if done = '{}' then return answers; end if;

  -- An account is opened the first time something moves on it; its name says what it is.
  insert into accounts (kind, council_id, pot_id, challenge_id)
    select split_part(name, '/', 1), nullif(split_part(name, '/', 3), '')::uuid, nullif(split_part(name, '/', 4), '')::uuid,
      nullif(split_part(name, '/', 5), '')::uuid
    from unnest(debits || credits) as name where not exists (select from accounts where identity = name)
    on conflict (identity) do nothing;
  with committed as (
    update pledges set state = 'committed', committed_at = at, committed_sequence = sequence, agreement_accepted_at = coalesce(agreement_accepted_at, at)
      from unnest(done, done_sequences, done_froms, done_sums, done_times) as pledge (pledge_id, sequence, from_state, pence, at)
      where id = pledge_id and state = from_state and amount_pence = pence
      returning 1
  ), matching as (
    insert into matches (id, pledge_id, pot_id, rule_id, challenge_id, council_id, area_id, wanted_pence, amount_pence, bound_by, working, reserved_at, state)
      select *, 'reserved' from unnest(made, made_pledges, made_pots, made_rules, made_challenges, made_councils, made_areas, made_wanted, made_sums,
        made_bounds, made_steps, made_times)
  ), posting as (
    insert into journals (id, kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
      select * from unnest(posted, posted_kinds, posted_keys, posted_times, posted_memos, posted_people, posted_challenges, posted_pledges)
  ), moving as (
    insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
      select of_journal, n, debited.id, credited.id, pence
      from unnest(line_journals, lines, debits, credits, line_sums) as moved (of_journal, n, debit, credit, pence)
      join accounts debited on debited.identity = debit join accounts credited on credited.identity = credit
      returning 1
  ), counting as (
    update round_totals set version = versions[n], council_count = counts[n], pledged_pence = pledged_pence + promised[n],
        matched_pence = matched_pence + matched[n]
      from unnest(round_ids) with ordinality as round (id, n) where round_id = id and promised[n] > 0
  ), capping as (
    insert into cap_uses (pot_id, scope, ref, used_pence, cap_pence)
      select pot, scope, ref, taken, case when is_locked then most else least end
      from unnest(cap_pots, cap_scopes, cap_refs, taken_under_caps, least_caps, most_caps) as cap (pot, scope, ref, taken, least, most)
      where taken > 0 order by 1, 2, 3
      on conflict (pot_id, scope, ref) do update set used_pence = cap_uses.used_pence + excluded.used_pence, cap_pence = excluded.cap_pence
        where cap_uses.used_pence + excluded.used_pence <= excluded.cap_pence or excluded.cap_pence is null
      returning 1
  )
  select (select count(*) from committed) + (select count(*) from moving) + (select count(*) from capping),
      cardinality(done) + cardinality(lines) + (select count(*) from unnest(taken_under_caps) as taken where taken > 0)
    into changed, expected;
  if changed <> expected then raise exception 'a pledge or a cap has moved' using errcode = 'serialization_failure'; end if;
  if approvals <> '{}' then
    insert into pledge_approvals (id, approved_by_id, limit_pence, approved_at)
      select (approval ->> 'id')::uuid, (approval ->> 'approvedById')::uuid, (approval ->> 'limitPence')::bigint, (approval ->> 'at')::timestamptz
      from unnest(approvals) as approval;
  end if;
  for i in 1 .. cardinality(done) loop perform write_audit(done_audits[i], done_times[i]); end loop;
  for i in 1 .. cardinality(jobs) loop
    perform graphile_worker.add_job(jobs[i] ->> 'task', (jobs[i] -> 'payload')::json, job_key => jobs[i] ->> 'key');
  end loop;
  if made <> '{}' then perform reserve_in_pots(pot_ids, taken_from_pots); end if;
  return answers;
end $$;

-- The same hash; a function in SQL would be started as a statement of its own for each record.
create or replace function audit_entry_hash(entry audit_entries) returns bytea language plpgsql immutable as $$
begin
  return sha256(coalesce(entry.previous_hash, ''::bytea) || convert_to(concat_ws(e'\x1f',
    entry.id, entry.subject_kind, entry.subject_id, entry.action, entry.summary, entry.detail,
    entry.person_id, entry.organisation_id, extract(epoch from entry.at)), 'UTF8'));
end $$;

drop function post_commitments(pledge_to_write[], match_to_write[]);
drop type pledge_to_write;
drop type match_to_write;
