-- A council is a member of a mayoral area from a day and to a day: match asks for the day of the commitment.
-- 1900-01-01 is "as long as the register knows". The day it ends is the first on which it is no member.
alter table combined_authority_members
  add column from_on date not null default '1900-01-01',
  add column to_on date;
alter table combined_authority_members drop constraint combined_authority_members_pkey;
alter table combined_authority_members add constraint combined_authority_members_pkey
  primary key (combined_authority_id, council_id, from_on);
alter table combined_authority_members add constraint combined_authority_members_end_after_start
  check (to_on is null or to_on > from_on);
alter table combined_authority_members add constraint combined_authority_members_no_overlap
  exclude using gist (combined_authority_id with =, council_id with =, daterange(from_on, to_on) with &&);
