-- Commits pledges one after the other with plain statements, each for one row by its key: preparing a set, or taking JSON
-- apart, costs more than writing the rows does (decision 023). Only what pledges of a batch share is counted in arrays: rounds
-- are locked first, caps and pots are written last, each in the one order of locks (decision 009).
create type pot_wanted as (pot_id uuid, wanted_pence bigint);
-- Of a batch: the lowest and the highest limit its rules set, null for none, and what is wanted under it.
create type cap_wanted as (pot_id uuid, scope text, ref text, least_pence bigint, most_pence bigint, wanted_pence bigint);
create type pledge_to_commit as (
  pledge_id uuid, round int, from_state text, amount_pence bigint, at timestamptz, person_id uuid, organisation_id uuid, memo text,
  -- What it was worked out from: the version of the rule book, the numbers of councils, this one included, between which the
  -- wants are right, and the version of the round's totals if they hang on exactly which pledges there are.
  rule_book uuid, least_councils int, most_councils int, totals_version int,
  audit_action text, audit_summary text, audit_detail jsonb, approved_by_id uuid, limit_pence bigint, job jsonb);
-- Of the pledge at this place of the batch, or of an earlier one that it switches match on for.
create type match_wanted as (
  deal int, match_id uuid, pledge_id uuid, council_id uuid, pot int, rule_id uuid, area_id uuid, wanted_pence bigint, bound_by text,
  working jsonb, does_not_stack boolean, caps int[], limits bigint[]);

-- The account of this identity; opened if it is not there yet. Its name says what it is.
create function open_account(name text) returns bigint language plpgsql as $$
declare parts text[]; opened bigint;
begin
  select id into opened from accounts where identity = name;
  if found then return opened; end if;
  parts := string_to_array(name, '/', '');
  insert into accounts (kind, funder_id, council_id, pot_id, challenge_id, supplier_id)
    values (parts[1], parts[2]::uuid, parts[3]::uuid, parts[4]::uuid, parts[5]::uuid, parts[6]::uuid)
    on conflict (identity) do nothing returning id into opened;
  if opened is null then select id into opened from accounts where identity = name; end if;
  return opened;
end $$;

create function post_transfer(journal bigint, line int, debit text, credit text, pence bigint) returns void language plpgsql as $$
begin
  insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
    select journal, line, debited.id, credited.id, pence from accounts debited, accounts credited
    where debited.identity = debit and credited.identity = credit;
  if not found then
    insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
      values (journal, line, open_account(debit), open_account(credit), pence);
  end if;
end $$;

-- rounds, pots, caps: each once, in the order of locks; deals and wants point at them by place, from 1. Wants are in the order
-- of their deals. Answers 'new', 'committed' (before), 'closed', 'moved' or 'again' for each deal; what fails, fails for all.
create function commit_pledges(rounds uuid[], pots pot_wanted[], caps cap_wanted[], deals pledge_to_commit[], wants match_wanted[])
returns text[] language plpgsql
  -- Plans are kept, and while a table is small they would read all of it.
  set enable_seqscan = off
as $$
declare
  rule_book_now uuid; now_in record; round int; outcomes text[] := '{}'; nothing text;
  versions int[] := '{}'; counts int[] := '{}'; closings timestamptz[] := '{}'; gaps bigint[] := '{}'; promised bigint[] := '{}'; matched bigint[] := '{}';
  left_in_pots bigint[] := '{}'; taken_from_pots bigint[] := '{}'; used bigint[] := '{}'; taken_under_caps bigint[] := '{}';
  pot pot_wanted; caps_taken int := 0; changed int; is_tight boolean; is_locked boolean := false;
  deal pledge_to_commit; want match_wanted; next_want int := 1; outcome text; council uuid; challenge uuid; journal bigint; line int; in_journal bigint; at_line int;
  amount bigint; room bigint; bound text; steps jsonb; stacked uuid; rooms int; place int;
