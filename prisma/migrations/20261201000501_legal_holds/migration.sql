-- A legal hold: what is held about a person, or about the people of an organisation, is not forgotten or erased while it stands.
create table legal_holds (
  id uuid not null,
  person_id uuid,
  organisation_id uuid,
  reason text not null,
  source text not null,
  set_by_id uuid not null,
  set_at timestamptz(3) not null,
  ended_at timestamptz(3),
  ended_by_id uuid,
  ended_reason text,
  constraint legal_holds_pkey primary key (id),
  constraint legal_holds_one_subject check (num_nonnulls(person_id, organisation_id) = 1),
  constraint legal_holds_says_why check (reason <> '' and source <> ''),
  constraint legal_holds_ended check (num_nonnulls(ended_at, ended_by_id, ended_reason) in (0, 3) and ended_at >= set_at)
);
create unique index legal_holds_one_of_a_person on legal_holds (person_id) where ended_at is null;
create unique index legal_holds_one_of_an_organisation on legal_holds (organisation_id) where ended_at is null;
create index legal_holds_set_at_id_idx on legal_holds (set_at, id);
create index legal_holds_person_id_idx on legal_holds (person_id);
create index legal_holds_organisation_id_idx on legal_holds (organisation_id);
create index legal_holds_set_by_id_idx on legal_holds (set_by_id);
create index legal_holds_ended_by_id_idx on legal_holds (ended_by_id);
alter table legal_holds add constraint legal_holds_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table legal_holds add constraint legal_holds_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table legal_holds add constraint legal_holds_set_by_id_fkey foreign key (set_by_id) references people (id) on delete restrict on update restrict;
alter table legal_holds add constraint legal_holds_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;
create trigger legal_holds_stay before delete on legal_holds for each row execute function refuse_change();

-- Whoever belongs or belonged to an organisation that is held, is held with it.
create function is_held(person uuid) returns boolean language sql stable as $$
  select exists (select from legal_holds where ended_at is null and (person_id = person or organisation_id in (
    select organisation_id from memberships where memberships.person_id = person)))
$$;
create function is_address_held(address text) returns boolean language sql stable as $$
  select exists (select from legal_holds where ended_at is null)
    and exists (select from people where people.email = address and is_held(people.id))
$$;
create function is_organisation_held(organisation uuid) returns boolean language sql stable as $$
  select exists (select from legal_holds where ended_at is null and organisation_id = organisation)
$$;

-- Whatever a verb forgets: nobody who is held is erased. Erasing writes an address that no mail can go to (RFC 2606).
create function refuse_erasing_held() returns trigger language plpgsql as $$
begin
  if is_held(new.id) then
    raise exception 'person % is under a legal hold', new.id using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger people_held_stay before update of email on people for each row
  when (new.email like '%@erased.invalid' and old.email not like '%@erased.invalid') execute function refuse_erasing_held();
