-- A proposal that nobody publishes can be put aside: taken back by who made it, or turned down by a second person.
alter table rule_proposals
  add column ended_at timestamptz(3),
  add column ended_by_id uuid,
  add column ended_reason text;
alter table rule_proposals add constraint rule_proposals_ended_by_id_fkey
  foreign key (ended_by_id) references people (id) on delete restrict on update restrict;
create index rule_proposals_ended_by_id_idx on rule_proposals (ended_by_id);
alter table rule_proposals add constraint rule_proposals_end_once check (case
  when ended_at is null then ended_by_id is null and ended_reason is null
  else ended_by_id is not null and ended_reason is not null and published_rule_id is null end);
