-- How an area stands on a pot's register takes two people: one proposes an entry with its evidence, another approves it.
create table area_proposals (
  id uuid not null,
  pot_id uuid not null,
  combined_authority_id uuid not null,
  status text not null,
  chief_digital_officer_from_on date,
  strategy_published_on date,
  strategy_url text,
  evidence_url text,
  evidence_file_id uuid,
  from_on date not null,
  to_on date,
  reason text not null,
  proposed_by_id uuid not null,
  proposed_at timestamptz(3) not null,
  entry_id uuid,
  ended_at timestamptz(3),
  ended_by_id uuid,
  ended_reason text,
  constraint area_proposals_pkey primary key (id)
);
create unique index area_proposals_entry_id_key on area_proposals (entry_id);
create index area_proposals_pot_id_idx on area_proposals (pot_id);
create index area_proposals_combined_authority_id_idx on area_proposals (combined_authority_id);
create index area_proposals_evidence_file_id_idx on area_proposals (evidence_file_id);
create index area_proposals_proposed_by_id_idx on area_proposals (proposed_by_id);
create index area_proposals_ended_by_id_idx on area_proposals (ended_by_id);
alter table area_proposals add constraint area_proposals_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table area_proposals add constraint area_proposals_combined_authority_id_fkey foreign key (combined_authority_id) references combined_authorities (id) on delete restrict on update restrict;
alter table area_proposals add constraint area_proposals_evidence_file_id_fkey foreign key (evidence_file_id) references stored_files (id) on delete restrict on update restrict;
alter table area_proposals add constraint area_proposals_proposed_by_id_fkey foreign key (proposed_by_id) references people (id) on delete restrict on update restrict;
alter table area_proposals add constraint area_proposals_entry_id_fkey foreign key (entry_id) references area_registrations (id) on delete restrict on update restrict;
alter table area_proposals add constraint area_proposals_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;
alter table area_proposals add constraint area_proposals_have_evidence check (num_nonnulls(evidence_url, evidence_file_id) > 0);
alter table area_proposals add constraint area_proposals_days_in_order check (to_on > from_on);
alter table area_proposals add constraint area_proposals_end_once check (case
  when ended_at is null then ended_by_id is null and ended_reason is null
  else ended_by_id is not null and ended_reason is not null and entry_id is null end);

-- A proposal is decided once; what it says is never edited.
create function decide_area_proposal_once() returns trigger language plpgsql as $$
declare decision constant text[] := array['entry_id', 'ended_at', 'ended_by_id', 'ended_reason'];
begin
  if num_nonnulls(old.entry_id, old.ended_at) > 0 or to_jsonb(new) - decision <> to_jsonb(old) - decision then
    raise exception 'a proposal for the register is decided once and never edited' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger area_proposals_decided_once before update on area_proposals
  for each row execute function decide_area_proposal_once();
create trigger area_proposals_stay before delete on area_proposals for each row execute function refuse_change();
create trigger area_proposals_no_truncate before truncate on area_proposals for each statement execute function refuse_change();

-- An entry only grows the register: the one that begins last says how an area stands, and of those the one approved last.
-- So the days of two may overlap, and what was approved later never changes what counted before.
drop index area_registrations_pot_id_combined_authority_id_from_on_key;
create index area_registrations_pot_id_combined_authority_id_from_on_idx on area_registrations (pot_id, combined_authority_id, from_on);
alter table area_registrations drop constraint area_registrations_no_overlap;
alter table area_registrations
  add column evidence_url text,
  add column evidence_file_id uuid,
  add column reason text,
  add column proposed_by_id uuid,
  add column approved_at timestamptz(3);
update area_registrations set approved_at = from_on::timestamp at time zone 'Europe/London';
-- What waits for the end of the transaction is asked now: a table with such checks waiting cannot be altered.
set constraints all immediate;
alter table area_registrations alter column approved_at set not null;
create index area_registrations_evidence_file_id_idx on area_registrations (evidence_file_id);
create index area_registrations_proposed_by_id_idx on area_registrations (proposed_by_id);
alter table area_registrations add constraint area_registrations_evidence_file_id_fkey foreign key (evidence_file_id) references stored_files (id) on delete restrict on update restrict;
alter table area_registrations add constraint area_registrations_proposed_by_id_fkey foreign key (proposed_by_id) references people (id) on delete restrict on update restrict;
alter table area_registrations drop constraint area_registrations_status_known;
alter table area_registrations add constraint area_registrations_status_known
  check (status in ('registered', 'checking', 'no-officer', 'no-strategy', 'no-mayor', 'ended'));
alter table area_registrations add constraint area_registrations_days_in_order check (to_on > from_on);
-- Not for what one person entered before this rule.
alter table area_registrations add constraint area_registrations_two_people
  check (proposed_by_id is not null and decided_by_id is not null and proposed_by_id <> decided_by_id) not valid;
create trigger area_registrations_append_only before update or delete on area_registrations
  for each row execute function refuse_change();
create trigger area_registrations_no_truncate before truncate on area_registrations
  for each statement execute function refuse_change();
