-- Somebody who reads mail at a council's domain asks to act for it. Who they are goes once it is decided with yes: then there
-- is a person; with no, thirty days later.
create table join_requests (
  id uuid not null,
  organisation_id uuid not null,
  email text,
  name text,
  job_title text,
  asked_at timestamptz(3) not null,
  decided_at timestamptz(3),
  decided_by_id uuid,
  person_id uuid,
  reason text,
  constraint join_requests_pkey primary key (id),
  constraint join_requests_email_lower_case check (email = lower(email) and email like '%_@_%'),
  constraint join_requests_decided_by_somebody check ((decided_at is null) = (decided_by_id is null)),
  constraint join_requests_decided_one_way check (
    case when decided_at is null then num_nonnulls(person_id, reason) = 0 else num_nonnulls(person_id, reason) = 1 end),
  constraint join_requests_who_until_yes check (num_nulls(email, name, job_title) = case when person_id is null then 0 else 3 end)
);

-- A mailbox asks to join a council once at a time.
create unique index join_requests_open_key on join_requests (organisation_id, mailbox_of(email)) where decided_at is null;
create index join_requests_organisation_id_asked_at_idx on join_requests (organisation_id, asked_at);
create index join_requests_decided_by_id_idx on join_requests (decided_by_id);
create index join_requests_person_id_idx on join_requests (person_id);

alter table join_requests add constraint join_requests_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table join_requests add constraint join_requests_decided_by_id_fkey foreign key (decided_by_id) references people (id) on delete restrict on update restrict;
alter table join_requests add constraint join_requests_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
