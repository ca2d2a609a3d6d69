-- What a council or a pot owes for one challenge is in few accounts, found by both at once. Signing a pledge opens none of these.
create index accounts_accruing_idx on accounts (coalesce(council_id, pot_id), challenge_id)
  where kind in ('called', 'received', 'match-committed', 'payable', 'refundable');

-- For which challenges a council or a pot has owed anything: from which journal on and, while all of it is settled, since
-- which. Nothing was owed before or after, so an old debt costs a page nothing. Noted by the job that seals, from the ledger
-- alone; what is not noted yet is looked for in the ledger. It can be thrown away and noted again.
create table accrual_spans (
  owner_id uuid not null,
  challenge_id uuid not null,
  first_journal_id bigint not null,
  settled_journal_id bigint,
  constraint accrual_spans_pkey primary key (owner_id, challenge_id)
);
create index accrual_spans_challenge_id_idx on accrual_spans (challenge_id);
alter table accrual_spans add constraint accrual_spans_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table accrual_spans add constraint accrual_spans_in_order check (settled_journal_id >= first_journal_id);
-- Up to which journal they are noted.
create table accrual_notes (
  id integer not null default 1,
  up_to_journal_id bigint not null default 0,
  constraint accrual_notes_pkey primary key (id)
);
alter table accrual_notes add constraint accrual_notes_one check (id = 1);
insert into accrual_notes default values;
