-- What a council or a pot owes for one challenge is in few accounts, found by both at once. Signing a pledge opens none of these.
create index accounts_accruing_idx on accounts (coalesce(council_id, pot_id), challenge_id)
  where kind in ('called', 'received', 'match-committed', 'payable', 'refundable');

-- For which challenges a council or a pot has owed anything: from which journal on and, while all of it is settled, since
-- which. Nothing was owed before or after, so an old debt costs a page nothing. Noted by the job that seals, from the ledger
-- alone; what is not noted yet is looked for in the ledger. It can be thrown away and noted again.
create table accrual_spans (
  owner_id uuid not null,
  challenge_id uuid not null,
  first_journal_id bigint not null,
  settled_journal_id bigint,
  constraint accrual_spans_pkey primary key (owner_id, challenge_id)
);
create index accrual_spans_challenge_id_idx on accrual_spans (challenge_id);
alter table accrual_spans add constraint accrual_spans_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table accrual_spans add constraint accrual_spans_in_order check (settled_journal_id >= first_journal_id);
-- Up to which journal they are noted.
create table accrual_notes (
  id integer not null default 1,
  up_to_journal_id bigint not null default 0,
  constraint accrual_notes_pkey primary key (id)
);
alter table accrual_notes add constraint accrual_notes_one check (id = 1);
insert into accrual_notes default values;

-- Notes the next sealed journals, so many at most, and answers how many. How many rows a range of journals has is known when
-- it is planned, and only then: so it is planned each time.
create function note_accruals(most integer) returns integer language plpgsql set plan_cache_mode = force_custom_plan set jit = off as $$
declare after_journal bigint; up_to bigint; found integer;
begin
  perform pg_advisory_xact_lock(7274007);
  select up_to_journal_id into after_journal from accrual_notes;
  -- Below a seal no journal can still appear.
  select max(id), count(*) into up_to, found from (
    select id from journals where id > after_journal and id <= (select max(to_journal_id) from seals) order by id limit most) next;
  if found = 0 then return 0; end if;
  insert into accrual_spans (owner_id, challenge_id, first_journal_id, settled_journal_id)
    select owner_id, touched.challenge_id, first_id, case when not is_owed then last_id end
    from (
      select coalesce(council_id, pot_id) as owner_id, accounts.challenge_id, min(journal_id) as first_id, max(journal_id) as last_id
        from transfers cross join lateral (values (credit_account_id), (debit_account_id)) as moved (account_id)
          join accounts on accounts.id = moved.account_id
        where journal_id > after_journal and journal_id <= up_to and kind in ('called', 'received', 'match-committed', 'payable', 'refundable')
        group by 1, 2) touched
      cross join lateral (select exists (
        select from accounts
          cross join lateral (select coalesce(sum(amount_pence), 0) as pence from transfers where credit_account_id = accounts.id and journal_id <= up_to) came
          cross join lateral (select coalesce(sum(amount_pence), 0) as pence from transfers where debit_account_id = accounts.id and journal_id <= up_to) went
        where coalesce(council_id, pot_id) = owner_id and accounts.challenge_id = touched.challenge_id
          and kind in ('called', 'received', 'match-committed', 'payable', 'refundable') and came.pence <> went.pence) as is_owed) now
    on conflict (owner_id, challenge_id) do update set settled_journal_id = excluded.settled_journal_id;
  update accrual_notes set up_to_journal_id = up_to;
  return found;
end $$;
