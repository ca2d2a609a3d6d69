create table sessions (
  id text not null,
  person_id uuid not null,
  acting_for_id uuid,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  absolute_expires_at timestamptz(3) not null,
  user_agent text,
  constraint sessions_pkey primary key (id)
);

create table sign_in_requests (
  id uuid not null,
  email text not null,
  person_id uuid,
  token_hash text not null,
  code_hash text not null,
  browser_hash text not null,
  from_network text not null,
  next_path text,
  wrong_codes integer not null default 0,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  constraint sign_in_requests_pkey primary key (id)
);

create index sessions_person_id_idx on sessions (person_id);
create index sessions_acting_for_id_idx on sessions (acting_for_id);
create unique index sign_in_requests_token_hash_key on sign_in_requests (token_hash);
create index sign_in_requests_email_created_at_idx on sign_in_requests (email, created_at);
create index sign_in_requests_from_network_created_at_idx on sign_in_requests (from_network, created_at);
create index sign_in_requests_browser_hash_created_at_idx on sign_in_requests (browser_hash, created_at);
create index sign_in_requests_person_id_idx on sign_in_requests (person_id);

alter table sessions add constraint sessions_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table sessions add constraint sessions_acting_for_id_fkey foreign key (acting_for_id) references organisations (id) on delete restrict on update restrict;
alter table sign_in_requests add constraint sign_in_requests_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;

alter table sign_in_requests add constraint sign_in_requests_wrong_codes_bounded check (wrong_codes between 0 and 5);
