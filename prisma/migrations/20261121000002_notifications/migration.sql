create table outbox_emails (
  id uuid not null,
  idempotency_key text not null,
  template text not null,
  to_email text not null,
  to_name text not null,
  subject text not null,
  html text not null,
  text text not null,
  created_at timestamptz(3) not null,
  attempts integer not null default 0,
  next_attempt_at timestamptz(3) not null,
  sent_at timestamptz(3),
  gave_up_at timestamptz(3),
  last_error text,
  constraint outbox_emails_pkey primary key (id)
);

create unique index outbox_emails_idempotency_key_key on outbox_emails (idempotency_key);
create index outbox_emails_next_attempt_at_idx on outbox_emails (next_attempt_at);


