-- Firms that merge or change hands (decision 062). A running contract goes to another firm only by novation, which the
-- council that leads it agrees to: Procurement Act 2023, s.74 and Sch. 8 para 9. Nothing moves before the succession happens.
create table novations (
  id uuid not null,
  succession_id uuid not null,
  project_id uuid not null,
  from_supplier_id uuid not null,
  to_supplier_id uuid not null,
  agreement text not null,
  agreed_by_id uuid not null,
  agreed_for_id uuid not null,
  agreed_at timestamptz(3) not null,
  happened_at timestamptz(3),
  ended_by_id uuid,
  ended_at timestamptz(3),
  constraint novations_pkey primary key (id),
  constraint novations_to_another check (from_supplier_id <> to_supplier_id),
  constraint novations_happen_or_end check (num_nonnulls(happened_at, ended_at) <= 1),
  constraint novations_ended_whole check (num_nonnulls(ended_at, ended_by_id) in (0, 2))
);
-- A project waits for one novation at a time.
create unique index novations_live_key on novations (project_id) where happened_at is null and ended_at is null;
create index novations_succession_id_idx on novations (succession_id);
create index novations_project_id_idx on novations (project_id);
create index novations_from_supplier_id_idx on novations (from_supplier_id);
create index novations_to_supplier_id_idx on novations (to_supplier_id);
create index novations_agreed_by_id_idx on novations (agreed_by_id);
create index novations_agreed_for_id_idx on novations (agreed_for_id);
create index novations_ended_by_id_idx on novations (ended_by_id);
alter table novations add constraint novations_succession_id_fkey foreign key (succession_id) references successions (id) on delete restrict on update restrict;
alter table novations add constraint novations_project_id_fkey foreign key (project_id) references projects (id) on delete restrict on update restrict;
alter table novations add constraint novations_from_supplier_id_fkey foreign key (from_supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table novations add constraint novations_to_supplier_id_fkey foreign key (to_supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table novations add constraint novations_agreed_by_id_fkey foreign key (agreed_by_id) references people (id) on delete restrict on update restrict;
alter table novations add constraint novations_agreed_for_id_fkey foreign key (agreed_for_id) references councils (id) on delete restrict on update restrict;
alter table novations add constraint novations_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;

-- It is of the contract as it stands, agreed by whoever leads it, and afterwards it only happens or ends, once.
create function check_novation() returns trigger language plpgsql as $$
declare last constant text[] := array['happened_at', 'ended_at', 'ended_by_id'];
begin
  if tg_op = 'INSERT' then
    if not exists (select from projects where id = new.project_id and supplier_id = new.from_supplier_id and lead_council_id = new.agreed_for_id) then
      raise exception 'a novation is agreed by the council that leads the project, for the firm that builds it'
        using errcode = 'check_violation', constraint = 'novations_of_the_contract';
    end if;
    return new;
  end if;
  if tg_op = 'UPDATE' and num_nonnulls(old.happened_at, old.ended_at) = 0 and to_jsonb(new) - last = to_jsonb(old) - last then return new; end if;
  raise exception 'a novation happens or ends once and is never edited' using errcode = 'restrict_violation';
end $$;
create trigger novations_checked before insert or update or delete on novations for each row execute function check_novation();

create function want_novation() returns trigger language plpgsql as $$
begin
  if not exists (select from novations where project_id = new.id and from_supplier_id = old.supplier_id
      and to_supplier_id = new.supplier_id and happened_at is null and ended_at is null) then
    raise exception 'a project goes to another firm by novation' using errcode = 'check_violation', constraint = 'projects_change_hands_by_novation';
  end if;
  return new;
end $$;
create trigger projects_change_hands_by_novation before update of supplier_id on projects
  for each row when (new.supplier_id is distinct from old.supplier_id) execute function want_novation();

-- Nobody is left to build for a firm that is part of another.
create function refuse_unbuilt() returns trigger language plpgsql as $$
begin
  if exists (select from projects join challenges on challenges.id = challenge_id where supplier_id = new.id and stage = 'delivering') then
    raise exception 'a firm that ends has no running project' using errcode = 'check_violation', constraint = 'former_organisations_build_nothing';
  end if;
  return null;
end $$;
create constraint trigger former_organisations_build_nothing after insert on former_organisations
  deferrable initially deferred for each row execute function refuse_unbuilt();

create trigger pitches_not_of_former before insert on pitches for each row execute function refuse_of_former('supplier_id');
create trigger pitches_not_sent_by_former before update of sent_at on pitches
  for each row when (new.sent_at is not null and old.sent_at is distinct from new.sent_at) execute function refuse_of_former('supplier_id');
create trigger awards_not_to_former before insert on awards for each row execute function refuse_of_former('supplier_id');
create trigger projects_not_of_former before insert on projects for each row execute function refuse_of_former('supplier_id');
create trigger bookings_not_of_former before insert on bookings for each row execute function refuse_of_former('supplier_id');
create trigger waiting_list_entries_not_of_former before insert on waiting_list_entries for each row execute function refuse_of_former('supplier_id');
create trigger verifications_not_of_former before insert on verifications for each row execute function refuse_of_former('organisation_id');
create trigger bank_details_not_of_former before insert on bank_details for each row execute function refuse_of_former('organisation_id');
create trigger bank_details_changes_not_of_former before insert on bank_details_changes for each row execute function refuse_of_former('organisation_id');
create trigger listing_messages_not_of_former before insert on listing_messages for each row execute function refuse_of_former('sender_organisation_id');

-- A claim is paid to the firm whose contract it is, also when that changes hands at the same moment.
create function check_claim_payee() returns trigger language plpgsql as $$
begin
  if not exists (select from milestones join projects on projects.id = project_id
      join bank_details on bank_details.organisation_id = supplier_id
      where milestones.id = new.milestone_id and bank_details.id = new.bank_details_id) then
    raise exception 'a claim names bank details of the firm that builds' using errcode = 'check_violation', constraint = 'claims_of_the_builder';
  end if;
  return new;
end $$;
create trigger claims_of_the_builder before insert on claims for each row execute function check_claim_payee();
