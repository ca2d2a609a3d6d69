-- Days of work that councils offer to a challenge. Shown with what they would be worth; no total, match or floor knows them.
create table in_kind_pledges (
  id uuid not null,
  number serial not null,
  challenge_id uuid not null,
  council_id uuid not null,
  skill text not null,
  about text not null,
  days integer not null,
  day_rate_pence bigint not null,
  rate_source text not null,
  made_by_id uuid not null,
  made_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  withdrawn_by_id uuid,
  constraint in_kind_pledges_pkey primary key (id)
);
create unique index in_kind_pledges_number_key on in_kind_pledges (number);
create index in_kind_pledges_challenge_id_idx on in_kind_pledges (challenge_id);
create index in_kind_pledges_council_id_idx on in_kind_pledges (council_id);
create index in_kind_pledges_made_by_id_idx on in_kind_pledges (made_by_id);
create index in_kind_pledges_withdrawn_by_id_idx on in_kind_pledges (withdrawn_by_id);
alter table in_kind_pledges add constraint in_kind_pledges_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table in_kind_pledges add constraint in_kind_pledges_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table in_kind_pledges add constraint in_kind_pledges_made_by_id_fkey foreign key (made_by_id) references people (id) on delete restrict on update restrict;
alter table in_kind_pledges add constraint in_kind_pledges_withdrawn_by_id_fkey foreign key (withdrawn_by_id) references people (id) on delete restrict on update restrict;
alter table in_kind_pledges add constraint in_kind_pledges_within_reason check (days between 1 and 250 and day_rate_pence between 5000 and 200000);
alter table in_kind_pledges add constraint in_kind_pledges_withdrawal_whole check (num_nulls(withdrawn_at, withdrawn_by_id) in (0, 2));
-- A council offers a skill once; another number of days is a change of that offer.
create unique index in_kind_pledges_live_key on in_kind_pledges (challenge_id, council_id, skill) where withdrawn_at is null;
