-- A pledge alone in three quarters of the instructions: fewer index entries, CHECKs that PostgreSQL reads faster, and parameters
-- that are the columns to write. What is written, and what must hold, is what it was before.

-- Nothing is read by these: the first has the columns of pledges_waiting_idx, the second those of journals_reversed_once_key, and
-- nobody asks for matches by council (their key to councils went before, decision 023).
drop index pledges_awaiting_idx;
drop index journals_reverses_id_idx;
drop index matches_council_id_idx;

-- The text of a CHECK is read anew in every statement, so it names the row instead of its columns (decision 023), and what a
-- function weighs is set up anew in every transaction, so it is said in few words. What they allow is what they allowed before.
create function is_pledge(p pledges) returns boolean language plpgsql immutable parallel safe as $$
begin
  return p.amount_pence > 0 and p.funding_type in ('revenue', 'capital', 'flexible-receipts', 'grant')
    and num_nulls(p.is_condition_met, p.condition_reply, p.condition_replied_at, p.condition_replied_by_id) in (0, 4)
    and p.state in ('draft', 'awaiting-approval', 'committed', 'called', 'declined', 'withdrawn', 'lapsed')
    and (p.ended_at is not null) = (p.state in ('declined', 'withdrawn', 'lapsed'))
    and (p.ended_at is not null or (p.committed_at is not null) = (p.state in ('committed', 'called')));
end $$;
alter table pledges drop constraint pledges_are_whole;
alter table pledges add constraint pledges_are_whole check (is_pledge(pledges));
create function is_match(m matches) returns boolean language plpgsql immutable parallel safe as $$
begin
  return m.amount_pence between 1 and m.wanted_pence and m.purse in ('unrestricted', 'revenue', 'capital', 'flexible-receipts', 'grant')
   and m.state in ('reserved', 'committed', 'released')
   and (m.released_at is not null) = (m.state = 'released') and (m.state = 'released' or (m.committed_at is not null) = (m.state = 'committed'));
end $$;
alter table matches drop constraint matches_are_whole;
alter table matches add constraint matches_are_whole check (is_match(matches));
create function is_pot_balance(p pot_balances) returns boolean language plpgsql immutable parallel safe as $$
begin
  return p.purse in ('unrestricted', 'revenue', 'capital', 'flexible-receipts', 'grant') and least(p.reserved_pence, p.committed_pence, p.paid_pence) >= 0
    and p.reserved_pence + p.committed_pence + p.paid_pence <= p.allocated_pence;
end $$;
alter table pot_balances drop constraint pot_never_promises_more_than_it_has;
alter table pot_balances add constraint pot_never_promises_more_than_it_has check (is_pot_balance(pot_balances));
create function is_cap_use(c cap_uses) returns boolean language plpgsql immutable parallel safe as $$
begin
  return c.scope in ('challenge', 'council', 'area') and c.used_pence >= 0 and (c.cap_pence is null or c.used_pence <= c.cap_pence);
end $$;
alter table cap_uses drop constraint cap_holds;
alter table cap_uses add constraint cap_holds check (is_cap_use(cap_uses));
create function is_round_total(t round_totals) returns boolean language plpgsql immutable parallel safe as $$
begin
  return t.council_count >= 0 and t.pledged_pence >= 0 and t.matched_pence >= 0;
end $$;
alter table round_totals drop constraint round_totals_not_negative;
alter table round_totals add constraint round_totals_not_negative check (is_round_total(round_totals));
create function is_transfer(t transfers) returns boolean language plpgsql immutable parallel safe as $$
begin
  return t.amount_pence > 0 and t.debit_account_id <> t.credit_account_id;
end $$;
alter table transfers drop constraint transfers_move_something;
alter table transfers add constraint transfers_move_something check (is_transfer(transfers));
drop function is_pledge(text, timestamptz, timestamptz, bigint, text, boolean, text, timestamptz, uuid);
drop function is_match(text, timestamptz, timestamptz, bigint, bigint, text);
drop function is_pot_balance(text, bigint, bigint, bigint, bigint);
drop function is_cap_use(text, bigint, bigint);
drop function is_round_total(int, bigint, bigint);
drop function is_transfer(bigint, bigint, bigint);

-- One pledge that comes alone, where nothing binds, as before: written at once, with conditions that say so. Its round is as it was read
-- (each change of it turns its version), and all that it wants fits. Answers 'new', or 'unsure' with nothing written. Where a later
-- condition does not hold the transaction ends; either way it is for commit_pledges to decide. Matches and caps come in the order of
-- locks. The function of the release before, with 24 parameters, stays until the next.
create type match_to_write as (match_id uuid, pot_id uuid, purse text, rule_id uuid, area_id uuid, pence bigint, bound_by text);

