-- What is known of councils that became part of others is to be known of firms and funders too: the same table, of any
-- organisation (decision 062). Names follow; nothing else changes here.
alter table former_councils rename to former_organisations;
alter table former_organisations rename constraint former_councils_pkey to former_organisations_pkey;
alter table former_organisations rename constraint former_councils_become_another to former_organisations_become_another;
alter table former_organisations rename constraint former_councils_areas_change_after to former_organisations_areas_change_after;
alter index former_councils_successor_id_idx rename to former_organisations_successor_id_idx;
alter index former_councils_answered_by_id_idx rename to former_organisations_answered_by_id_idx;
alter table former_organisations drop constraint former_councils_id_fkey, drop constraint former_councils_successor_id_fkey,
  drop constraint former_councils_answered_by_id_fkey,
  add constraint former_organisations_id_fkey foreign key (id) references organisations (id) on delete restrict on update restrict,
  add constraint former_organisations_successor_id_fkey foreign key (successor_id) references organisations (id) on delete restrict on update restrict,
  add constraint former_organisations_answered_by_id_fkey foreign key (answered_by_id) references organisations (id) on delete restrict on update restrict;
alter trigger former_councils_stay on former_organisations rename to former_organisations_stay;
alter trigger former_councils_no_truncate on former_organisations rename to former_organisations_no_truncate;
alter trigger former_councils_successor_is_there on former_organisations rename to former_organisations_successor_is_there;
alter trigger former_councils_same_kind on former_organisations rename to former_organisations_same_kind;
alter trigger former_councils_turn_rule_book on former_organisations rename to former_organisations_turn_rule_book;
alter function answering_council(uuid) rename to answering_organisation;
alter function refuse_of_former_council() rename to refuse_of_former;
alter function keep_former_council() rename to keep_former_organisation;

create or replace function keep_former_organisation() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'answered_by_id') = (to_jsonb(old) - 'answered_by_id') then return new; end if;
  raise exception 'former_organisations keeps what happened' using errcode = 'restrict_violation';
end $$;

-- The row of the organisation stands for its being there: whoever ends it takes it for update, and waits for what has begun.
create or replace function refuse_of_former() returns trigger language plpgsql as $$
declare organisation uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  perform from organisations where id = organisation for key share;
  if exists (select from former_organisations where id = organisation) then
    raise exception 'new row violates check constraint "former_organisations_begin_nothing"'
      using errcode = 'check_violation', constraint = 'former_organisations_begin_nothing';
  end if;
  return new;
end $$;

create or replace function check_successor_kind() returns trigger language plpgsql as $$
begin
  if (select count(distinct (kind, coalesce(type = 'combined-authority', false))) from organisations
      left join councils on councils.id = organisations.id where organisations.id in (new.id, new.successor_id)) > 1 then
    raise exception 'a combined authority is succeeded by a combined authority, and a council by a council'
      using errcode = 'check_violation', constraint = 'former_organisations_same_kind';
  end if;
  return new;
end $$;

create or replace function check_further_successor() returns trigger language plpgsql as $$
begin
  if exists (select from former_organisations where id = new.former_id and new.successor_id in (id, successor_id)) then
    raise exception 'a further successor is another council' using errcode = 'check_violation', constraint = 'further_successors_are_others';
  end if;
  return new;
end $$;

create or replace function areas_of(council uuid) returns table (combined_authority_id uuid, from_on date, to_on date) language sql stable as $$
  with recursive acting (member_id, since) as (
    select council, date '1900-01-01'
    union all
    select former.successor_id, greatest(acting.since, former.areas_change_on)
      from acting join former_organisations former on former.id = acting.member_id)
  select held.combined_authority_id, greatest(held.from_on, acting.since), held.to_on
  from acting cross join lateral (
    select members.combined_authority_id, members.from_on, members.to_on from combined_authority_members members
      where members.council_id = acting.member_id
    union all
    select area.id, date '1900-01-01', areas_change_on from combined_authorities area left join former_organisations former on former.id = area.id
      where area.id = acting.member_id) held
  where held.to_on is null or held.to_on > acting.since
$$;

create or replace function hold_role_for_stop() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.proposed_by_id, answering_organisation(lead_council_id), 'officer') from projects where id = new.project_id;
  return new;
end $$;
create or replace function hold_role_for_give_back() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.asked_by_id, answering_organisation(lead_council_id), 'finance-approver') from projects where id = new.project_id;
  return new;
end $$;

create or replace function end_proposals_of(person uuid, organisation uuid, lost text) returns void language plpgsql as $$
declare
  why constant text := 'Whoever proposed it no longer has the role that let them propose it.';
begin
  update rule_proposals set ended_at = site_now(), ended_reason = why from pots
    where pots.id = pot_id and funder_id = organisation and lost = 'fund-manager'
      and proposed_by_id = person and published_rule_id is null and ended_at is null;
  update area_proposals set ended_at = site_now(), ended_reason = why from pots
    where pots.id = pot_id and funder_id = organisation and lost = 'fund-manager'
      and proposed_by_id = person and entry_id is null and ended_at is null;
  update project_stops set ended_at = site_now(), ended_reason = why from projects
    where projects.id = project_id and organisation in (lead_council_id, answering_organisation(lead_council_id)) and lost = 'officer'
      and proposed_by_id = person and agreed_at is null and ended_at is null;
  update give_backs set asked_by_id = null, asked_at = null, asking_ended_at = site_now() from projects
    where projects.id = project_id and organisation in (lead_council_id, answering_organisation(lead_council_id)) and lost = 'finance-approver'
      and asked_by_id = person and agreed_at is null;
end $$;

-- Who takes over is an organisation; whose a proposal is says its kind.
alter table successions drop constraint successions_successor_id_fkey,
  add constraint successions_successor_id_fkey foreign key (successor_id) references organisations (id) on delete restrict on update restrict,
  add column kind text not null default 'council',
  add constraint successions_kind_known check (kind in ('council', 'supplier', 'funder')),
  add constraint successions_councils_are_split check (kind = 'council' or (not is_split and new_name is null));
alter table successions alter column kind drop default;
alter table succession_predecessors rename column council_id to organisation_id;
alter index succession_predecessors_council_id_idx rename to succession_predecessors_organisation_id_idx;
alter table succession_predecessors drop constraint succession_predecessors_council_id_fkey,
  add constraint succession_predecessors_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
