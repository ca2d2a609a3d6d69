-- That somebody was refused is on record once an hour for each person and address, so that a flood of
-- attempts fills nothing. The rows say only that it is; the record itself is in the audit.
create table refusal_hours (
  person_id uuid not null,
  act text not null,
  hour timestamptz(3) not null,
  constraint refusal_hours_pkey primary key (person_id, act, hour),
  constraint refusal_hours_whole check (hour = date_trunc('hour', hour, 'UTC')),
  constraint refusal_hours_short check (length(act) <= 200)
);
create index refusal_hours_hour_idx on refusal_hours (hour);
alter table refusal_hours add constraint refusal_hours_person_id_fkey
  foreign key (person_id) references people (id) on delete restrict on update restrict;

-- A search of the audit begins at one of these, newest first, and reads on from the last record shown.
create index audit_entries_at_id_idx on audit_entries (at, id);
create index audit_entries_action_at_id_idx on audit_entries (action, at, id);
create index audit_entries_person_id_at_id_idx on audit_entries (person_id, at, id);
create index audit_entries_organisation_id_at_id_idx on audit_entries (organisation_id, at, id);
