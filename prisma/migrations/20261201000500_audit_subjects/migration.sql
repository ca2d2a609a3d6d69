-- The organisations a record is about, other than the one it was done for, so that each finds what others did to its things.
-- They are in the record's own detail, which the chain hashes; these rows are its index and the nightly check compares both.
create table audit_subjects (
  organisation_id uuid not null,
  at timestamptz(3) not null,
  entry_id bigint not null,
  constraint audit_subjects_pkey primary key (organisation_id, at, entry_id)
);
create index audit_subjects_entry_id_idx on audit_subjects (entry_id);
alter table audit_subjects add constraint audit_subjects_organisation_id_fkey
  foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table audit_subjects add constraint audit_subjects_entry_id_fkey
  foreign key (entry_id) references audit_entries (id) on delete restrict on update restrict;
create trigger audit_subjects_append_only before update or delete on audit_subjects
  for each row execute function refuse_change();
create trigger audit_subjects_no_truncate before truncate on audit_subjects
  for each statement execute function refuse_change();

-- Whose thing it is. A pitch is nobody's here: it is sealed. A project that may stop is told to its firm once it is agreed.
-- Following a challenge is a person's own matter.
create function organisations_concerned(entry audit_entries) returns setof uuid language plpgsql stable as $$
begin
  case entry.subject_kind
    when 'organisation', 'council' then
      return query select id from organisations where id = entry.subject_id;
    when 'membership' then
      return query select organisation_id from memberships where id = entry.subject_id;
    when 'invitation' then
      return query select organisation_id from invitations where id = entry.subject_id;
    when 'join-request' then
      return query select organisation_id from join_requests where id = entry.subject_id;
    when 'pledge' then
      return query select council_id from pledges where id = entry.subject_id;
    when 'in-kind-pledge' then
      return query select council_id from in_kind_pledges where id = entry.subject_id;
    when 'challenge' then
      return query select lead_council_id from challenges
        where id = entry.subject_id and entry.action not in ('challenge-followed', 'challenge-unfollowed');
    when 'question' then
      return query select unnest(array[lead_council_id, asked_for_id])
        from questions join challenges on challenges.id = challenge_id where questions.id = entry.subject_id;
    when 'pot' then
      return query select funder_id from pots where id = entry.subject_id
        union select funder_id from stakes where pot_id = entry.subject_id and entry.action = 'rule-published';
    when 'project', 'milestone' then
      return query with project as (
          select * from projects where id = case entry.subject_kind when 'project' then entry.subject_id
            else (select project_id from milestones where id = entry.subject_id) end)
        select lead_council_id from project
        union select supplier_id from project
          where entry.subject_kind = 'milestone' or entry.action in ('project-started', 'stop-agreed')
        union select pots.funder_id from project
          join accounts on accounts.challenge_id = project.challenge_id and kind = 'match-committed'
          join pots on pots.id = accounts.pot_id;
    else return;
  end case;
end $$;

-- As before, and first: whom else it is about and, for them, in which roles it was done, as they are now. Nothing is said of
-- a record that is about nobody else.
create or replace function chain_audit_entry() returns trigger language plpgsql as $$
declare
  nothing text;
  about jsonb;
begin
  about := (select jsonb_agg(distinct id) from (
    select value::uuid as id from jsonb_array_elements_text(new.detail -> 'about')
    union select organisations_concerned(new)) concerned where id is distinct from new.organisation_id);
  new.detail := new.detail - 'about';
  if about is not null then
    new.detail := new.detail || jsonb_build_object('about', about, 'as', (
      select string_agg(role, ', ' order by role) from memberships join membership_roles on membership_id = memberships.id
      where person_id = new.person_id and organisation_id = new.organisation_id));
  end if;
  nothing := pg_advisory_xact_lock(hashtextextended(new.subject_kind || new.subject_id::text, 1));
  select hash into new.previous_hash from audit_entries
    where subject_kind = new.subject_kind and subject_id = new.subject_id order by id desc limit 1;
  -- Taken again under the lock: ids of one subject then rise in the order of the chain.
  new.id := nextval('audit_entries_id_seq');
  new.hash := audit_entry_hash(new);
  return new;
end $$;

create function note_audit_subjects() returns trigger language plpgsql as $$
begin
  insert into audit_subjects (organisation_id, at, entry_id)
    select value::uuid, new.at, new.id from jsonb_array_elements_text(new.detail -> 'about');
  return null;
end $$;
create trigger audit_entries_subjects after insert on audit_entries
  for each row when (new.detail ? 'about') execute function note_audit_subjects();
