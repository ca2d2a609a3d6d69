-- Blocks of journals, each with the fingerprints of its journals and the hash of the block before it (decision 012).
-- Written by a job, never by whoever posts a journal.
create table seals (
  number integer not null,
  to_journal_id bigint not null,
  journal_ids bigint[] not null,
  fingerprints bytea not null,
  previous_hash bytea,
  hash bytea not null,
  sealed_at timestamptz(3) not null,
  constraint seals_pkey primary key (number)
);

create unique index seals_hash_key on seals (hash);
-- Nulls are not distinct, so only one block can be the first, and no block can have two that follow it.
create unique index seals_previous_hash_key on seals (previous_hash) nulls not distinct;
create unique index seals_to_journal_id_key on seals (to_journal_id);

alter table seals add constraint seals_previous_hash_fkey foreign key (previous_hash) references seals (hash) on delete restrict on update restrict;
alter table seals add constraint seals_first_has_none_before check ((number = 1) = (previous_hash is null));
alter table seals add constraint seals_number_positive check (number > 0);
alter table seals add constraint seals_hash_whole check (octet_length(hash) = 32);
alter table seals add constraint seals_one_fingerprint_each check (
  cardinality(journal_ids) > 0 and octet_length(fingerprints) = 32 * cardinality(journal_ids)
  and journal_ids[cardinality(journal_ids)] = to_journal_id);

create trigger seals_append_only before update or delete on seals for each row execute function refuse_change();
create trigger seals_no_truncate before truncate on seals for each statement execute function refuse_change();
