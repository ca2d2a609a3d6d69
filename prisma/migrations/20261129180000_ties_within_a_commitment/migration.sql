-- What one commitment asks for may hang on what the same commitment gives others: where it switches match on for earlier pledges,
-- a top-up gives way to what an earlier pot adds to its own pledge, and the one-off bonus goes to the first that is given anything,
-- not to the first that asks. Beyond commit_pledges of before, only that.
-- The functions of the release before, with one parameter less, stay until the next; those before them go.
drop function commit_pledge(uuid, uuid, uuid, uuid, text, text, bigint, bigint, bigint, int, uuid, timestamptz, uuid, uuid, text, text, text, jsonb,
  text[], text[], bigint[], purse_wanted[], cap_wanted[], match_to_settle[]);
-- Of the pledge at this place of the batch, or of an earlier one that it switches match on for.
create type match_to_fit as (
  deal int, match_id uuid, pledge_id uuid, challenge_id uuid, council_id uuid, pot int, rule_id uuid, area_id uuid, wanted_pence bigint,
  bound_by text, working jsonb, caps int[], limits bigint[], debit text, credit text);
-- A want is left out once an earlier one of its deal is given anything; or, of those it needs, unless one is. Both by place.
create type want_tie as (want int, earlier int, is_needed boolean);

-- rounds, pots, caps: each once, in the order of locks; deals and wants point at them by place, from 1. Wants are in the order
-- of their deals, ties in that of wants. No pledge comes twice. Answers 'new', 'committed' (before), 'closed', 'full', 'moved' or
-- 'again' for each deal; what fails, fails for all.
create function commit_pledges(rounds uuid[], pots purse_wanted[], caps cap_wanted[], deals pledge_to_settle[], wants match_to_fit[], ties want_tie[])
returns text[] language plpgsql
  -- Plans are kept, and while a table is small they would read all of it.
  set enable_seqscan = off
as $$
declare
  rule_book_now uuid; round int; outcomes text[] := '{}'; nothing text; states text[];
  versions int[]; counts int[]; closings timestamptz[]; gaps bigint[]; last_gaps bigint[]; promised bigint[]; matched bigint[]; sequences int[] := '{}';
  left_in_pots bigint[] := '{}'; taken_from_pots bigint[]; used bigint[] := '{}'; taken_under_caps bigint[];
  caps_taken int := 0; committed int := 0; changed int; is_tight boolean; is_locked boolean := false; has_extras boolean := false;
  deal pledge_to_settle; want match_to_fit; next_want int := 1; tie want_tie; next_tie int := 1; is_out boolean; is_needed boolean; outcome text; line int;
  amount bigint; room bigint; bound text; steps jsonb; rooms int; place int;
  amounts bigint[] := '{}'; bounds text[] := '{}'; workings jsonb[] := '{}'; journals journal_to_post[] := '{}'; transfers transfer_to_post[] := '{}';
