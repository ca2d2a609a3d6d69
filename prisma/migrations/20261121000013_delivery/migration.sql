create table projects (
  id uuid not null,
  number serial not null,
  challenge_id uuid not null,
  award_id uuid not null,
  supplier_id uuid not null,
  lead_council_id uuid not null,
  price_pence bigint not null,
  started_at timestamptz(3) not null,
  constraint projects_pkey primary key (id)
);

create table milestones (
  id uuid not null,
  project_id uuid not null,
  position integer not null,
  title text not null,
  acceptance_test text not null,
  price_pence bigint not null,
  due_on date not null,
  constraint milestones_pkey primary key (id)
);

create table claims (
  id uuid not null,
  milestone_id uuid not null,
  invoice_number text not null,
  note text not null,
  bank_details_id uuid not null,
  claimed_by_id uuid not null,
  claimed_at timestamptz(3) not null,
  seal_sha256 text not null,
  ended_at timestamptz(3),
  constraint claims_pkey primary key (id)
);

create table claim_evidence (
  claim_id uuid not null,
  file_id uuid not null,
  title text not null,
  constraint claim_evidence_pkey primary key (claim_id, file_id)
);

create table evidence_openings (
  claim_id uuid not null,
  file_id uuid not null,
  person_id uuid not null,
  opened_at timestamptz(3) not null,
  constraint evidence_openings_pkey primary key (claim_id, file_id, person_id)
);

create table acceptances (
  id uuid not null,
  decision text not null,
  reason text not null,
  decided_by_id uuid not null,
  decided_for_id uuid not null,
  decided_at timestamptz(3) not null,
  constraint acceptances_pkey primary key (id)
);

create table payment_approvals (
  id uuid not null,
  claim_id uuid not null,
  position integer not null,
  decision text not null,
  reason text not null,
  seal_sha256 text not null,
  decided_by_id uuid not null,
  decided_for_id uuid not null,
  decided_at timestamptz(3) not null,
  constraint payment_approvals_pkey primary key (id)
);

create unique index projects_number_key on projects (number);
create unique index projects_challenge_id_key on projects (challenge_id);
create unique index projects_award_id_key on projects (award_id);
create index projects_supplier_id_idx on projects (supplier_id);
create index projects_lead_council_id_idx on projects (lead_council_id);
create unique index milestones_project_id_position_key on milestones (project_id, position);
create index claims_milestone_id_idx on claims (milestone_id);
create index claims_bank_details_id_idx on claims (bank_details_id);
create index claims_claimed_by_id_idx on claims (claimed_by_id);
create index claim_evidence_file_id_idx on claim_evidence (file_id);
create index evidence_openings_file_id_idx on evidence_openings (file_id);
create index evidence_openings_person_id_idx on evidence_openings (person_id);
create index acceptances_decided_by_id_idx on acceptances (decided_by_id);
create index acceptances_decided_for_id_idx on acceptances (decided_for_id);
create unique index payment_approvals_claim_id_position_key on payment_approvals (claim_id, position);
create unique index payment_approvals_claim_id_decided_by_id_key on payment_approvals (claim_id, decided_by_id);
create index payment_approvals_decided_by_id_idx on payment_approvals (decided_by_id);
create index payment_approvals_decided_for_id_idx on payment_approvals (decided_for_id);

