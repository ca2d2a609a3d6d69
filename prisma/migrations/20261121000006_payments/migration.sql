create table bank_details (
  id uuid not null,
  organisation_id uuid not null,
  account_name text not null,
  sort_code text not null,
  account_number text not null,
  added_by_id uuid not null,
  added_at timestamptz(3) not null,
  retired_at timestamptz(3),
  constraint bank_details_pkey primary key (id)
);

create table collections (
  id uuid not null,
  reference text not null,
  pledge_id uuid not null,
  council_id uuid not null,
  lead_council_id uuid not null,
  challenge_id uuid not null,
  amount_pence bigint not null,
  called_at timestamptz(3) not null,
  due_on date not null,
  constraint collections_pkey primary key (id)
);

create table receipts (
  id uuid not null,
  collection_id uuid not null,
  operation_key uuid not null,
  amount_pence bigint not null,
  received_on date not null,
  recorded_by_id uuid not null,
  recorded_at timestamptz(3) not null,
  bank_reference text not null,
  constraint receipts_pkey primary key (id)
);

create table payments (
  id uuid not null,
  number serial not null,
  milestone_id uuid not null,
  challenge_id uuid not null,
  supplier_id uuid not null,
  bank_details_id uuid not null,
  amount_pence bigint not null,
  rail text not null,
  payment_file_id uuid,
  approved_at timestamptz(3) not null,
  sent_at timestamptz(3),
  settled_at timestamptz(3),
  settled_on date,
  constraint payments_pkey primary key (id)
);

create table payment_shares (
  id uuid not null,
  payment_id uuid not null,
  council_id uuid,
  pot_id uuid,
  amount_pence bigint not null,
  constraint payment_shares_pkey primary key (id)
);

create table payment_files (
  id uuid not null,
  reference text not null,
  operation_key uuid not null,
  content text not null,
  sha256 text not null,
  item_count integer not null,
  total_pence bigint not null,
  created_by_id uuid not null,
  created_at timestamptz(3) not null,
  sent_by_id uuid,
  sent_at timestamptz(3),
  settled_by_id uuid,
  settled_at timestamptz(3),
  constraint payment_files_pkey primary key (id)
);

create index bank_details_organisation_id_idx on bank_details (organisation_id);
create index bank_details_added_by_id_idx on bank_details (added_by_id);
create unique index collections_reference_key on collections (reference);
create unique index collections_pledge_id_key on collections (pledge_id);
create index collections_council_id_idx on collections (council_id);
create index collections_lead_council_id_idx on collections (lead_council_id);
create index collections_challenge_id_idx on collections (challenge_id);
create unique index receipts_collection_id_key on receipts (collection_id);
create index receipts_recorded_by_id_idx on receipts (recorded_by_id);
create unique index payments_number_key on payments (number);
create unique index payments_milestone_id_key on payments (milestone_id);
create index payments_challenge_id_idx on payments (challenge_id);
create index payments_supplier_id_idx on payments (supplier_id);
create index payments_bank_details_id_idx on payments (bank_details_id);
create index payments_payment_file_id_idx on payments (payment_file_id);
create index payment_shares_payment_id_idx on payment_shares (payment_id);
create index payment_shares_council_id_idx on payment_shares (council_id);
create index payment_shares_pot_id_idx on payment_shares (pot_id);
create unique index payment_files_reference_key on payment_files (reference);
create unique index payment_files_operation_key_key on payment_files (operation_key);
create index payment_files_created_by_id_idx on payment_files (created_by_id);
create index payment_files_sent_by_id_idx on payment_files (sent_by_id);
create index payment_files_settled_by_id_idx on payment_files (settled_by_id);

alter table bank_details add constraint bank_details_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table bank_details add constraint bank_details_added_by_id_fkey foreign key (added_by_id) references people (id) on delete restrict on update restrict;
alter table collections add constraint collections_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table collections add constraint collections_lead_council_id_fkey foreign key (lead_council_id) references councils (id) on delete restrict on update restrict;
alter table receipts add constraint receipts_collection_id_fkey foreign key (collection_id) references collections (id) on delete restrict on update restrict;
alter table receipts add constraint receipts_recorded_by_id_fkey foreign key (recorded_by_id) references people (id) on delete restrict on update restrict;
alter table payments add constraint payments_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table payments add constraint payments_bank_details_id_fkey foreign key (bank_details_id) references bank_details (id) on delete restrict on update restrict;
alter table payments add constraint payments_payment_file_id_fkey foreign key (payment_file_id) references payment_files (id) on delete restrict on update restrict;
alter table payment_shares add constraint payment_shares_payment_id_fkey foreign key (payment_id) references payments (id) on delete restrict on update restrict;
alter table payment_shares add constraint payment_shares_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table payment_files add constraint payment_files_created_by_id_fkey foreign key (created_by_id) references people (id) on delete restrict on update restrict;
alter table payment_files add constraint payment_files_sent_by_id_fkey foreign key (sent_by_id) references people (id) on delete restrict on update restrict;
alter table payment_files add constraint payment_files_settled_by_id_fkey foreign key (settled_by_id) references people (id) on delete restrict on update restrict;
alter table journals add constraint journals_payment_id_fkey foreign key (payment_id) references payments (id) on delete restrict on update restrict;

alter table bank_details add constraint bank_details_sort_code check (sort_code ~ '^[0-9]{6}$');
alter table bank_details add constraint bank_details_account_number check (account_number ~ '^[0-9]{8}$');
create unique index bank_details_current_key on bank_details (organisation_id) where retired_at is null;

alter table collections add constraint collections_positive check (amount_pence > 0);
alter table collections add constraint collections_amount_key unique (id, amount_pence);
-- A receipt is for the whole of its collection, once.
alter table receipts add constraint receipts_whole_amount foreign key (collection_id, amount_pence)
  references collections (id, amount_pence);

alter table payments add constraint payments_positive check (amount_pence > 0);
alter table payments add constraint payments_rail_known check (rail in ('bacs', 'stripe'));
alter table payments add constraint payments_in_order check (
  (sent_at is null or payment_file_id is not null or rail <> 'bacs')
  and (settled_at is null or sent_at is not null)
  and ((settled_at is null) = (settled_on is null)));

alter table payment_shares add constraint payment_shares_positive check (amount_pence > 0);
alter table payment_shares add constraint payment_shares_one_source check (num_nonnulls(council_id, pot_id) = 1);
create unique index payment_shares_source_key on payment_shares (payment_id, council_id, pot_id) nulls not distinct;

-- Checked at commit: the shares of a payment add up to it, to the penny.
create function check_payment_shares() returns trigger language plpgsql as $$
declare payment uuid := case tg_table_name when 'payments' then new.id else (to_jsonb(coalesce(new, old)) ->> 'payment_id')::uuid end;
begin
  if (select amount_pence from payments where id = payment)
    <> (select coalesce(sum(amount_pence), 0) from payment_shares where payment_id = payment) then
    raise exception 'shares of payment % do not add up', payment using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger payments_shares_add_up after insert or update on payments
  deferrable initially deferred for each row execute function check_payment_shares();
create constraint trigger payment_shares_add_up after insert or update or delete on payment_shares
  deferrable initially deferred for each row execute function check_payment_shares();

alter table payment_files add constraint payment_files_not_empty check (item_count > 0 and total_pence > 0);
create unique index receipts_operation_key_key on receipts (operation_key);
alter table payment_files add constraint payment_files_sent_by_another check (sent_by_id <> created_by_id);
