-- Two operators of one human are one, where councils become part of another (decisions 049 and 054).
create trigger successions_two_humans before insert or update of confirmed_by_id on successions
  for each row when (new.confirmed_by_id is not null) execute function want_two_people('proposed_by_id', 'confirmed_by_id');

-- What a former council led goes on: whoever answers for it proposes, by the role they have there (decisions 049 and 050).
create or replace function hold_role_for_stop() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.proposed_by_id, answering_council(lead_council_id), 'officer') from projects where id = new.project_id;
  return new;
end $$;
create or replace function hold_role_for_give_back() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.asked_by_id, answering_council(lead_council_id), 'finance-approver') from projects where id = new.project_id;
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
    where projects.id = project_id and organisation in (lead_council_id, answering_council(lead_council_id)) and lost = 'officer'
      and proposed_by_id = person and agreed_at is null and ended_at is null;
  update give_backs set asked_by_id = null, asked_at = null, asking_ended_at = site_now() from projects
    where projects.id = project_id and organisation in (lead_council_id, answering_council(lead_council_id)) and lost = 'finance-approver'
      and asked_by_id = person and agreed_at is null;
end $$;