alter table projects add constraint projects_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table projects add constraint projects_award_id_fkey foreign key (award_id) references awards (id) on delete restrict on update restrict;
alter table projects add constraint projects_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table projects add constraint projects_lead_council_id_fkey foreign key (lead_council_id) references councils (id) on delete restrict on update restrict;
alter table milestones add constraint milestones_project_id_fkey foreign key (project_id) references projects (id) on delete restrict on update restrict;
alter table claims add constraint claims_milestone_id_fkey foreign key (milestone_id) references milestones (id) on delete restrict on update restrict;
alter table claims add constraint claims_bank_details_id_fkey foreign key (bank_details_id) references bank_details (id) on delete restrict on update restrict;
alter table claims add constraint claims_claimed_by_id_fkey foreign key (claimed_by_id) references people (id) on delete restrict on update restrict;
alter table claim_evidence add constraint claim_evidence_claim_id_fkey foreign key (claim_id) references claims (id) on delete restrict on update restrict;
alter table claim_evidence add constraint claim_evidence_file_id_fkey foreign key (file_id) references stored_files (id) on delete restrict on update restrict;
alter table evidence_openings add constraint evidence_openings_claim_id_fkey foreign key (claim_id) references claims (id) on delete restrict on update restrict;
alter table evidence_openings add constraint evidence_openings_file_id_fkey foreign key (file_id) references stored_files (id) on delete restrict on update restrict;
alter table evidence_openings add constraint evidence_openings_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table acceptances add constraint acceptances_id_fkey foreign key (id) references claims (id) on delete restrict on update restrict;
alter table acceptances add constraint acceptances_decided_by_id_fkey foreign key (decided_by_id) references people (id) on delete restrict on update restrict;
alter table acceptances add constraint acceptances_decided_for_id_fkey foreign key (decided_for_id) references organisations (id) on delete restrict on update restrict;
alter table payment_approvals add constraint payment_approvals_claim_id_fkey foreign key (claim_id) references claims (id) on delete restrict on update restrict;
alter table payment_approvals add constraint payment_approvals_decided_by_id_fkey foreign key (decided_by_id) references people (id) on delete restrict on update restrict;
alter table payment_approvals add constraint payment_approvals_decided_for_id_fkey foreign key (decided_for_id) references organisations (id) on delete restrict on update restrict;
alter table payments add constraint payments_milestone_id_fkey foreign key (milestone_id) references milestones (id) on delete restrict on update restrict;

alter table projects add constraint projects_positive check (price_pence > 0);
alter table milestones add constraint milestones_positive check (price_pence > 0);
alter table milestones add constraint milestones_price_key unique (id, price_pence);
-- A payment is for the whole price of its milestone; with the unique milestone_id, nothing is paid twice.
alter table payments add constraint payments_whole_milestone foreign key (milestone_id, amount_pence)
  references milestones (id, price_pence);

-- Checked at commit: milestones add up to the price of their project, to the penny.
create function check_milestone_prices() returns trigger language plpgsql as $$
declare project uuid := case tg_table_name when 'projects' then new.id else (to_jsonb(coalesce(new, old)) ->> 'project_id')::uuid end;
begin
  if (select price_pence from projects where id = project)
    <> (select coalesce(sum(price_pence), 0) from milestones where project_id = project) then
    raise exception 'milestones of project % do not add up', project using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger projects_milestones_add_up after insert or update on projects
  deferrable initially deferred for each row execute function check_milestone_prices();
create constraint trigger milestones_add_up after insert or update or delete on milestones
  deferrable initially deferred for each row execute function check_milestone_prices();

create unique index claims_live_key on claims (milestone_id) where ended_at is null;
alter table claims add constraint claims_seal_key unique (id, seal_sha256);
alter table acceptances add constraint acceptances_decision_known check (decision in ('accepted', 'sent-back') and length(trim(reason)) > 0);
alter table payment_approvals add constraint payment_approvals_decision_known
  check (decision in ('approved', 'sent-back') and position in (1, 2));
-- An approval is of exactly what was sealed: evidence, sum, payee and bank details.
alter table payment_approvals add constraint payment_approvals_of_the_seal foreign key (claim_id, seal_sha256)
  references claims (id, seal_sha256);

-- Four eyes: who claimed, accepted or approved before cannot approve, nor can the second come from the first's organisation.
create function check_payment_approval() returns trigger language plpgsql as $$
begin
  if exists (select from claims where id = new.claim_id and claimed_by_id = new.decided_by_id)
    or exists (select from acceptances where id = new.claim_id and (decided_by_id = new.decided_by_id or decision <> 'accepted'))
    or not exists (select from acceptances where id = new.claim_id)
    or exists (select from payment_approvals where claim_id = new.claim_id and position < new.position
      and (decided_by_id = new.decided_by_id or decided_for_id = new.decided_for_id)) then
    raise exception 'this approval needs another person' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger payment_approvals_four_eyes before insert on payment_approvals
  for each row execute function check_payment_approval();
-- Nobody accepts their own work.
create function check_acceptance() returns trigger language plpgsql as $$
begin
  if exists (select from claims where id = new.id and claimed_by_id = new.decided_by_id) then
    raise exception 'this acceptance needs another person' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger acceptances_other_person before insert on acceptances
  for each row execute function check_acceptance();
create trigger payment_approvals_append_only before update or delete on payment_approvals
  for each row execute function refuse_change();
create trigger acceptances_append_only before update or delete on acceptances
  for each row execute function refuse_change();
