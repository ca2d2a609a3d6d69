-- An operator's record that two accounts are one human's. From then on they count as one person wherever two are asked for;
-- what was signed before stays signed.
create table same_humans (
  id uuid not null,
  person_id uuid not null,
  other_id uuid not null,
  reason text not null,
  recorded_by_id uuid not null,
  recorded_at timestamptz(3) not null,
  ended_by_id uuid,
  ended_at timestamptz(3),
  ended_reason text,
  constraint same_humans_pkey primary key (id),
  constraint same_humans_in_order check (person_id < other_id),
  constraint same_humans_ended_whole check (num_nulls(ended_by_id, ended_at, ended_reason) in (0, 3))
);
create unique index same_humans_live_key on same_humans (person_id, other_id) where ended_at is null;
create index same_humans_person_id_idx on same_humans (person_id);
create index same_humans_other_id_idx on same_humans (other_id);
create index same_humans_recorded_at_idx on same_humans (recorded_at, id);
create index same_humans_recorded_by_id_idx on same_humans (recorded_by_id);
create index same_humans_ended_by_id_idx on same_humans (ended_by_id);
alter table same_humans add constraint same_humans_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table same_humans add constraint same_humans_other_id_fkey foreign key (other_id) references people (id) on delete restrict on update restrict;
alter table same_humans add constraint same_humans_recorded_by_id_fkey foreign key (recorded_by_id) references people (id) on delete restrict on update restrict;
alter table same_humans add constraint same_humans_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;

create function keep_same_human() returns trigger language plpgsql as $$
declare ending constant text[] := array['ended_by_id', 'ended_at', 'ended_reason'];
begin
  if tg_op = 'DELETE' or old.ended_at is not null or to_jsonb(new) - ending <> to_jsonb(old) - ending then
    raise exception 'a record that two accounts are one human is ended once and never edited' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger same_humans_kept before update or delete on same_humans for each row execute function keep_same_human();
create trigger same_humans_no_truncate before truncate on same_humans for each statement execute function refuse_change();

-- All accounts of the human whose account this is, over any number of records.
create function accounts_of(person uuid) returns setof uuid language sql stable as $$
  with recursive reached (id) as (
    select person
    union
    select case when person_id = reached.id then other_id else person_id end
      from reached join same_humans on reached.id in (person_id, other_id) and ended_at is null)
  select id from reached
$$;
create function human_of(person uuid) returns uuid language sql stable as $$
  select account from accounts_of(person) as account order by account limit 1
$$;
-- Whether two accounts are one human's: the one place that says so. Few have two, so most are told by the first index.
create function same_human(a uuid, b uuid) returns boolean language sql stable as $$
  select coalesce(a = b or (exists (select from same_humans where a in (person_id, other_id) and ended_at is null)
    and b in (select accounts_of(a))), false)
$$;

create function refuse_one_human() returns void language plpgsql as $$
begin
  raise exception 'two people are wanted: new row violates check constraint "one_human_is_one_person"'
    using errcode = 'check_violation', constraint = 'one_human_is_one_person';
end $$;

-- Of a row that names two people, by the columns that say which.
create function want_two_people() returns trigger language plpgsql as $$
declare written constant jsonb := to_jsonb(new);
begin
  if same_human((written ->> tg_argv[0])::uuid, (written ->> tg_argv[1])::uuid) then perform refuse_one_human(); end if;
  return new;
end $$;
create trigger pot_rules_two_humans before insert on pot_rules
  for each row execute function want_two_people('published_by_id', 'second_publisher_id');
create trigger area_registrations_two_humans before insert on area_registrations
  for each row execute function want_two_people('proposed_by_id', 'decided_by_id');
create trigger project_stops_two_humans before update of agreed_by_id on project_stops
  for each row when (new.agreed_by_id is not null) execute function want_two_people('proposed_by_id', 'agreed_by_id');
create trigger give_backs_two_humans before update of agreed_by_id on give_backs
  for each row when (new.agreed_by_id is not null) execute function want_two_people('asked_by_id', 'agreed_by_id');
create trigger bank_details_changes_two_humans before update of confirmed_by_id on bank_details_changes
  for each row when (new.confirmed_by_id is not null) execute function want_two_people('asked_by_id', 'confirmed_by_id');
create trigger payment_files_two_humans before update of sent_by_id on payment_files
  for each row when (new.sent_by_id is not null) execute function want_two_people('created_by_id', 'sent_by_id');
-- Who recorded that two accounts are one human's does not end it alone.
create trigger same_humans_two_humans before update of ended_by_id on same_humans
  for each row when (new.ended_by_id is not null) execute function want_two_people('recorded_by_id', 'ended_by_id');

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
      and decided_for_id = new.decided_for_id) then
    raise exception 'this approval needs another person' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create or replace function check_acceptance() returns trigger language plpgsql as $$
begin
  if exists (select from claims where id = new.id and same_human(claimed_by_id, new.decided_by_id)) then
    perform refuse_one_human();
  end if;
  return new;
end $$;

-- Nobody signs what they made, nor under the limit of whoever made it.
create or replace function check_pledge_approval() returns trigger language plpgsql as $$
begin
  if exists (select from pledges where id = new.id and (same_human(made_by_id, new.approved_by_id)
      or exists (select from memberships where id = new.principal_id and same_human(made_by_id, person_id)))) then
    perform refuse_one_human();
  end if;
  if exists (select from pledges pledge where id = new.id and (new.limit_pence < amount_pence +
      coalesce((select sum(amount_pence) from pledges other where pledge.tops_up_id is not null and other.state = 'committed'
        and other.id <> pledge.id and pledge.tops_up_id in (other.id, other.tops_up_id)), 0))) then
    raise exception 'pledge % needs another approver', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

create function check_way_back_confirmation() returns trigger language plpgsql as $$
begin
  if exists (select from ways_back where id = new.way_back_id and same_human(person_id, new.person_id))
    or exists (select from way_back_confirmations where way_back_id = new.way_back_id and same_human(person_id, new.person_id)) then
    perform refuse_one_human();
  end if;
  return new;
end $$;
create trigger way_back_confirmations_two_humans before insert on way_back_confirmations
  for each row execute function check_way_back_confirmation();

-- Two scores of one human would be one opinion. The same account twice is for the unique index to say.
create function check_assessor() returns trigger language plpgsql as $$
begin
  if exists (select from assessors where pitch_call_id = new.pitch_call_id and person_id <> new.person_id
      and same_human(person_id, new.person_id)) then
    perform refuse_one_human();
  end if;
  return new;
end $$;
create trigger assessors_each_a_human before insert on assessors for each row execute function check_assessor();

create or replace function has_two_administrators(organisation uuid) returns boolean language sql stable
return (select count(distinct human_of(person_id)) >= 2 from memberships join membership_roles on membership_id = memberships.id
  where organisation_id = organisation and ended_at is null and role = 'administrator');
