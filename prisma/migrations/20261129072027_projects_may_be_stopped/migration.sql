-- A project may be stopped before its last milestone: proposed by its lead council with a reason, agreed to by a funder. What
-- is claimed is settled first, what is not is cancelled, and what is not spent goes back as that of a built project does.
create table project_stops (
  id uuid not null,
  project_id uuid not null,
  reason text not null,
  proposed_by_id uuid not null,
  proposed_at timestamptz(3) not null,
  agreed_by_id uuid,
  agreed_for_id uuid,
  agreed_at timestamptz(3),
  ended_by_id uuid,
  ended_at timestamptz(3),
  ended_reason text,
  constraint project_stops_pkey primary key (id)
);
create unique index project_stops_live_key on project_stops (project_id) where ended_at is null;
create index project_stops_project_id_idx on project_stops (project_id);
create index project_stops_proposed_by_id_idx on project_stops (proposed_by_id);
create index project_stops_agreed_by_id_idx on project_stops (agreed_by_id);
create index project_stops_agreed_for_id_idx on project_stops (agreed_for_id);
create index project_stops_ended_by_id_idx on project_stops (ended_by_id);
create index project_stops_to_agree_idx on project_stops (proposed_at) where agreed_at is null and ended_at is null;
alter table project_stops add constraint project_stops_project_id_fkey foreign key (project_id) references projects (id) on delete restrict on update restrict;
alter table project_stops add constraint project_stops_proposed_by_id_fkey foreign key (proposed_by_id) references people (id) on delete restrict on update restrict;
alter table project_stops add constraint project_stops_agreed_by_id_fkey foreign key (agreed_by_id) references people (id) on delete restrict on update restrict;
alter table project_stops add constraint project_stops_agreed_for_id_fkey foreign key (agreed_for_id) references organisations (id) on delete restrict on update restrict;
alter table project_stops add constraint project_stops_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;
alter table project_stops add constraint project_stops_agreed_whole check (num_nulls(agreed_by_id, agreed_for_id, agreed_at) in (0, 3));
alter table project_stops add constraint project_stops_ended_whole
  check (num_nulls(ended_by_id, ended_at, ended_reason) in (0, 3) and (ended_at is null or agreed_at is null));
alter table project_stops add constraint project_stops_two_people check (agreed_by_id <> proposed_by_id);

-- A proposal is answered once. Agreed to, nothing of the project may be claimed and not paid, and something is left of it.
create function keep_project_stop() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.agreed_at is not null or old.ended_at is not null
      or (new.id, new.project_id, new.reason, new.proposed_by_id, new.proposed_at)
        is distinct from (old.id, old.project_id, old.reason, old.proposed_by_id, old.proposed_at) then
    raise exception 'a proposal to stop a project is answered once' using errcode = 'restrict_violation';
  end if;
  if new.agreed_at is null then return new; end if;
  perform from projects where id = new.project_id for update;
  if exists (select from milestones join claims on claims.milestone_id = milestones.id and ended_at is null
      left join payments on payments.milestone_id = milestones.id where milestones.project_id = new.project_id and settled_at is null) then
    raise exception 'what is claimed is settled before a project stops' using errcode = 'check_violation', constraint = 'project_stops_claims_settled';
  end if;
  if not exists (select from milestones left join payments on payments.milestone_id = milestones.id
      where milestones.project_id = new.project_id and payments.id is null) then
    raise exception 'a project that is built is not stopped' using errcode = 'check_violation', constraint = 'project_stops_something_left';
  end if;
  return new;
end $$;
create trigger project_stops_kept before update or delete on project_stops for each row execute function keep_project_stop();
create trigger project_stops_no_truncate before truncate on project_stops for each statement execute function refuse_change();

-- Held while a claim is written, so that it comes as a whole before the stop or after it.
create function refuse_claim_of_stopped() returns trigger language plpgsql as $$
begin
  perform from projects join milestones on milestones.project_id = projects.id where milestones.id = new.milestone_id for share of projects;
  if exists (select from milestones join project_stops on project_stops.project_id = milestones.project_id
      where milestones.id = new.milestone_id and agreed_at is not null) then
    raise exception 'the project is stopped' using errcode = 'check_violation', constraint = 'claims_of_stopped';
  end if;
  return new;
end $$;
create trigger claims_of_stopped before insert on claims for each row execute function refuse_claim_of_stopped();

-- What was called for a stopped project and is not in is not asked for any more.
alter table collections add column cancelled_at timestamptz(3);
create function refuse_receipt_of_cancelled() returns trigger language plpgsql as $$
begin
  perform from collections where id = new.collection_id for share;
  if exists (select from collections where id = new.collection_id and cancelled_at is not null) then
    raise exception 'the collection is cancelled' using errcode = 'check_violation', constraint = 'receipts_of_cancelled';
  end if;
  return new;
end $$;
create trigger receipts_of_cancelled before insert on receipts for each row execute function refuse_receipt_of_cancelled();

create or replace function is_journal(kind text, reverses_id bigint) returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind in ('pot-funded', 'pot-taken-back', 'pledge-committed', 'match-unlocked', 'pledge-lowered', 'pledge-withdrawn', 'pledge-lapsed',
    'round-funded', 'collection-received', 'collection-cancelled', 'payment-approved', 'payment-settled', 'unspent-given-back', 'refund-paid', 'reversal')
    and (kind = 'reversal') = (reverses_id is not null);
end $$;

alter table challenges drop constraint challenges_stage_known;
alter table challenges add constraint challenges_stage_known check (stage in (
  'draft', 'gathering', 'pooling', 'funded', 'lapsed', 'awarded', 'delivering', 'completed', 'stopped'));
