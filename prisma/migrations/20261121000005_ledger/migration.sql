create table accounts (
  id bigserial not null,
  kind text not null,
  funder_id uuid,
  council_id uuid,
  pot_id uuid,
  challenge_id uuid,
  supplier_id uuid,
  constraint accounts_pkey primary key (id)
);

create table journals (
  id bigserial not null,
  kind text not null,
  operation_key uuid not null,
  challenge_id uuid,
  pledge_id uuid,
  payment_id uuid,
  reverses_id bigint,
  person_id uuid,
  memo text not null,
  at timestamptz(3) not null,
  constraint journals_pkey primary key (id)
);

create table transfers (
  journal_id bigint not null,
  line integer not null,
  debit_account_id bigint not null,
  credit_account_id bigint not null,
  amount_pence bigint not null,
  constraint transfers_pkey primary key (journal_id, line)
);

create index accounts_funder_id_idx on accounts (funder_id);
create index accounts_council_id_idx on accounts (council_id);
create index accounts_pot_id_idx on accounts (pot_id);
create index accounts_challenge_id_idx on accounts (challenge_id);
create index accounts_supplier_id_idx on accounts (supplier_id);
create unique index journals_kind_operation_key_key on journals (kind, operation_key);
create index journals_challenge_id_idx on journals (challenge_id);
create index journals_pledge_id_idx on journals (pledge_id);
create index journals_payment_id_idx on journals (payment_id);
create index journals_reverses_id_idx on journals (reverses_id);
create index journals_person_id_idx on journals (person_id);
create index transfers_debit_account_id_idx on transfers (debit_account_id);
create index transfers_credit_account_id_idx on transfers (credit_account_id);

alter table accounts add constraint accounts_funder_id_fkey foreign key (funder_id) references funders (id) on delete restrict on update restrict;
alter table accounts add constraint accounts_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table accounts add constraint accounts_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table journals add constraint journals_reverses_id_fkey foreign key (reverses_id) references journals (id) on delete restrict on update restrict;
alter table journals add constraint journals_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table transfers add constraint transfers_journal_id_fkey foreign key (journal_id) references journals (id) on delete restrict on update restrict;
alter table transfers add constraint transfers_debit_account_id_fkey foreign key (debit_account_id) references accounts (id) on delete restrict on update restrict;
alter table transfers add constraint transfers_credit_account_id_fkey foreign key (credit_account_id) references accounts (id) on delete restrict on update restrict;

-- An account is its kind and what it is about; the same one is found again by all of them. One text, because an index
-- cannot be searched for "the same, nulls included".
create function account_identity(kind text, funder_id uuid, council_id uuid, pot_id uuid, challenge_id uuid, supplier_id uuid)
returns text language sql immutable parallel safe as $$
  select kind || '/' || coalesce(funder_id::text, '') || '/' || coalesce(council_id::text, '') || '/'
    || coalesce(pot_id::text, '') || '/' || coalesce(challenge_id::text, '') || '/' || coalesce(supplier_id::text, '')
$$;
alter table accounts add column identity text not null
  generated always as (account_identity(kind, funder_id, council_id, pot_id, challenge_id, supplier_id)) stored;
create unique index accounts_identity_key on accounts (identity);
-- The chart of accounts. docs/ledger.md says what each holds and which journal moves it.
alter table accounts add constraint accounts_chart check (case kind
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
  else false end);

alter table journals add constraint journals_kind_known check (kind in (
  'pot-funded', 'pledge-committed', 'match-unlocked', 'pledge-withdrawn', 'pledge-lapsed', 'round-funded', 'collection-received',
  'payment-approved', 'payment-settled', 'reversal'));
alter table journals add constraint journals_reversal_names_its_journal check ((kind = 'reversal') = (reverses_id is not null));
create unique index journals_reversed_once_key on journals (reverses_id) where reverses_id is not null;

-- A transfer is one debit and one credit of the same positive sum, so a journal cannot be unbalanced.
alter table transfers add constraint transfers_positive check (amount_pence > 0);
alter table transfers add constraint transfers_two_accounts check (debit_account_id <> credit_account_id);

create trigger journals_append_only before update or delete on journals for each row execute function refuse_change();
create trigger journals_no_truncate before truncate on journals for each statement execute function refuse_change();
create trigger transfers_append_only before update or delete on transfers for each row execute function refuse_change();
create trigger transfers_no_truncate before truncate on transfers for each statement execute function refuse_change();
create trigger accounts_append_only before update or delete on accounts for each row execute function refuse_change();

-- Finds an account, or opens it the first time something moves on it.
create function account_for(account jsonb) returns bigint language plpgsql as $$
declare
  wanted text := account_identity(account ->> 'kind', (account ->> 'funderId')::uuid, (account ->> 'councilId')::uuid,
    (account ->> 'potId')::uuid, (account ->> 'challengeId')::uuid, (account ->> 'supplierId')::uuid);
  found_id bigint;
begin
  select id into found_id from accounts where identity = wanted;
  if found then return found_id; end if;
  insert into accounts (kind, funder_id, council_id, pot_id, challenge_id, supplier_id)
    values (account ->> 'kind', (account ->> 'funderId')::uuid, (account ->> 'councilId')::uuid,
      (account ->> 'potId')::uuid, (account ->> 'challengeId')::uuid, (account ->> 'supplierId')::uuid)
    on conflict (identity) do nothing returning id into found_id;
  if found_id is null then select id into found_id from accounts where identity = wanted; end if;
  return found_id;
end $$;

-- Writes one event's transfers in one statement. The same kind and operation key again writes nothing and answers null.
-- entry: kind, operationKey, at, memo, personId, challengeId, pledgeId, paymentId, reversesId,
--        transfers: [{ debit: account, credit: account, amountPence }]
create function post_journal(entry jsonb) returns bigint language plpgsql as $$
declare journal bigint;
begin
  insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id, payment_id, reverses_id)
    values (entry ->> 'kind', (entry ->> 'operationKey')::uuid, (entry ->> 'at')::timestamptz, entry ->> 'memo',
      (entry ->> 'personId')::uuid, (entry ->> 'challengeId')::uuid, (entry ->> 'pledgeId')::uuid,
      (entry ->> 'paymentId')::uuid, (entry ->> 'reversesId')::bigint)
    on conflict (kind, operation_key) do nothing returning id into journal;
  if journal is null then return null; end if;
  if jsonb_array_length(entry -> 'transfers') = 0 then
    raise exception 'journal % moves nothing', entry ->> 'kind' using errcode = 'check_violation';
  end if;
  insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
    select journal, line, account_for(transfer -> 'debit'), account_for(transfer -> 'credit'), (transfer ->> 'amountPence')::bigint
    from jsonb_array_elements(entry -> 'transfers') with ordinality as lines (transfer, line);
  return journal;
end $$;

-- What each account holds: credits less debits. Sources of money (funder, council) run below zero by what they promised.
create view account_balances as
  select accounts.*, coalesce(credited.sum, 0) - coalesce(debited.sum, 0) as balance_pence
  from accounts
  left join lateral (select sum(amount_pence) from transfers where credit_account_id = accounts.id) credited on true
  left join lateral (select sum(amount_pence) from transfers where debit_account_id = accounts.id) debited on true;
