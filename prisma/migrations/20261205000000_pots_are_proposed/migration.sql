-- A pot with its first rule, as one fund manager proposes it. It is there once another of the same funder has agreed, and
-- before that for nobody else (decision 067).
create table pot_proposals (
  id uuid not null,
  funder_id uuid not null,
  slug text not null,
  name text not null,
  purpose text not null,
  terms jsonb not null,
  reason text not null,
  in_force_from timestamptz(3) not null,
  proposed_by_id uuid not null,
  proposed_at timestamptz(3) not null,
  pot_id uuid,
  agreed_by_id uuid,
  agreed_at timestamptz(3),
  ended_at timestamptz(3),
  ended_by_id uuid,
  ended_reason text,
  constraint pot_proposals_pkey primary key (id),
  constraint pot_proposals_agreed_whole check (num_nulls(pot_id, agreed_by_id, agreed_at) in (0, 3)),
  -- What is on record about a pot begins with its proposal.
  constraint pot_proposals_keep_their_id check (pot_id = id),
  constraint pot_proposals_end_once check (case
    when ended_at is null then ended_by_id is null and ended_reason is null
    else ended_reason is not null and agreed_at is null end)
);
create unique index pot_proposals_pot_id_key on pot_proposals (pot_id);
create unique index pot_proposals_live_slug_key on pot_proposals (funder_id, slug) where agreed_at is null and ended_at is null;
create index pot_proposals_funder_id_idx on pot_proposals (funder_id, proposed_at, id);
create index pot_proposals_proposed_by_id_idx on pot_proposals (proposed_by_id);
create index pot_proposals_agreed_by_id_idx on pot_proposals (agreed_by_id);
create index pot_proposals_ended_by_id_idx on pot_proposals (ended_by_id);
alter table pot_proposals add constraint pot_proposals_funder_id_fkey foreign key (funder_id) references funders (id) on delete restrict on update restrict;
alter table pot_proposals add constraint pot_proposals_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table pot_proposals add constraint pot_proposals_proposed_by_id_fkey foreign key (proposed_by_id) references people (id) on delete restrict on update restrict;
alter table pot_proposals add constraint pot_proposals_agreed_by_id_fkey foreign key (agreed_by_id) references people (id) on delete restrict on update restrict;
alter table pot_proposals add constraint pot_proposals_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;

-- What was proposed is what is signed: it is agreed to or ended, once, and nothing else of it changes.
create function keep_pot_proposal() returns trigger language plpgsql as $$
declare deciding constant text[] := array['pot_id', 'agreed_by_id', 'agreed_at', 'ended_at', 'ended_by_id', 'ended_reason'];
begin
  if tg_op = 'DELETE' or old.agreed_at is not null or old.ended_at is not null or to_jsonb(new) - deciding <> to_jsonb(old) - deciding then
    raise exception 'a proposed pot is decided once and never edited' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger pot_proposals_kept before update or delete on pot_proposals for each row execute function keep_pot_proposal();
create trigger pot_proposals_no_truncate before truncate on pot_proposals for each statement execute function refuse_change();
create trigger pot_proposals_two_humans before update of agreed_by_id on pot_proposals
  for each row when (new.agreed_by_id is not null) execute function want_two_people('proposed_by_id', 'agreed_by_id');

-- Triggers fire by their names: the funder is held before the role, as whoever ends a funder takes them.
create trigger pot_proposals_a_not_of_former before insert on pot_proposals
  for each row execute function refuse_of_former('funder_id');
create function hold_role_for_new_pot() returns trigger language plpgsql as $$
begin
  perform hold_role_to_propose(new.proposed_by_id, new.funder_id, 'fund-manager');
  return new;
end $$;
create trigger pot_proposals_b_hold_role before insert on pot_proposals for each row execute function hold_role_for_new_pot();

-- As before, and a proposed pot ends with the role, too. A funder that is part of another proposes none, so its own people alone are asked.
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
    pots_to_be as (
      update pot_proposals set ended_at = site_now(), ended_reason = why
        where funder_id = organisation and lost = 'fund-manager'
          and proposed_by_id = person and agreed_at is null and ended_at is null returning id),
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
    union all select 'tell-pot-news', 'pot-proposal-lapsed', id from pots_to_be
    union all select 'tell-project-news', 'stop-lapsed', id from stops
    union all select 'tell-project-news', 'asking-lapsed', id from askings
  loop
    perform graphile_worker.add_job(ended.task, json_build_object('news', ended.news, 'id', ended.id),
      job_key => concat_ws(':', ended.task, ended.news, ended.id));
  end loop;
end $$;
