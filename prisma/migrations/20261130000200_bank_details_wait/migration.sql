-- New bank details of an organisation that is paid already: they wait, a second person confirms them, anybody it pays stops them.
create table bank_details_changes (
  id uuid not null,
  organisation_id uuid not null,
  account_name text not null,
  sort_code text not null,
  account_number text not null,
  asked_by_id uuid not null,
  asked_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  stop_hash text not null,
  confirmed_by_id uuid,
  confirmed_at timestamptz(3),
  ended_at timestamptz(3),
  ended_as text,
  constraint bank_details_changes_pkey primary key (id),
  constraint bank_details_changes_stop_hash_key unique (stop_hash),
  constraint bank_details_changes_sort_code check (sort_code ~ '^[0-9]{6}$'),
  constraint bank_details_changes_account_number check (account_number ~ '^[0-9]{8}$'),
  constraint bank_details_changes_waits check (due_at > asked_at),
  constraint bank_details_changes_two_people check (confirmed_by_id is distinct from asked_by_id),
  constraint bank_details_changes_confirmed check ((confirmed_by_id is null) = (confirmed_at is null)),
  constraint bank_details_changes_ended_as check (ended_as in ('done', 'stopped')),
  constraint bank_details_changes_ended check ((ended_at is null) = (ended_as is null)),
  constraint bank_details_changes_done_confirmed_and_waited check (
    ended_as is distinct from 'done' or (confirmed_at is not null and ended_at >= due_at))
);

create unique index bank_details_changes_one_open on bank_details_changes (organisation_id) where ended_at is null;
create index bank_details_changes_organisation_id_idx on bank_details_changes (organisation_id);
create index bank_details_changes_asked_by_id_idx on bank_details_changes (asked_by_id);
create index bank_details_changes_confirmed_by_id_idx on bank_details_changes (confirmed_by_id);

alter table bank_details_changes add constraint bank_details_changes_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table bank_details_changes add constraint bank_details_changes_asked_by_id_fkey foreign key (asked_by_id) references people (id) on delete restrict on update restrict;
alter table bank_details_changes add constraint bank_details_changes_confirmed_by_id_fkey foreign key (confirmed_by_id) references people (id) on delete restrict on update restrict;
