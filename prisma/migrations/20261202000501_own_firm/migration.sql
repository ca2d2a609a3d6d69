-- Whoever belongs to a firm, by any account of theirs, decides nothing that chooses, pays or verifies it (decision 065).

create function belongs_to(person uuid, organisation uuid) returns boolean language sql stable as $$
  select exists (select from memberships
    where organisation_id = organisation and ended_at is null and same_human(person_id, person))
$$;

create function refuse_own_firm(person uuid, firm uuid) returns void language plpgsql as $$
begin
  if belongs_to(person, firm) then
    raise exception 'somebody else decides: new row violates check constraint "own_firm_is_for_others"'
      using errcode = 'check_violation', constraint = 'own_firm_is_for_others';
  end if;
end $$;

create function supplier_of_claim(claim uuid) returns uuid language sql stable as $$
  select projects.supplier_id from claims join milestones on milestones.id = claims.milestone_id
    join projects on projects.id = milestones.project_id where claims.id = claim
$$;

-- The column that names the claim comes with the trigger.
create function refuse_own_claim() returns trigger language plpgsql as $$
begin
  perform refuse_own_firm(new.decided_by_id, supplier_of_claim((to_jsonb(new) ->> tg_argv[0])::uuid));
  return new;
end $$;
create trigger acceptances_of_other_firms before insert on acceptances for each row execute function refuse_own_claim('id');
create trigger payment_approvals_of_other_firms before insert on payment_approvals
  for each row execute function refuse_own_claim('claim_id');

create function refuse_own_verification() returns trigger language plpgsql as $$
begin
  perform refuse_own_firm(new.decided_by_id, new.organisation_id);
  return new;
end $$;
create trigger verifications_of_other_firms before update of decided_by_id on verifications
  for each row when (new.decided_by_id is not null) execute function refuse_own_verification();

-- Saying that one has no conflict, and finishing what one has scored since.
create function refuse_own_pitch() returns trigger language plpgsql as $$
begin
  perform refuse_own_firm(
    (select person_id from assessors where id = new.assessor_id), (select supplier_id from pitches where id = new.pitch_id));
  return new;
end $$;
create trigger conflict_declarations_of_other_firms before insert or update on conflict_declarations
  for each row when (not new.has_conflict) execute function refuse_own_pitch();
create trigger score_sheets_of_other_firms before insert on score_sheets for each row execute function refuse_own_pitch();

-- Choosing a rival is deciding for one's own firm, too.
create function refuse_own_award() returns trigger language plpgsql as $$
begin
  perform refuse_own_firm(new.decided_by_id, supplier_id) from pitches
    where pitch_call_id = new.pitch_call_id and sent_at is not null and withdrawn_at is null;
  return new;
end $$;
create trigger awards_of_other_firms before insert on awards for each row execute function refuse_own_award();

-- Whoever asks to join is not who says yes.
create trigger join_requests_two_humans before update of decided_by_id on join_requests
  for each row when (new.decided_by_id is not null and new.person_id is not null)
  execute function want_two_people('person_id', 'decided_by_id');
