-- A passkey of a person (WebAuthn): the public half of its key, and the count of its uses as its device told it last.
create table passkeys (
  id uuid not null,
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  added_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  constraint passkeys_pkey primary key (id),
  constraint passkeys_credential_id_key unique (credential_id),
  constraint passkeys_counter check (counter >= 0)
);

create index passkeys_person_id_idx on passkeys (person_id);

-- What a passkey is asked to answer: for one session and one purpose, bound to what the answer is for. The newest takes the
-- place of the one before; it is deleted as it is answered, so it is answered once.
create table passkey_challenges (
  session_handle uuid not null,
  purpose text not null,
  person_id uuid not null,
  challenge text not null,
  binding text not null,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  constraint passkey_challenges_pkey primary key (session_handle, purpose),
  constraint passkey_challenges_purpose check (purpose in ('set-up', 'sign-in', 'change', 'proof')),
  constraint passkey_challenges_last_five_minutes check (expires_at = asked_at + interval '5 minutes')
);

create index passkey_challenges_person_id_idx on passkey_challenges (person_id);

-- Wrong codes are counted for a person and not for their authenticator: recovery codes are of whoever has passkeys alone, too.
-- The row is locked while anything about the person's factors is looked at or changed.
create table factor_holds (
  person_id uuid not null,
  wrong_codes integer not null default 0,
  held_until timestamptz(3),
  constraint factor_holds_pkey primary key (person_id),
  constraint factor_holds_wrong_codes check (wrong_codes >= 0)
);

alter table passkeys add constraint passkeys_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table passkey_challenges add constraint passkey_challenges_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table factor_holds add constraint factor_holds_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;

insert into factor_holds (person_id, wrong_codes, held_until)
select person_id, wrong_codes, held_until from authenticators where wrong_codes > 0;

alter table authenticators
  drop constraint authenticators_counts,
  drop column wrong_codes,
  drop column held_until,
  add constraint authenticators_last_step check (last_step >= 0);

-- Whether somebody has a second factor of any kind, said once: a session asks it at each request.
create function has_second_factor(of_person uuid) returns boolean language sql stable as $$
  select exists (select from authenticators where person_id = of_person)
    or exists (select from passkeys where person_id = of_person)
$$;
