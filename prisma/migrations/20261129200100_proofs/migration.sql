-- A fresh showing of the second factor for one deed, bound to what its person read: the fingerprint is over the verb, the key
-- of the form, the body and the words that were shown.
create table proofs (
  id uuid not null,
  person_id uuid not null,
  verb text not null,
  fingerprint text not null,
  given_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  constraint proofs_pkey primary key (id),
  constraint proofs_last_five_minutes check (expires_at = given_at + interval '5 minutes')
);

create index proofs_person_id_fingerprint_idx on proofs (person_id, fingerprint);
create index proofs_expires_at_idx on proofs (expires_at);

alter table proofs add constraint proofs_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
