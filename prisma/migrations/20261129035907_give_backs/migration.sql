-- What is left of the money raised for a project, once it is built, goes back to whom it came from: a row from the moment
-- that its last milestone is paid, asked for by the lead council, agreed to by a funder, and then refunded by bank.
create table give_backs (
  id uuid not null,
  project_id uuid not null,
  left_pence bigint not null,
  opened_at timestamptz(3) not null,
  asked_by_id uuid,
  asked_at timestamptz(3),
  agreed_by_id uuid,
  agreed_for_id uuid,
  agreed_at timestamptz(3),
  constraint give_backs_pkey primary key (id)
);
create unique index give_backs_project_id_key on give_backs (project_id);
create index give_backs_asked_by_id_idx on give_backs (asked_by_id);
create index give_backs_agreed_by_id_idx on give_backs (agreed_by_id);
create index give_backs_agreed_for_id_idx on give_backs (agreed_for_id);
create index give_backs_to_agree_idx on give_backs (asked_at) where asked_at is not null and agreed_at is null;
alter table give_backs add constraint give_backs_project_id_fkey foreign key (project_id) references projects (id) on delete restrict on update restrict;
alter table give_backs add constraint give_backs_asked_by_id_fkey foreign key (asked_by_id) references people (id) on delete restrict on update restrict;
alter table give_backs add constraint give_backs_agreed_by_id_fkey foreign key (agreed_by_id) references people (id) on delete restrict on update restrict;
alter table give_backs add constraint give_backs_agreed_for_id_fkey foreign key (agreed_for_id) references organisations (id) on delete restrict on update restrict;
alter table give_backs add constraint give_backs_left_positive check (left_pence > 0);
alter table give_backs add constraint give_backs_asked_whole check (num_nulls(asked_by_id, asked_at) in (0, 2));
alter table give_backs add constraint give_backs_agreed_whole
  check (num_nulls(agreed_by_id, agreed_for_id, agreed_at) in (0, 3) and (agreed_at is null or asked_at is not null));
alter table give_backs add constraint give_backs_two_people check (agreed_by_id <> asked_by_id);

-- What goes back to one council or one purse of a pot. A pot has it at once; a council when its refund is recorded.
create table give_back_parts (
  id uuid not null,
  give_back_id uuid not null,
  council_id uuid,
  pot_id uuid,
  purse text,
  amount_pence bigint not null,
  refunded_on date,
  bank_reference text,
  recorded_by_id uuid,
  recorded_at timestamptz(3),
  constraint give_back_parts_pkey primary key (id)
);
create unique index give_back_parts_source_key on give_back_parts (give_back_id, council_id, pot_id, purse) nulls not distinct;
create index give_back_parts_council_id_idx on give_back_parts (council_id);
create index give_back_parts_pot_id_idx on give_back_parts (pot_id);
create index give_back_parts_recorded_by_id_idx on give_back_parts (recorded_by_id);
alter table give_back_parts add constraint give_back_parts_give_back_id_fkey foreign key (give_back_id) references give_backs (id) on delete restrict on update restrict;
alter table give_back_parts add constraint give_back_parts_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table give_back_parts add constraint give_back_parts_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table give_back_parts add constraint give_back_parts_recorded_by_id_fkey foreign key (recorded_by_id) references people (id) on delete restrict on update restrict;
alter table give_back_parts add constraint give_back_parts_amount_positive check (amount_pence > 0);
alter table give_back_parts add constraint give_back_parts_one_source
  check (num_nonnulls(council_id, pot_id) = 1 and (pot_id is null) = (purse is null) and is_purse(purse));
alter table give_back_parts add constraint give_back_parts_refund_whole
  check (num_nulls(refunded_on, bank_reference, recorded_by_id, recorded_at) in (0, 4) and (refunded_on is null or council_id is not null));

-- Which sum goes back to whom never changes; only a refund is written beside it, once.
create function keep_give_back_part() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.recorded_at is not null
      or (new.id, new.give_back_id, new.amount_pence) is distinct from (old.id, old.give_back_id, old.amount_pence)
      or (new.council_id, new.pot_id, new.purse) is distinct from (old.council_id, old.pot_id, old.purse) then
    raise exception 'what goes back is not changed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger give_back_parts_kept before update or delete on give_back_parts for each row execute function keep_give_back_part();
create trigger give_back_parts_no_truncate before truncate on give_back_parts for each statement execute function refuse_change();

create or replace function is_in_chart(kind text, funder_id uuid, council_id uuid, pot_id uuid, challenge_id uuid, supplier_id uuid)
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
    when 'refundable'      then num_nonnulls(council_id, challenge_id) = 2 and num_nonnulls(funder_id, pot_id, supplier_id) = 0
    when 'refunded'        then num_nonnulls(council_id, challenge_id) = 2 and num_nonnulls(funder_id, pot_id, supplier_id) = 0
    when 'payable'         then num_nonnulls(supplier_id, challenge_id) = 2 and num_nonnulls(council_id, pot_id) = 1
      and (funder_id is null or pot_id is not null)
    when 'paid'            then num_nonnulls(supplier_id, challenge_id) = 2 and num_nonnulls(council_id, pot_id) = 1
      and (funder_id is null or pot_id is not null)
    else false end;
end $$;
create or replace function is_journal(kind text, reverses_id bigint) returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind in ('pot-funded', 'pot-taken-back', 'pledge-committed', 'match-unlocked', 'pledge-lowered', 'pledge-withdrawn', 'pledge-lapsed',
    'round-funded', 'collection-received', 'payment-approved', 'payment-settled', 'unspent-given-back', 'refund-paid', 'reversal')
    and (kind = 'reversal') = (reverses_id is not null);
end $$;
alter table cost_codes drop constraint cost_codes_kind_known;
alter table cost_codes add constraint cost_codes_kind_known
  check (account_kind in ('council', 'pledged', 'called', 'received', 'payable', 'paid', 'refundable', 'refunded'));

-- Projects that were built before.
insert into give_backs (id, project_id, left_pence, opened_at)
  select gen_random_uuid(), projects.id, sum(balance_pence), now()
  from projects join challenges on challenges.id = projects.challenge_id and stage = 'completed'
    join account_balances on account_balances.challenge_id = projects.challenge_id and kind in ('received', 'match-committed')
  group by projects.id having sum(balance_pence) > 0;
