-- An account elsewhere that signs somebody in: who keeps it, and which of theirs it is. One belongs to one person, and of
-- each keeper a person has one.
create table identities (
  id uuid not null,
  person_id uuid not null,
  issuer text not null,
  subject text not null,
  email text not null,
  connected_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  constraint identities_pkey primary key (id),
  constraint identities_issuer_subject_key unique (issuer, subject),
  constraint identities_person_id_issuer_key unique (person_id, issuer)
);

alter table identities add constraint identities_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;

-- One way to an identity provider and back, of one browser. An answer is taken once (answered_at). One that is nobody's
-- account yet waits, with what it said, until its person connects it (connected_at).
create table identity_requests (
  id uuid not null,
  provider text not null,
  state_hash text not null,
  browser_hash text not null,
  from_network text not null,
  next_path text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  answered_at timestamptz(3),
  issuer text,
  subject text,
  email text,
  connected_at timestamptz(3),
  constraint identity_requests_pkey primary key (id),
  constraint identity_requests_state_hash_key unique (state_hash),
  constraint identity_requests_are_short check (expires_at <= created_at + interval '20 minutes'),
  constraint identity_requests_wait_whole check (
    (issuer is null and subject is null and email is null and connected_at is null)
    or (issuer is not null and subject is not null and email is not null and answered_at is not null)
  )
);

create index identity_requests_from_network_created_at_idx on identity_requests (from_network, created_at);
create index identity_requests_browser_hash_created_at_idx on identity_requests (browser_hash, created_at);
create index identity_requests_created_at_idx on identity_requests (created_at);

-- What was signed out elsewhere ends here: one message counts once.
create table logout_messages (
  issuer text not null,
  token_id text not null,
  received_at timestamptz(3) not null,
  constraint logout_messages_pkey primary key (issuer, token_id)
);

create index logout_messages_received_at_idx on logout_messages (received_at);

-- Which keeper of accounts a session came by.
alter table sessions add column issuer text;
