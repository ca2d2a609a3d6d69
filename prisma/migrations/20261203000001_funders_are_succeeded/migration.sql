-- Funders that become part of another (decision 062): its fund managers and payment approvers go on in the old name, by the role
-- they hold in the successor. What they propose and approve there ends with that role.
create or replace function hold_role_for_pot() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.proposed_by_id, answering_organisation(funder_id), 'fund-manager') from pots where id = new.pot_id;
  return new;
end $$;

create or replace function end_proposals_of(person uuid, organisation uuid, lost text) returns void language plpgsql as $$
declare
  why constant text := 'Whoever proposed it no longer has the role that let them propose it.';
  ended record;
begin
  for ended in
    with rules as (
      update rule_proposals set ended_at = site_now(), ended_reason = why from pots
        where pots.id = pot_id and organisation in (funder_id, answering_organisation(funder_id)) and lost = 'fund-manager'
          and proposed_by_id = person and published_rule_id is null and ended_at is null returning rule_proposals.id),
    areas as (
      update area_proposals set ended_at = site_now(), ended_reason = why from pots
        where pots.id = pot_id and organisation in (funder_id, answering_organisation(funder_id)) and lost = 'fund-manager'
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

create or replace function void_approvals() returns trigger language plpgsql as $$
declare
  approval record;
begin
  for approval in
    select payment_approvals.id, claim_id from memberships
      join payment_approvals on decided_by_id = person_id and decision = 'approved'
        and organisation_id in (decided_for_id, answering_organisation(decided_for_id))
    where memberships.id = old.membership_id order by claim_id
  loop
    perform from claims where id = approval.claim_id and not is_paid and ended_at is null for update;
    if found then
      insert into voided_approvals (id) values (approval.id) on conflict do nothing;
    end if;
  end loop;
  return null;
end $$;

-- Two names that one organisation answers for are one: between them they give one of the two approvals.
create or replace function check_payment_approval() returns trigger language plpgsql as $$
begin
  new.attempt := (select count(*) from payment_approvals join voided_approvals using (id) where claim_id = new.claim_id);
  if exists (select from claims where id = new.claim_id and same_human(claimed_by_id, new.decided_by_id))
    or exists (select from acceptances where id = new.claim_id and same_human(decided_by_id, new.decided_by_id))
    or exists (select from payment_approvals where claim_id = new.claim_id and attempt = new.attempt and position < new.position
      and same_human(decided_by_id, new.decided_by_id)) then
    perform refuse_one_human();
  end if;
  if exists (select from acceptances where id = new.claim_id and decision <> 'accepted')
    or not exists (select from acceptances where id = new.claim_id)
    or (new.position = 2 and not exists (select from payment_approvals
      where claim_id = new.claim_id and attempt = new.attempt and position = 1))
    or exists (select from payment_approvals where claim_id = new.claim_id and attempt = new.attempt and position < new.position
      and answering_organisation(decided_for_id) = answering_organisation(new.decided_for_id)) then
    raise exception 'this approval needs another person' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- Whoever belongs to the firm that took another over belongs to both names (decision 065).
create or replace function belongs_to(person uuid, organisation uuid) returns boolean language sql stable as $$
  select exists (select from memberships
    where organisation_id in (organisation, answering_organisation(organisation)) and ended_at is null and same_human(person_id, person))
$$;

-- New money is the successor's own: it joins the pot in its own name.
create trigger pots_not_of_former before insert on pots for each row execute function refuse_of_former('funder_id');
create trigger pot_invitations_not_of_former before insert on pot_invitations
  for each row execute function refuse_of_former('funder_id');
create trigger pot_invitations_not_joined_by_former before update of answer on pot_invitations
  for each row when (new.answer = 'joined' and old.answer is distinct from new.answer) execute function refuse_of_former('funder_id');
create trigger stakes_not_of_former before insert on stakes for each row execute function refuse_of_former('funder_id');

-- What a funder had left in each purse when another took it over. The stakes themselves stay its own.
create table succession_stakes (
  succession_id uuid not null,
  funder_id uuid not null,
  pot_id uuid not null,
  purse text not null,
  left_pence bigint not null,
  constraint succession_stakes_pkey primary key (succession_id, funder_id, pot_id, purse),
  constraint succession_stakes_positive check (left_pence > 0)
);
create index succession_stakes_stake_idx on succession_stakes (pot_id, purse, funder_id);
create index succession_stakes_funder_id_idx on succession_stakes (funder_id);
alter table succession_stakes add constraint succession_stakes_succession_id_fkey foreign key (succession_id) references successions (id) on delete restrict on update restrict;
alter table succession_stakes add constraint succession_stakes_stake_fkey foreign key (pot_id, purse, funder_id) references stakes (pot_id, purse, funder_id) on delete restrict on update restrict;
alter table succession_stakes add constraint succession_stakes_funder_id_fkey foreign key (funder_id) references funders (id) on delete restrict on update restrict;
create trigger succession_stakes_append_only before update or delete on succession_stakes
  for each row execute function refuse_change();
