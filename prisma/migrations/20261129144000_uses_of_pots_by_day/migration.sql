-- How fast a pot is used is drawn from what it gave on each of ninety days: thousands of transfers. The job that seals notes what
-- each London day comes to, beside who owes something for a challenge.
create table pot_uses (
  pot_id uuid not null,
  used_on date not null,
  pence bigint not null,
  constraint pot_uses_pkey primary key (pot_id, used_on)
);
alter table pot_uses add constraint pot_uses_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;

-- What went from what a pot has to give to a match, and what came back of it, each by its own instant.
create view pot_moves as
  select pot.pot_id, journal_id, (at at time zone 'Europe/London')::date as used_on, signed.pence
    from transfers
    cross join lateral (values (debit_account_id, credit_account_id, amount_pence), (credit_account_id, debit_account_id, -amount_pence))
      as signed (pot_account_id, other_id, pence)
    join accounts pot on pot.id = pot_account_id and pot.kind = 'pot-available'
    join accounts other on other.id = other_id and other.kind in ('match-reserved', 'match-committed')
    join journals on journals.id = journal_id;

create function note_pot_uses(after_journal bigint, up_to bigint) returns void language sql
    set plan_cache_mode = force_custom_plan set jit = off as $$
  insert into pot_uses (pot_id, used_on, pence)
    select pot_id, used_on, sum(pence) from pot_moves where journal_id > after_journal and journal_id <= up_to group by 1, 2
    on conflict (pot_id, used_on) do update set pence = pot_uses.pence + excluded.pence
$$;

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
  perform note_pot_uses(after_journal, up_to);
  update accrual_notes set up_to_journal_id = up_to;
  return found;
end $$;
