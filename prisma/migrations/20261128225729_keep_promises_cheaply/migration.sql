-- PostgreSQL reads a CHECK from its stored text anew in every statement that writes to the table, word by word and literal by
-- literal: on the tables a pledge writes that was two fifths of its cost. A call of a function is read in no time, and the
-- function is compiled once for each connection (decision 023). What holds is what held before.
create or replace function account_identity(kind text, funder_id uuid, council_id uuid, pot_id uuid, challenge_id uuid, supplier_id uuid)
returns text language plpgsql immutable parallel safe as $$
begin
  return kind || '/' || coalesce(funder_id::text, '') || '/' || coalesce(council_id::text, '') || '/'
    || coalesce(pot_id::text, '') || '/' || coalesce(challenge_id::text, '') || '/' || coalesce(supplier_id::text, '');
end $$;

-- The chart of accounts. docs/ledger.md says what each holds and which journal moves it.
create function is_in_chart(kind text, funder_id uuid, council_id uuid, pot_id uuid, challenge_id uuid, supplier_id uuid)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return case kind
    when 'funder'          then num_nonnulls(funder_id) = 1 and num_nonnulls(council_id, pot_id, challenge_id, supplier_id) = 0
    when 'council'         then num_nonnulls(council_id) = 1 and num_nonnulls(funder_id, pot_id, challenge_id, supplier_id) = 0
    when 'pot-available'   then num_nonnulls(pot_id) = 1 and num_nonnulls(funder_id, council_id, challenge_id, supplier_id) = 0
    when 'match-reserved'  then num_nonnulls(pot_id, challenge_id) = 2 and num_nonnulls(funder_id, council_id, supplier_id) = 0
    when 'match-committed' then num_nonnulls(pot_id, challenge_id) = 2 and num_nonnulls(funder_id, council_id, supplier_id) = 0
    when 'pledged'         then num_nonnulls(council_id, challenge_id) = 2 and num_nonnulls(funder_id, pot_id, supplier_id) = 0
    when 'called'          then num_nonnulls(council_id, challenge_id) = 2 and num_nonnulls(funder_id, pot_id, supplier_id) = 0
    when 'received'        then num_nonnulls(council_id, challenge_id) = 2 and num_nonnulls(funder_id, pot_id, supplier_id) = 0
    when 'payable'         then num_nonnulls(supplier_id, challenge_id) = 2 and num_nonnulls(council_id, pot_id) = 1 and funder_id is null
    when 'paid'            then num_nonnulls(supplier_id, challenge_id) = 2 and num_nonnulls(council_id, pot_id) = 1 and funder_id is null
    else false end;
end $$;
alter table accounts drop constraint accounts_chart;
alter table accounts add constraint accounts_chart check (is_in_chart(kind, funder_id, council_id, pot_id, challenge_id, supplier_id));

create function is_journal(kind text, reverses_id bigint) returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind in ('pot-funded', 'pledge-committed', 'match-unlocked', 'pledge-lowered', 'pledge-withdrawn', 'pledge-lapsed', 'round-funded',
    'collection-received', 'payment-approved', 'payment-settled', 'reversal') and (kind = 'reversal') = (reverses_id is not null);
end $$;
alter table journals drop constraint journals_kind_known, drop constraint journals_reversal_names_its_journal;
alter table journals add constraint journals_are_known check (is_journal(kind, reverses_id));

create function is_transfer(amount_pence bigint, debit_account_id bigint, credit_account_id bigint) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return amount_pence > 0 and debit_account_id <> credit_account_id;
end $$;
alter table transfers drop constraint transfers_positive, drop constraint transfers_two_accounts;
alter table transfers add constraint transfers_move_something check (is_transfer(amount_pence, debit_account_id, credit_account_id));

create function is_pledge(state text, committed_at timestamptz, ended_at timestamptz, amount_pence bigint, funding_type text)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return amount_pence > 0 and funding_type in ('revenue', 'capital', 'flexible-receipts', 'grant') and case state
    when 'draft' then committed_at is null and ended_at is null
    when 'awaiting-approval' then committed_at is null and ended_at is null
    when 'committed' then committed_at is not null and ended_at is null
    when 'called' then committed_at is not null and ended_at is null
    when 'declined' then ended_at is not null
    when 'withdrawn' then ended_at is not null
    when 'lapsed' then ended_at is not null
    else false end;
end $$;
create function is_condition_reply(is_met boolean, reply text, replied_at timestamptz, replied_by_id uuid)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return num_nulls(is_met, reply, replied_at, replied_by_id) in (0, 4);
end $$;
alter table pledges drop constraint pledges_positive, drop constraint pledges_state_known, drop constraint pledges_funding_type_known,
  drop constraint pledges_condition_reply_whole;
