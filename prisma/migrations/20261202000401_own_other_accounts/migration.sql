-- Nobody gives another account of theirs a limit, a deputyship, the council's money or a role that moves money, or ends its membership.
-- Limits and ended memberships now say who wrote them; those from before do not.
alter table delegated_limits
  add column set_by_id uuid,
  add column set_at timestamptz(3),
  add constraint delegated_limits_set_whole check (num_nulls(set_by_id, set_at) in (0, 2)),
  add constraint delegated_limits_set_by_id_fkey foreign key (set_by_id) references people (id) on delete restrict on update restrict;
create index delegated_limits_set_by_id_idx on delegated_limits (set_by_id) where set_by_id is not null;
alter table memberships
  add column ended_by_id uuid,
  add constraint memberships_ended_by_somebody_once_ended check (ended_by_id is null or ended_at is not null),
  add constraint memberships_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;
create index memberships_ended_by_id_idx on memberships (ended_by_id) where ended_by_id is not null;

-- Of a row about a membership, by the column that says who wrote it.
create function want_another_than_member() returns trigger language plpgsql as $$
declare written constant jsonb := to_jsonb(new);
begin
  if exists (select from memberships where id = (written ->> 'membership_id')::uuid
      and same_human(person_id, (written ->> tg_argv[0])::uuid)) then
    perform refuse_one_human();
  end if;
  return new;
end $$;
create trigger delegated_limits_two_humans before insert on delegated_limits
  for each row when (new.set_by_id is not null) execute function want_another_than_member('set_by_id');
create trigger deputies_two_humans before insert on deputies
  for each row execute function want_another_than_member('set_by_id');
create trigger chief_finance_officers_two_humans before insert on chief_finance_officers
  for each row execute function want_another_than_member('set_by_id');
create trigger membership_roles_two_humans before insert or update of role, granted_by_id on membership_roles
  for each row when (role_moves_money(new.role) and new.granted_by_id is not null)
  execute function want_another_than_member('granted_by_id');
create trigger memberships_ended_by_another before update of ended_by_id on memberships
  for each row when (new.ended_by_id is not null) execute function want_two_people('person_id', 'ended_by_id');