begin
  nothing := pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  loop
    -- A round that is closed meanwhile is waited for, and shows: both of its rows are locked, so both are the latest. The rest is
    -- as of before that wait; what has moved since is held against by the conditions of the writes below.
    select in_rounds.versions, in_rounds.counts, in_rounds.closings, in_rounds.gaps, in_rounds.last_gaps, in_rounds.rule_book,
        in_caps.used, in_pots.rooms, in_caps.is_tight or in_pots.is_tight, in_pledges.states
      into versions, counts, closings, gaps, last_gaps, rule_book_now, used, left_in_pots, is_tight, states
      from (select array_agg(version) as versions, array_agg(council_count) as counts, array_agg(closing) as closings, array_agg(gap) as gaps, array_agg(last_gap) as last_gaps,
            (array_agg(locked.rule_book))[1] as rule_book
          from (select totals.version, council_count, case when closed_at is null then closes_at else '-infinity' end as closing,
              target_pence - pledged_pence - matched_pence as gap, target_pence - stretch_pence as last_gap, rule_books.version as rule_book
            from unnest(rounds) with ordinality as asked (id, n) join round_totals totals on round_id = asked.id
            join rounds terms on terms.id = asked.id cross join rule_books
            order by n for no key update of totals for share of terms) locked) in_rounds,
        (select array_agg(coalesce(used_pence, 0) order by n) as used,
            coalesce(bool_or(least_pence - coalesce(used_pence, 0) < 4 * wanted_pence), false) as is_tight
          from unnest(caps) with ordinality as asked (pot_id, scope, ref, least_pence, most_pence, wanted_pence, n)
          left join cap_uses using (pot_id, scope, ref)) in_caps,
        (select array_agg(allocated_pence - reserved_pence - committed_pence - paid_pence order by n) as rooms,
            coalesce(bool_or(allocated_pence - reserved_pence - committed_pence - paid_pence < 32 * wanted_pence), false) as is_tight
          from unnest(pots) with ordinality as asked (pot_id, purse, wanted_pence, n) join pot_balances using (pot_id, purse)) in_pots,
        (select array_agg(case when state in ('committed', 'called') then 'committed' when state = from_state and pledges.amount_pence = one.amount_pence
              and round_id = rounds[one.round] and pledges.funding_type = one.funding_type then 'new' else 'moved' end order by one.ordinality) as states
          from unnest(deals) with ordinality as one left join pledges on id = one.pledge_id) in_pledges;
    if cardinality(left_in_pots) <> cardinality(pots) then raise exception 'a purse is not there' using errcode = 'serialization_failure'; end if;
    exit when is_locked or not is_tight;
    -- Near a limit a match is given in part, which needs the exact room. A wide one is not waited for.
    insert into cap_uses (pot_id, scope, ref) select pot_id, scope, ref from unnest(caps) on conflict do nothing;
    perform from cap_uses where (pot_id, scope, ref) in (select pot_id, scope, ref from unnest(caps)) order by pot_id, scope, ref for no key update;
    perform lock_pots(array(select pot_id from unnest(pots)));
    is_locked := true;
  end loop;
  promised := array_fill(0::bigint, array[cardinality(rounds)]);
  matched := promised;
  taken_under_caps := array_fill(0::bigint, array[cardinality(caps)]);
  taken_from_pots := array_fill(0::bigint, array[cardinality(pots)]);

  for n in 1 .. cardinality(deals) loop
    deal := deals[n];
    round := deal.round;
    outcome := case
      when states[n] = 'committed' then 'committed'
      when closings[round] <= deal.at then 'closed'
      when gaps[round] <= last_gaps[round] then 'full'
      when counts[round] + 1 not between deal.least_councils and deal.most_councils or deal.totals_version <> versions[round]
        or deal.rule_book <> rule_book_now then 'again'
      else states[n] end;
    outcomes[n] := outcome;
    if outcome = 'new' then
      committed := committed + 1;
      counts[round] := counts[round] + 1;
      versions[round] := versions[round] + 1;
      sequences[n] := versions[round];
      promised[round] := promised[round] + deal.amount_pence;
      gaps[round] := gaps[round] - deal.amount_pence;
      has_extras := has_extras or deal.approved_by_id is not null or deal.job is not null;
      journals := journals || ('pledge-committed', deal.pledge_id, deal.at, deal.memo, deal.person_id, deal.challenge_id, deal.pledge_id)::journal_to_post;
      transfers := transfers || (deal.pledge_id, 1, deal.debit, deal.credit, deal.amount_pence)::transfer_to_post;
    end if;

    line := 1;
    while wants[next_want].deal = n loop
      want := wants[next_want];
      next_want := next_want + 1;
      is_out := false;
      is_needed := null;
      while ties[next_tie].want = next_want - 1 loop
        tie := ties[next_tie];
        next_tie := next_tie + 1;
        if tie.is_needed then is_needed := coalesce(is_needed, false) or amounts[tie.earlier] is not null;
        else is_out := is_out or amounts[tie.earlier] is not null; end if;
      end loop;
      continue when outcome <> 'new' or is_out or not is_needed;
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
      gaps[round] := gaps[round] - amount;
      matched[round] := matched[round] + amount;
      left_in_pots[want.pot] := left_in_pots[want.pot] - amount;
      taken_from_pots[want.pot] := taken_from_pots[want.pot] + amount;
      foreach place in array want.caps loop
        caps_taken := caps_taken + (taken_under_caps[place] = 0)::int;
        used[place] := used[place] + amount;
        taken_under_caps[place] := taken_under_caps[place] + amount;
      end loop;
      amounts[next_want - 1] := amount;
      bounds[next_want - 1] := bound;
      workings[next_want - 1] := steps;
      if want.pledge_id = deal.pledge_id then
        line := line + 1;
        transfers := transfers || (deal.pledge_id, line, want.debit, want.credit, amount)::transfer_to_post;
      else
        journals := journals || ('match-unlocked', want.match_id, deal.at, 'Match switched on for an earlier pledge: enough councils have pledged',
          deal.person_id, deal.challenge_id, want.pledge_id)::journal_to_post;
        transfers := transfers || (want.match_id, 1, want.debit, want.credit, amount)::transfer_to_post;
      end if;
    end loop;
  end loop;
  if committed = 0 then return outcomes; end if;

  update pledges set state = 'committed', committed_at = one.at, committed_sequence = sequences[one.ordinality],
      agreement_accepted_at = coalesce(agreement_accepted_at, one.at)
    from unnest(deals) with ordinality as one
    where outcomes[one.ordinality] = 'new' and pledges.id = one.pledge_id and state = one.from_state and pledges.amount_pence = one.amount_pence
      and round_id = rounds[one.round] and pledges.council_id = one.council_id and pledges.challenge_id = one.challenge_id
      and pledges.funding_type = one.funding_type;
  get diagnostics changed = row_count;
  if changed <> committed then raise exception 'a pledge has moved' using errcode = 'serialization_failure'; end if;

  with posted as (
    insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
      select kind, operation_key, at, memo, person_id, challenge_id, pledge_id from unnest(journals)
      returning id, operation_key
  )
  insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
    select posted.id, one.line, debited.id, credited.id, one.amount_pence from posted join unnest(transfers) as one using (operation_key)
      join accounts debited on debited.identity = debit join accounts credited on credited.identity = credit;
  get diagnostics changed = row_count;
  if changed <> cardinality(transfers) then
    -- The first of its kind, say of this pot for this challenge: its account is opened now.
    insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
      select posted.id, one.line, open_account(debit), open_account(credit), one.amount_pence
      from unnest(transfers) as one join journals posted on posted.operation_key = one.operation_key and kind in ('pledge-committed', 'match-unlocked')
      where not exists (select from transfers done where done.journal_id = posted.id and done.line = one.line);
  end if;

  for n in 1 .. cardinality(deals) loop
    continue when outcomes[n] <> 'new';
    nothing := pg_advisory_xact_lock(hashtextextended('pledge' || (deals[n]).pledge_id, 1));
  end loop;
  insert into audit_entries (id, subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at, previous_hash, hash)
    select id, 'pledge', pledge_id, audit_action, audit_summary, audit_detail, person_id, organisation_id, at, before,
        audit_entry_hash((id, 'pledge', pledge_id, audit_action, audit_summary, audit_detail, person_id, organisation_id, null, at, before, null)::audit_entries)
      from (select nextval('audit_entries_id_seq') as id, (select hash from audit_entries
            where subject_kind = 'pledge' and subject_id = pledge_id order by id desc limit 1) as before, one.*
          from unnest(deals) with ordinality as one where outcomes[one.ordinality] = 'new' offset 0) told;

  if amounts <> '{}' then
    insert into matches (id, pledge_id, pot_id, purse, rule_id, challenge_id, council_id, area_id, wanted_pence, amount_pence, bound_by, working, state, reserved_at)
      select one.match_id, one.pledge_id, (pots[one.pot]).pot_id, (pots[one.pot]).purse, one.rule_id, one.challenge_id, one.council_id, one.area_id,
          one.wanted_pence, amounts[n], bounds[n], workings[n], 'reserved', (deals[one.deal]).at
        from unnest(wants) with ordinality as one (deal, match_id, pledge_id, challenge_id, council_id, pot, rule_id, area_id, wanted_pence,
          bound_by, working, caps, limits, debit, credit, n)
        where amounts[n] > 0;
  end if;
  if has_extras then
    insert into pledge_approvals (id, approved_by_id, limit_pence, approved_at)
      select pledge_id, approved_by_id, limit_pence, at from unnest(deals) with ordinality as one
      where outcomes[one.ordinality] = 'new' and approved_by_id is not null;
    perform graphile_worker.add_job(job ->> 'task', (job -> 'payload')::json, job_key => job ->> 'key') from unnest(deals) with ordinality as one
      where outcomes[one.ordinality] = 'new' and job is not null;
  end if;

  update round_totals set version = versions[n], council_count = counts[n], pledged_pence = pledged_pence + promised[n], matched_pence = matched_pence + matched[n]
    from unnest(rounds) with ordinality as asked (id, n) where round_id = asked.id and promised[n] > 0;
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
  if amounts <> '{}' then
    place := 0;
    for i in 1 .. cardinality(pots) loop
      continue when taken_from_pots[i] = 0;
      place := place + 1;
      nothing := pg_advisory_xact_lock(hashtextextended('pot' || (pots[i]).pot_id, 0));
    end loop;
    update pot_balances set reserved_pence = reserved_pence + taken_from_pots[i]
      from unnest(pots) with ordinality as asked (id, of_purse, wanted_pence, i)
      where pot_id = asked.id and purse = of_purse and taken_from_pots[i] > 0
        and reserved_pence + committed_pence + paid_pence + taken_from_pots[i] <= allocated_pence;
    get diagnostics changed = row_count;
    if changed <> place then raise exception 'a pot has moved' using errcode = 'serialization_failure'; end if;
  end if;
  return outcomes;
end $$;

create function commit_top_up(rounds uuid[], pots purse_wanted[], caps cap_wanted[], deals pledge_to_settle[], wants match_to_fit[], ties want_tie[], top_up jsonb)
returns text language plpgsql as $$
declare outcome text; parent pledges;
begin
  -- In the order of commit_pledges.
  perform pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  perform from round_totals where round_id = (top_up ->> 'roundId')::uuid for no key update;
  if exists (select from pledges where id = (top_up ->> 'pledgeId')::uuid and state in ('committed', 'called')) then return 'committed'; end if;
  select * into parent from pledges where id = (top_up ->> 'topsUpId')::uuid;
  if parent.state <> 'committed' then return 'ended'; end if;
  if standing_pence(parent.id) <> (top_up ->> 'standingPence')::bigint then return 'again'; end if;
  update round_totals set council_count = council_count - 1 where round_id = parent.round_id;
  outcome := (commit_pledges(rounds, pots, caps, deals, wants, ties))[1];
  if outcome <> 'new' then
    update round_totals set council_count = council_count + 1 where round_id = parent.round_id;
  end if;
  return outcome;
end $$;
