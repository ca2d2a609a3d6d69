-- A council may be split (decision 061): several take over, and one of them, successor_id as before, answers for what it
-- signed and led. The others are written down here while the succession is only proposed, with who goes to which of them.
alter table successions add column is_split boolean not null default false;

create table proposed_successors (
  id uuid not null,
  succession_id uuid not null,
  council_id uuid,
  new_name text,
  new_gss text,
  new_type text,
  new_nation text,
  new_region text,
  constraint proposed_successors_pkey primary key (id),
  constraint proposed_successors_new_council_whole check (num_nonnulls(new_name, new_gss, new_type, new_nation, new_region) in (0, 5)),
  constraint proposed_successors_council_or_new check (council_id is not null or new_name is not null)
);
create unique index proposed_successors_once_key on proposed_successors (succession_id, council_id);
create unique index proposed_successors_new_once_key on proposed_successors (succession_id, new_gss);
create unique index proposed_successors_of_one_key on proposed_successors (id, succession_id);
create index proposed_successors_council_id_idx on proposed_successors (council_id);
alter table proposed_successors add constraint proposed_successors_succession_id_fkey foreign key (succession_id) references successions (id) on delete restrict on update restrict;
alter table proposed_successors add constraint proposed_successors_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;

-- Whoever is not named here goes where the council that answers is.
create table succession_assignments (
  succession_id uuid not null,
  membership_id uuid not null,
  successor_id uuid not null,
  constraint succession_assignments_pkey primary key (succession_id, membership_id)
);
create index succession_assignments_membership_id_idx on succession_assignments (membership_id);
create index succession_assignments_successor_id_idx on succession_assignments (successor_id, succession_id);
alter table succession_assignments add constraint succession_assignments_membership_id_fkey foreign key (membership_id) references memberships (id) on delete restrict on update restrict;
alter table succession_assignments add constraint succession_assignments_successor_id_fkey foreign key (successor_id, succession_id) references proposed_successors (id, succession_id) on delete restrict on update restrict;

-- What two operators sign stays as it was when the second one read it. Only the id of a council that is made now is filled in,
-- before the signature.
create function keep_what_was_signed() returns trigger language plpgsql as $$
begin
  if not exists (select from successions where id = coalesce(new.succession_id, old.succession_id)
      and is_split and confirmed_at is null and ended_at is null) then
    raise exception 'a succession is arranged while it is proposed, and only one that splits a council'
      using errcode = 'check_violation', constraint = 'successions_kept_as_signed';
  end if;
  return coalesce(new, old);
end $$;
create trigger proposed_successors_kept before insert or update or delete on proposed_successors
  for each row execute function keep_what_was_signed();
create trigger succession_assignments_kept before insert or update or delete on succession_assignments
  for each row execute function keep_what_was_signed();

-- A split is of one council into two or more.
create function check_split() returns trigger language plpgsql as $$
begin
  if not exists (select from proposed_successors where succession_id = new.id)
    or (select count(*) from succession_predecessors where succession_id = new.id) <> 1
    or exists (select from proposed_successors where succession_id = new.id and (council_id is null or council_id = new.successor_id)) then
    raise exception 'one council is split into several, each of which is there' using errcode = 'check_violation', constraint = 'successions_split_whole';
  end if;
  return new;
end $$;
create trigger successions_split_whole before update of confirmed_at on successions
  for each row when (new.is_split and new.confirmed_at is not null) execute function check_split();

-- The fact: whom a former council was split into, beside the one that answers for it.
create table further_successors (
  former_id uuid not null,
  successor_id uuid not null,
  constraint further_successors_pkey primary key (former_id, successor_id)
);
create index further_successors_successor_id_idx on further_successors (successor_id);
alter table further_successors add constraint further_successors_former_id_fkey foreign key (former_id) references former_councils (id) on delete restrict on update restrict;
alter table further_successors add constraint further_successors_successor_id_fkey foreign key (successor_id) references councils (id) on delete restrict on update restrict;
create trigger further_successors_stay before update or delete on further_successors
  for each row execute function refuse_change();
create trigger further_successors_no_truncate before truncate on further_successors
  for each statement execute function refuse_change();
create function check_further_successor() returns trigger language plpgsql as $$
begin
  if exists (select from former_councils where id = new.former_id and new.successor_id in (id, successor_id)) then
    raise exception 'a further successor is another council' using errcode = 'check_violation', constraint = 'further_successors_are_others';
  end if;
  return new;
end $$;
create trigger further_successors_are_others before insert on further_successors
  for each row execute function check_further_successor();
create trigger further_successors_are_there before insert on further_successors
  for each row execute function refuse_of_former_council('successor_id');