create function commit_pledge(pledge uuid, round uuid, council uuid, challenge uuid, funding text, pence bigint, matching bigint, goal bigint,
  seen int, book uuid, moment timestamptz, actor uuid, acting_for uuid, words text, deed text, told text, particulars jsonb,
  debits text[], credits text[], moved bigint[], given match_to_write[], workings jsonb, caps cap_wanted[])
returns text language plpgsql
  set enable_seqscan = off
as $$
declare nothing text; journal bigint; changed int; added int; entry bigint; want match_to_write;
begin
  nothing := pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  update round_totals set version = seen + 1, council_count = council_count + 1, pledged_pence = pledged_pence + pence, matched_pence = matched_pence + matching
    where round_id = round and version = seen and pledged_pence + matched_pence + pence + matching <= goal
      and exists (select from rule_books where rule_books.version = book);
  if not found then return 'unsure'; end if;
  update pledges set state = 'committed', committed_at = moment, committed_sequence = seen + 1, agreement_accepted_at = coalesce(agreement_accepted_at, moment)
    where id = pledge and round_id = round and state = 'draft' and amount_pence = pence and council_id = council and challenge_id = challenge and funding_type = funding;
  if not found then raise exception 'a pledge has moved' using errcode = 'serialization_failure'; end if;
  insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
    values ('pledge-committed', pledge, moment, words, actor, challenge, pledge) returning id into journal;
  insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
    select journal, one.line, debited.id, credited.id, one.amount from unnest(debits, credits, moved) with ordinality as one (debit, credit, amount, line)
      join accounts debited on debited.identity = debit join accounts credited on credited.identity = credit;
  get diagnostics changed = row_count;
  if changed <> cardinality(moved) then
    -- The first of its kind, say of this pot for this challenge: its account is opened now.
    insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
      select journal, one.line, open_account(debit), open_account(credit), one.amount
      from unnest(debits, credits, moved) with ordinality as one (debit, credit, amount, line)
      where not exists (select from transfers done where done.journal_id = journal and done.line = one.line);
  end if;
  nothing := pg_advisory_xact_lock(hashtextextended('pledge' || pledge, 1));
  entry := nextval('audit_entries_id_seq');
  insert into audit_entries (id, subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at, previous_hash, hash)
    select entry, 'pledge', pledge, deed, told, particulars, actor, acting_for, moment, before,
      audit_entry_hash((entry, 'pledge', pledge, deed, told, particulars, actor, acting_for, null, moment, before, null)::audit_entries)
    from (select (select hash from audit_entries where subject_kind = 'pledge' and subject_id = pledge order by id desc limit 1) as before offset 0) last;
  if caps <> '{}' then
    update cap_uses set used_pence = used_pence + cap.wanted_pence, cap_pence = cap.least_pence from unnest(caps) as cap
      where cap_uses.pot_id = cap.pot_id and cap_uses.scope = cap.scope and cap_uses.ref = cap.ref
        and (cap.least_pence is null or used_pence + cap.wanted_pence <= cap.least_pence);
    get diagnostics changed = row_count;
    if changed <> cardinality(caps) then
      -- Used for the first time: its row is written now.
      insert into cap_uses (pot_id, scope, ref, used_pence, cap_pence)
        select pot_id, scope, ref, wanted_pence, least_pence from unnest(caps) as cap
          where (least_pence is null or wanted_pence <= least_pence)
            and not exists (select from cap_uses used where used.pot_id = cap.pot_id and used.scope = cap.scope and used.ref = cap.ref)
          on conflict do nothing;
      get diagnostics added = row_count;
      if changed + added <> cardinality(caps) then raise exception 'a cap has moved' using errcode = 'serialization_failure'; end if;
    end if;
  end if;
  for i in 1 .. cardinality(given) loop
    want := given[i];
    insert into matches (id, pledge_id, pot_id, purse, rule_id, challenge_id, council_id, area_id, wanted_pence, amount_pence, bound_by, working, state, reserved_at)
      values (want.match_id, pledge, want.pot_id, want.purse, want.rule_id, challenge, council, want.area_id, want.pence, want.pence,
        want.bound_by, workings -> (i - 1), 'reserved', moment);
    nothing := pg_advisory_xact_lock(hashtextextended('pot' || want.pot_id, 0));
    update pot_balances set reserved_pence = reserved_pence + want.pence
      where pot_id = want.pot_id and purse = want.purse and reserved_pence + committed_pence + paid_pence + want.pence <= allocated_pence;
    if not found then raise exception 'a pot has moved' using errcode = 'serialization_failure'; end if;
  end loop;
  return 'new';
end $$;
