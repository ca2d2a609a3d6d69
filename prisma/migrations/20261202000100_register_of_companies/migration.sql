-- What the register of companies said of the number of a firm, and on which day. An answer is never changed: the next one is
-- another row.
create table register_answers (
  id uuid not null,
  organisation_id uuid not null,
  company_number text not null,
  answered_at timestamptz(3) not null,
  is_found boolean not null,
  company_name text,
  status text,
  status_detail text,
  company_type text,
  created_on date,
  ceased_on date,
  locality text,
  country text,
  previous_names text[] not null default '{}',
  constraint register_answers_pkey primary key (id),
  constraint register_answers_found_by_name check (is_found = (company_name is not null)),
  constraint register_answers_nothing_of_nobody check (is_found
    or (num_nonnulls(status, status_detail, company_type, created_on, ceased_on, locality, country) = 0 and previous_names = '{}'))
);
create index register_answers_organisation_id_idx on register_answers (organisation_id, company_number, answered_at, id);
alter table register_answers add constraint register_answers_organisation_id_fkey
  foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
create trigger register_answers_append_only before update or delete on register_answers
  for each row execute function refuse_change();
create trigger register_answers_no_truncate before truncate on register_answers
  for each statement execute function refuse_change();

-- When each number is to be looked up next. Whoever asks holds the row for a while; the epoch is "as soon as may be".
create table register_lookups (
  organisation_id uuid not null,
  company_number text not null,
  due_at timestamptz(3) not null default 'epoch',
  leased_until timestamptz(3),
  tries integer not null default 0,
  last_error text,
  constraint register_lookups_pkey primary key (organisation_id)
);
create index register_lookups_due_at_idx on register_lookups (due_at, organisation_id);
alter table register_lookups add constraint register_lookups_organisation_id_fkey
  foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;

-- A number that is new is looked up, by whatever way it came. Whoever asks about the one before finds the row gone.
create function queue_register_lookup() returns trigger language plpgsql as $$
begin
  delete from register_lookups where organisation_id = new.id;
  if new.company_number is not null then
    insert into register_lookups (organisation_id, company_number) values (new.id, new.company_number);
  end if;
  return null;
end $$;
create trigger suppliers_queue_register_lookup after insert on suppliers
  for each row when (new.company_number is not null) execute function queue_register_lookup();
create trigger suppliers_queue_register_lookup_again after update of company_number on suppliers
  for each row when (old.company_number is distinct from new.company_number) execute function queue_register_lookup();
insert into register_lookups (organisation_id, company_number)
  select id, company_number from suppliers where company_number is not null;

-- What the last answer comes to for what a firm says it is, for the list to filter by. Decided, it stays what operators saw.
-- A firm that nobody asked to verify is there because the register says something new of it.
alter table verifications
  add column finding text not null default 'not-looked-up',
  add constraint verifications_finding check (finding in ('not-looked-up', 'matches', 'former-name', 'other-name', 'insolvent', 'closed', 'not-found')),
  alter column asked_by_id drop not null,
  drop constraint verifications_cause,
  add constraint verifications_cause check (cause in ('registered', 'changed', 'asked-again', 'looked-again')),
  add constraint verifications_asked_by_somebody check ((asked_by_id is null) = (cause = 'looked-again'));
create index verifications_state_finding_asked_at_idx on verifications (state, finding, asked_at, id);
