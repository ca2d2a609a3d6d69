-- A proposal counts only while whoever made it still has the role that let them propose. The database ends it, by whatever way
-- the role goes, as it voids approvals of payments; nobody has ended it then, so `ended_by_id` is empty.
alter table rule_proposals drop constraint rule_proposals_end_once;
alter table rule_proposals add constraint rule_proposals_end_once check (case
  when ended_at is null then ended_by_id is null and ended_reason is null
  else ended_reason is not null and published_rule_id is null end);
alter table area_proposals drop constraint area_proposals_end_once;
alter table area_proposals add constraint area_proposals_end_once check (case
  when ended_at is null then ended_by_id is null and ended_reason is null
  else ended_reason is not null and entry_id is null end);
alter table project_stops drop constraint project_stops_ended_whole;
alter table project_stops add constraint project_stops_ended_whole check (case
  when ended_at is null then ended_by_id is null and ended_reason is null
  else ended_reason is not null and agreed_at is null end);

-- A give-back that was asked for is open again: this says that it was, and until when.
alter table give_backs add column asking_ended_at timestamptz(3);

-- The time the business goes by, as `clock.now()`: in the demonstration it may run ahead.
create function site_now() returns timestamptz language sql stable
return now() + coalesce((select ahead_ms from demonstration_clocks), 0) * interval '1 millisecond';

-- Held while a proposal is written, so that a role that ends meanwhile waits for it and then ends it, too.
create function hold_role_to_propose(person uuid, organisation uuid, wanted text) returns void language plpgsql as $$
begin
  perform from membership_roles join memberships on memberships.id = membership_id
    where person_id = person and organisation_id = organisation and ended_at is null and role = wanted for share of membership_roles;
  if not found then
    raise exception 'new row violates check constraint "proposals_need_the_role"'
      using errcode = 'check_violation', constraint = 'proposals_need_the_role';
  end if;
end $$;

create function hold_role_for_pot() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.proposed_by_id, funder_id, 'fund-manager') from pots where id = new.pot_id;
  return new;
end $$;
create trigger rule_proposals_hold_role before insert on rule_proposals for each row execute function hold_role_for_pot();
create trigger area_proposals_hold_role before insert on area_proposals for each row execute function hold_role_for_pot();

create function hold_role_for_stop() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.proposed_by_id, lead_council_id, 'officer') from projects where id = new.project_id;
  return new;
end $$;
create trigger project_stops_hold_role before insert on project_stops for each row execute function hold_role_for_stop();

create function hold_role_for_give_back() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.asked_by_id, lead_council_id, 'finance-approver') from projects where id = new.project_id;
  return new;
end $$;
create trigger give_backs_hold_role before update of asked_by_id on give_backs for each row
  when (new.asked_by_id is not null and new.asked_by_id is distinct from old.asked_by_id) execute function hold_role_for_give_back();

-- Either agreed to or ended: whoever agrees writes the same row, and finds it ended or is found to have agreed.
create function end_proposals_of(person uuid, organisation uuid, lost text) returns void language plpgsql as $$
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
    where projects.id = project_id and lead_council_id = organisation and lost = 'officer'
      and proposed_by_id = person and agreed_at is null and ended_at is null;
  update give_backs set asked_by_id = null, asked_at = null, asking_ended_at = site_now() from projects
    where projects.id = project_id and lead_council_id = organisation and lost = 'finance-approver'
      and asked_by_id = person and agreed_at is null;
end $$;

create function role_of_proposer_ended() returns trigger language plpgsql as $$
begin
  perform end_proposals_of(person_id, organisation_id, old.role) from memberships where id = old.membership_id;
  return null;
end $$;
create trigger membership_roles_end_proposals after delete or update of membership_id, role on membership_roles
  for each row when (old.role in ('fund-manager', 'officer', 'finance-approver')) execute function role_of_proposer_ended();

-- Proposals that wait today of people who have lost the role before this rule.
select end_proposals_of(proposed_by_id, funder_id, 'fund-manager')
  from (select proposed_by_id, funder_id from rule_proposals join pots on pots.id = pot_id where published_rule_id is null and ended_at is null
    union select proposed_by_id, funder_id from area_proposals join pots on pots.id = pot_id where entry_id is null and ended_at is null) waiting
  where not exists (select from membership_roles join memberships on memberships.id = membership_id
    where person_id = proposed_by_id and organisation_id = funder_id and memberships.ended_at is null and role = 'fund-manager');
select end_proposals_of(proposed_by_id, lead_council_id, 'officer')
  from project_stops join projects on projects.id = project_id where agreed_at is null and ended_at is null
    and not exists (select from membership_roles join memberships on memberships.id = membership_id
      where person_id = proposed_by_id and organisation_id = lead_council_id and memberships.ended_at is null and role = 'officer');
select end_proposals_of(asked_by_id, lead_council_id, 'finance-approver')
  from give_backs join projects on projects.id = project_id where asked_at is not null and agreed_at is null
    and not exists (select from membership_roles join memberships on memberships.id = membership_id
      where person_id = asked_by_id and organisation_id = lead_council_id and memberships.ended_at is null and role = 'finance-approver');
