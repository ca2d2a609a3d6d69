-- Who may sign for money is never one person's word alone: a role that moves money is given only while the organisation has
-- two administrators. Those who hold one keep it when an administrator leaves; nobody new gets one until there are two again.
create function role_moves_money(role text) returns boolean language sql immutable parallel safe
return role in ('finance-approver', 'fund-manager', 'payment-approver');

-- Two memberships of one organisation are two people: a person has one there, and a mailbox one person.
create function has_two_administrators(organisation uuid) returns boolean language sql stable
return (select count(distinct person_id) >= 2 from memberships join membership_roles on membership_id = memberships.id
  where organisation_id = organisation and ended_at is null and role = 'administrator');

-- The row of the organisation stands for its administrators: whoever gives a role that moves money, and whoever ends the time
-- of an administrator, waits for the other. By order, so that two of several organisations never wait for each other.
create function keep_two_administrators(organisations_with uuid[]) returns void language plpgsql as $$
begin
  perform from organisations where id = any (organisations_with) order by id for no key update;
  if exists (select from unnest(organisations_with) organisation where not has_two_administrators(organisation)) then
    raise exception 'new row violates check constraint "money_roles_need_two_administrators"'
      using errcode = 'check_violation', constraint = 'money_roles_need_two_administrators';
  end if;
end $$;

create function money_roles_given() returns trigger language plpgsql as $$
begin
  perform keep_two_administrators(found.ids) from (
    select array_agg(distinct organisation_id) as ids from given join memberships on memberships.id = membership_id
    where role_moves_money(role)) found
  where found.ids is not null;
  return null;
end $$;

create trigger membership_roles_need_two_administrators after insert on membership_roles
  referencing new table as given for each statement execute function money_roles_given();
create trigger membership_roles_changed_need_two_administrators after update on membership_roles
  referencing new table as given for each statement execute function money_roles_given();

-- Opening a membership again gives its roles again.
create function membership_opened() returns trigger language plpgsql as $$
begin
  if exists (select from membership_roles where membership_id = new.id and role_moves_money(role)) then
    perform keep_two_administrators(array[new.organisation_id]);
  end if;
  return null;
end $$;

create trigger memberships_opened_need_two_administrators after update of ended_at on memberships
  for each row when (old.ended_at is not null and new.ended_at is null) execute function membership_opened();

create function administrators_ended() returns trigger language plpgsql as $$
begin
  perform from organisations where id in (
    select organisation_id from ended join memberships on memberships.id = membership_id where role = 'administrator')
    order by id for no key update;
  return null;
end $$;

create trigger membership_roles_end_in_turn after delete on membership_roles
  referencing old table as ended for each statement execute function administrators_ended();

create function membership_ended() returns trigger language plpgsql as $$
begin
  perform from organisations where id = new.organisation_id for no key update;
  return null;
end $$;

create trigger memberships_end_in_turn after update of ended_at on memberships
  for each row when (old.ended_at is null and new.ended_at is not null) execute function membership_ended();
