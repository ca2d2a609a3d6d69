-- An authenticator of a person, once its first right code was given: its key sealed with the site's secret, the step of the
-- last code that counted, and how many wrong ones came since.
create table authenticators (
  person_id uuid not null,
  sealed_key text not null,
  confirmed_at timestamptz(3) not null,
  last_step integer not null,
  wrong_codes integer not null default 0,
  held_until timestamptz(3),
  constraint authenticators_pkey primary key (person_id),
  constraint authenticators_counts check (last_step >= 0 and wrong_codes >= 0)
);

-- One that waits for its first code, in the session that began it.
create table authenticator_set_ups (
  person_id uuid not null,
  sealed_key text not null,
  session_handle uuid not null,
  is_replacement boolean not null,
  expires_at timestamptz(3) not null,
  constraint authenticator_set_ups_pkey primary key (person_id)
);

create table recovery_codes (
  person_id uuid not null,
  code_hash text not null,
  salt text not null,
  made_at timestamptz(3) not null,
  used_at timestamptz(3),
  constraint recovery_codes_pkey primary key (person_id, code_hash)
);

alter table authenticators add constraint authenticators_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table authenticator_set_ups add constraint authenticator_set_ups_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table recovery_codes add constraint recovery_codes_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;

-- When the second factor was shown in this session; without it no role that moves money counts.
alter table sessions add column proved_at timestamptz(3);