alter table pledges add constraint pledges_are_whole check (is_pledge(state, committed_at, ended_at, amount_pence, funding_type));
alter table pledges add constraint pledges_condition_reply_whole
  check (is_condition_reply(is_condition_met, condition_reply, condition_replied_at, condition_replied_by_id));

create function is_match(state text, committed_at timestamptz, released_at timestamptz, amount_pence bigint, wanted_pence bigint)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return amount_pence between 1 and wanted_pence and case state
    when 'reserved' then committed_at is null and released_at is null
    when 'committed' then committed_at is not null and released_at is null
    when 'released' then released_at is not null
    else false end;
end $$;
alter table matches drop constraint matches_state_known, drop constraint matches_within_what_was_wanted;
alter table matches add constraint matches_are_whole check (is_match(state, committed_at, released_at, amount_pence, wanted_pence));

create function is_cap_use(scope text, used_pence bigint, cap_pence bigint) returns boolean language plpgsql immutable parallel safe as $$
begin
  return scope in ('challenge', 'council', 'area') and used_pence >= 0 and (cap_pence is null or used_pence <= cap_pence);
end $$;
alter table cap_uses drop constraint cap_uses_scope_known, drop constraint cap_holds;
alter table cap_uses add constraint cap_holds check (is_cap_use(scope, used_pence, cap_pence));

create function is_pot_balance(allocated_pence bigint, reserved_pence bigint, committed_pence bigint, paid_pence bigint)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return reserved_pence >= 0 and committed_pence >= 0 and paid_pence >= 0 and reserved_pence + committed_pence + paid_pence <= allocated_pence;
end $$;
alter table pot_balances drop constraint pot_balances_not_negative, drop constraint pot_never_promises_more_than_it_has;
alter table pot_balances add constraint pot_never_promises_more_than_it_has
  check (is_pot_balance(allocated_pence, reserved_pence, committed_pence, paid_pence));
create function is_round_total(council_count int, pledged_pence bigint, matched_pence bigint) returns boolean language plpgsql immutable parallel safe as $$
begin
  return council_count >= 0 and pledged_pence >= 0 and matched_pence >= 0;
end $$;
alter table round_totals drop constraint round_totals_not_negative;
alter table round_totals add constraint round_totals_not_negative check (is_round_total(council_count, pledged_pence, matched_pence));

-- A foreign key is a lookup and a lock on the row it names, in every insert. Where commit_pledges has just had that row in its
-- hands, and rows of that table never go, the key proves nothing new. They never go, because:
create trigger pledges_stay before delete on pledges for each row execute function refuse_change();
create trigger pots_stay before delete on pots for each row execute function refuse_change();
create trigger councils_stay before delete on councils for each row execute function refuse_change();
create trigger people_stay before delete on people for each row execute function refuse_change();
create trigger organisations_stay before delete on organisations for each row execute function refuse_change();
-- A challenge with a round stays by the key of the round; pot_rules, journals and accounts refuse any change.
alter table matches drop constraint matches_pledge_id_fkey;
alter table matches drop constraint matches_pot_id_fkey;
alter table matches drop constraint matches_rule_id_fkey;
alter table matches drop constraint matches_challenge_id_fkey;
alter table matches drop constraint matches_council_id_fkey;
alter table journals drop constraint journals_challenge_id_fkey;
alter table journals drop constraint journals_pledge_id_fkey;
alter table journals drop constraint journals_person_id_fkey;
alter table transfers drop constraint transfers_journal_id_fkey;
alter table transfers drop constraint transfers_debit_account_id_fkey;
alter table transfers drop constraint transfers_credit_account_id_fkey;
alter table audit_entries drop constraint audit_entries_person_id_fkey;
alter table audit_entries drop constraint audit_entries_organisation_id_fkey;
-- These were there for the keys alone: nobody looks for what has a rule, a person or an organisation.
drop index matches_rule_id_idx;
drop index journals_person_id_idx;
drop index audit_entries_person_id_idx;
drop index audit_entries_organisation_id_idx;

-- A council's account for a challenge is opened with its first pledge to it, so that committing finds it there.
create function open_account_of_pledge() returns trigger language plpgsql as $$
declare opened text;
begin
  opened := open_account(account_identity('council', null, new.council_id, null, null, null));
  opened := open_account(account_identity('pledged', null, new.council_id, null, new.challenge_id, null));
  return null;
end $$;
create trigger pledges_open_account after insert on pledges for each row execute function open_account_of_pledge();
