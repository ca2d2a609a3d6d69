-- No page or file reads journals by these, and each pledge wrote into them. Taking back a receipt looks for that of a pledge.
drop index journals_challenge_id_idx, journals_pledge_id_idx;
create index journals_receipts_idx on journals (pledge_id) where kind = 'collection-received';

-- The function of the release before the last, with 23 parameters.
drop function commit_pledge(uuid, uuid, uuid, uuid, text, bigint, bigint, bigint, int, uuid, timestamptz, uuid, uuid, text, text, text, jsonb,
  text[], text[], bigint[], match_to_write[], jsonb, cap_wanted[]);

-- Between which accounts, by name, and by number where that is known: an account never changes.
create type move_to_write as (debit text, credit text, debit_id bigint, credit_id bigint, pence bigint);

-- As before, and what has been known since the draft was saved comes as it was written out then: what is new, the round's version and the moment,
-- comes first. The function of the release before, with 26 parameters, stays until the next.
create function commit_pledge(seen int, moment timestamptz, pledge uuid, round uuid, council uuid, challenge uuid, funding text, pence bigint,
  matching bigint, goal bigint, book uuid, actor uuid, acting_for uuid, words text, deed text, told text, particulars jsonb,
  moves move_to_write[], given match_to_write[], workings jsonb, caps cap_wanted[], pledge_seen xid, round_seen xid, challenge_seen xid)
returns text language plpgsql
  set enable_seqscan = off
as $$
declare nothing text; journal bigint; changed int; added int; entry bigint; want match_to_write;
begin
  nothing := pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  update round_totals set version = seen + 1, council_count = council_count + 1, pledged_pence = pledged_pence + pence, matched_pence = matched_pence + matching
    where round_id = round and version = seen and pledged_pence + matched_pence + pence + matching <= goal
      and exists (select from rule_books, rounds, challenges where rule_books.version = book
        and rounds.id = round and rounds.xmin = round_seen and challenges.id = challenge and challenges.xmin = challenge_seen);
  if not found then return 'unsure'; end if;
  update pledges set state = 'committed', committed_at = moment, committed_sequence = seen + 1, agreement_accepted_at = coalesce(agreement_accepted_at, moment)
    where id = pledge and xmin = pledge_seen and state = 'draft';
  if not found then raise exception 'a pledge has moved' using errcode = 'serialization_failure'; end if;
  insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
    values ('pledge-committed', pledge, moment, words, actor, challenge, pledge) returning id into journal;
  insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
    select journal, one.line, coalesce(one.debit_id, open_account(one.debit)), coalesce(one.credit_id, open_account(one.credit)), one.pence
    from unnest(moves) with ordinality as one (debit, credit, debit_id, credit_id, pence, line);
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