begin
  nothing := pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  for i in 1 .. cardinality(rounds) loop
    -- A round that is closed meanwhile is waited for, and shows: both of its rows are locked, so both are the latest.
    select totals.version, council_count, case when closed_at is null then closes_at else '-infinity' end as closing,
        target_pence - pledged_pence - matched_pence as gap, rule_books.version as rule_book into now_in
      from round_totals totals join rounds terms on terms.id = round_id cross join rule_books
      where round_id = rounds[i] for no key update of totals for share of terms;
    versions[i] := now_in.version;
    counts[i] := now_in.council_count;
    closings[i] := now_in.closing;
    gaps[i] := now_in.gap;
    rule_book_now := now_in.rule_book;
    promised[i] := 0;
    matched[i] := 0;
  end loop;

  loop
    select coalesce(array_agg(coalesce(used_pence, 0) order by n), '{}'), coalesce(array_agg(0::bigint), '{}'),
        coalesce(bool_or(least_pence - coalesce(used_pence, 0) < 4 * wanted_pence), false)
      into used, taken_under_caps, is_tight
      from unnest(caps) with ordinality as asked (pot_id, scope, ref, least_pence, most_pence, wanted_pence, n)
      left join cap_uses using (pot_id, scope, ref);
    for i in 1 .. cardinality(pots) loop
      pot := pots[i];
      select allocated_pence - reserved_pence - committed_pence - paid_pence into room from pot_balances where pot_id = pot.pot_id;
      left_in_pots[i] := room;
      taken_from_pots[i] := 0;
      is_tight := is_tight or room < 32 * pot.wanted_pence;
    end loop;
    exit when is_locked or not is_tight;
    -- Near a limit a match is given in part, which needs the exact room. A wide one is not waited for.
    insert into cap_uses (pot_id, scope, ref) select pot_id, scope, ref from unnest(caps) on conflict do nothing;
    perform from cap_uses where (pot_id, scope, ref) in (select pot_id, scope, ref from unnest(caps)) order by pot_id, scope, ref for no key update;
    perform lock_pots(array(select pot_id from unnest(pots)));
    is_locked := true;
  end loop;

  for n in 1 .. cardinality(deals) loop
    deal := deals[n];
    round := deal.round;
    outcome := case
      when closings[round] <= deal.at then 'closed'
      when counts[round] + 1 not between deal.least_councils and deal.most_councils or deal.totals_version <> versions[round]
        or deal.rule_book <> rule_book_now then 'again'
      else 'new' end;
    if outcome = 'new' then
      update pledges set state = 'committed', committed_at = deal.at, committed_sequence = versions[round] + 1,
          agreement_accepted_at = coalesce(agreement_accepted_at, deal.at)
        where id = deal.pledge_id and round_id = rounds[round] and state = deal.from_state and amount_pence = deal.amount_pence
        returning council_id, challenge_id into council, challenge;
      if not found then outcome := 'moved'; end if;
    end if;
    if outcome <> 'new' then
      perform from pledges where id = deal.pledge_id and state in ('committed', 'called');
      if found then outcome := 'committed'; end if;
    end if;
    outcomes[n] := outcome;
    if outcome = 'new' then
      counts[round] := counts[round] + 1;
      versions[round] := versions[round] + 1;
      promised[round] := promised[round] + deal.amount_pence;
      gaps[round] := gaps[round] - deal.amount_pence;
      if deal.approved_by_id is not null then
        insert into pledge_approvals (id, approved_by_id, limit_pence, approved_at)
          values (deal.pledge_id, deal.approved_by_id, deal.limit_pence, deal.at);
      end if;
      insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
        values ('pledge-committed', deal.pledge_id, deal.at, deal.memo, deal.person_id, challenge, deal.pledge_id) returning id into journal;
      nothing := post_transfer(journal, 1, account_identity('council', null, council, null, null, null),
        account_identity('pledged', null, council, null, challenge, null), deal.amount_pence);
      insert into audit_entries (subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at)
        values ('pledge', deal.pledge_id, deal.audit_action, deal.audit_summary, deal.audit_detail, deal.person_id, deal.organisation_id, deal.at);
      if deal.job is not null then
        perform graphile_worker.add_job(deal.job ->> 'task', (deal.job -> 'payload')::json, job_key => deal.job ->> 'key');
      end if;
    end if;

    line := 1;
    stacked := null;
    while wants[next_want].deal = n loop
      want := wants[next_want];
      next_want := next_want + 1;
      continue when outcome <> 'new' or (want.does_not_stack and want.pledge_id = stacked);
      amount := want.wanted_pence;
      bound := want.bound_by;
      steps := want.working;
      rooms := cardinality(want.caps);
      for i in 1 .. rooms + 2 loop
        room := case i - rooms when 1 then gaps[round] when 2 then left_in_pots[want.pot] else want.limits[i] - used[want.caps[i]] end;
        continue when room is null or room >= amount;
        amount := greatest(room, 0);
        bound := case i - rooms when 1 then 'target' when 2 then 'pot' else (caps[want.caps[i]]).scope end;
        steps := steps || jsonb_build_object('step', bound, 'capPence', want.limits[i]::text, 'roomPence', amount::text, 'pence', amount::text);
      end loop;
      continue when amount = 0;
      stacked := want.pledge_id;
      gaps[round] := gaps[round] - amount;
      matched[round] := matched[round] + amount;
      left_in_pots[want.pot] := left_in_pots[want.pot] - amount;
      taken_from_pots[want.pot] := taken_from_pots[want.pot] + amount;
      foreach place in array want.caps loop
        caps_taken := caps_taken + (taken_under_caps[place] = 0)::int;
        used[place] := used[place] + amount;
        taken_under_caps[place] := taken_under_caps[place] + amount;
      end loop;
      pot := pots[want.pot];
      insert into matches (id, pledge_id, pot_id, rule_id, challenge_id, council_id, area_id, wanted_pence, amount_pence, bound_by, working, state, reserved_at)
        values (want.match_id, want.pledge_id, pot.pot_id, want.rule_id, challenge, want.council_id, want.area_id, want.wanted_pence, amount,
          bound, steps, 'reserved', deal.at);
      if want.pledge_id = deal.pledge_id then
        line := line + 1;
        at_line := line;
        in_journal := journal;
      else
        at_line := 1;
        insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
          values ('match-unlocked', want.match_id, deal.at, 'Match switched on for an earlier pledge: enough councils have pledged',
            deal.person_id, challenge, want.pledge_id) returning id into in_journal;
      end if;
      nothing := post_transfer(in_journal, at_line, account_identity('pot-available', null, null, pot.pot_id, null, null),
        account_identity('match-reserved', null, null, pot.pot_id, challenge, null), amount);
    end loop;
  end loop;

  for i in 1 .. cardinality(rounds) loop
    continue when promised[i] = 0;
    update round_totals set version = versions[i], council_count = counts[i], pledged_pence = pledged_pence + promised[i],
        matched_pence = matched_pence + matched[i] where round_id = rounds[i];
  end loop;
  if caps_taken > 0 then
    insert into cap_uses (pot_id, scope, ref, used_pence, cap_pence)
      select pot_id, scope, ref, taken_under_caps[n], case when is_locked then most_pence else least_pence end
      from unnest(caps) with ordinality as taken (pot_id, scope, ref, least_pence, most_pence, wanted_pence, n)
      where taken_under_caps[n] > 0 order by n
      on conflict (pot_id, scope, ref) do update set used_pence = cap_uses.used_pence + excluded.used_pence, cap_pence = excluded.cap_pence
        where cap_uses.used_pence + excluded.used_pence <= excluded.cap_pence or excluded.cap_pence is null;
    get diagnostics changed = row_count;
    if changed <> caps_taken then raise exception 'a cap has moved' using errcode = 'serialization_failure'; end if;
  end if;
  for i in 1 .. cardinality(pots) loop
    continue when taken_from_pots[i] = 0;
    pot := pots[i];
    nothing := pg_advisory_xact_lock(hashtextextended('pot' || pot.pot_id, 0));
    update pot_balances set reserved_pence = reserved_pence + taken_from_pots[i]
      where pot_id = pot.pot_id and reserved_pence + committed_pence + paid_pence + taken_from_pots[i] <= allocated_pence;
    if not found then raise exception 'a pot has moved' using errcode = 'serialization_failure'; end if;
  end loop;
  return outcomes;
end $$;

comment on function commit_pledges(jsonb) is 'For processes of the release before; the one with typed rows takes its place.';
drop function commit_pledge(jsonb);
drop function reserve_matches(jsonb, uuid, bigint, timestamptz);
