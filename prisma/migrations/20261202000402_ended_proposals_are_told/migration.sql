-- As before, and whoever the proposal concerns is told that it has ended by itself.
create or replace function end_proposals_of(person uuid, organisation uuid, lost text) returns void language plpgsql as $$
declare
  why constant text := 'Whoever proposed it no longer has the role that let them propose it.';
  ended record;
begin
  for ended in
    with rules as (
      update rule_proposals set ended_at = site_now(), ended_reason = why from pots
        where pots.id = pot_id and funder_id = organisation and lost = 'fund-manager'
          and proposed_by_id = person and published_rule_id is null and ended_at is null returning rule_proposals.id),
    areas as (
      update area_proposals set ended_at = site_now(), ended_reason = why from pots
        where pots.id = pot_id and funder_id = organisation and lost = 'fund-manager'
          and proposed_by_id = person and entry_id is null and ended_at is null returning area_proposals.id),
    stops as (
      update project_stops set ended_at = site_now(), ended_reason = why from projects
        where projects.id = project_id and organisation in (lead_council_id, answering_organisation(lead_council_id)) and lost = 'officer'
          and proposed_by_id = person and agreed_at is null and ended_at is null returning project_stops.id),
    askings as (
      update give_backs set asked_by_id = null, asked_at = null, asking_ended_at = site_now() from projects
        where projects.id = project_id and organisation in (lead_council_id, answering_organisation(lead_council_id)) and lost = 'finance-approver'
          and asked_by_id = person and agreed_at is null returning give_backs.id)
    select 'tell-pot-news' as task, 'rule-proposal-lapsed' as news, id from rules
    union all select 'tell-pot-news', 'area-proposal-lapsed', id from areas
    union all select 'tell-project-news', 'stop-lapsed', id from stops
    union all select 'tell-project-news', 'asking-lapsed', id from askings
  loop
    perform graphile_worker.add_job(ended.task, json_build_object('news', ended.news, 'id', ended.id),
      job_key => concat_ws(':', ended.task, ended.news, ended.id));
  end loop;
end $$;
