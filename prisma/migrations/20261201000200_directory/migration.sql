-- A person who lets others find them by the services they lead, for one membership. Nobody is here who has not said so.
-- What others search by is copied into the row, so that a search reads one table; triggers keep the copies as they should be.
create table listings (
  id uuid not null,
  membership_id uuid not null,
  about text not null,
  service_function_ids integer[] not null,
  takes_messages boolean not null,
  listed_at timestamptz(3) not null,
  confirmed_at timestamptz(3) not null,
  asked_at timestamptz(3),
  organisation_id uuid not null,
  name text not null,
  places text[] not null,
  search tsvector not null,
  constraint listings_pkey primary key (id),
  constraint listings_about_short check (length(about) between 1 and 300),
  constraint listings_some_services check (cardinality(service_function_ids) between 1 and 3),
  constraint listings_asked_after_confirmed check (asked_at >= confirmed_at)
);
create unique index listings_membership_id_key on listings (membership_id);
create index listings_organisation_id_name_idx on listings (organisation_id, name, id);
create index listings_name_idx on listings (name, id);
create index listings_confirmed_at_idx on listings (confirmed_at);
create index listings_search_idx on listings using gin (search);
create index listings_spelling_idx on listings using gin (name gin_trgm_ops);
create index listings_service_function_ids_idx on listings using gin (service_function_ids);
create index listings_places_idx on listings using gin (places);

alter table listings add constraint listings_membership_id_fkey foreign key (membership_id) references memberships (id) on delete restrict on update restrict;
alter table listings add constraint listings_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;

-- How many are listed for a service, so that nobody has to count thousands.
create table listing_counts (
  service_function_id integer not null,
  listed integer not null,
  constraint listing_counts_pkey primary key (service_function_id),
  constraint listing_counts_not_negative check (listed >= 0)
);
alter table listing_counts add constraint listing_counts_service_function_id_fkey foreign key (service_function_id) references service_functions (id) on delete restrict on update restrict;

-- Names as they are written, too: English would drop "Will", and cut "James" short.
create function listing_search(name text, job_title text, organisation text, about text, services text) returns tsvector language sql immutable parallel safe as $$
  select setweight(to_tsvector('simple', name) || to_tsvector('english', name || ' ' || job_title), 'A')
    || setweight(to_tsvector('english', services), 'B')
    || setweight(to_tsvector('english', about || ' ' || organisation), 'C')
$$;

create function fill_listing() returns trigger language plpgsql as $$
declare known record;
begin
  if (select count(*) from service_functions where id = any (new.service_function_ids)) <> cardinality(new.service_function_ids) then
    raise exception 'a service of a listing is not on the register' using errcode = 'foreign_key_violation';
  end if;
  -- Whoever ends a membership waits for this row, or is waited for: nobody is listed where they have left.
  select people.name, job_title, organisations.id, organisations.name as organisation,
      array_remove(array[councils.nation, coalesce(councils.region, suppliers.region)], null) as places
    into strict known
    from memberships join people on people.id = person_id join organisations on organisations.id = organisation_id
      left join councils on councils.id = organisation_id left join suppliers on suppliers.id = organisation_id
    where memberships.id = new.membership_id and ended_at is null
    for share of memberships;
  new.organisation_id := known.id;
  new.name := known.name;
  new.places := array(select distinct unnest(known.places) order by 1);
  new.search := listing_search(known.name, known.job_title, known.organisation, new.about,
    (select string_agg(name, ' ' order by id) from service_functions where id = any (new.service_function_ids)));
  return new;
end $$;
create trigger listings_fill before insert or update on listings for each row execute function fill_listing();

-- In one order, so that no two who are listed at once wait for each other's services.
create function count_listing() returns trigger language plpgsql as $$
declare
  before integer[] := case when tg_op = 'INSERT' then '{}' else old.service_function_ids end;
  after integer[] := case when tg_op = 'DELETE' then '{}' else new.service_function_ids end;
  changed record;
begin
  for changed in
    select id, (id = any (after))::int - (id = any (before))::int as step
      from (select distinct unnest(before || after) as id) named order by id
  loop
    continue when changed.step = 0;
    insert into listing_counts (service_function_id, listed) values (changed.id, greatest(changed.step, 0))
      on conflict (service_function_id) do update set listed = listing_counts.listed + changed.step;
  end loop;
  return null;
end $$;
create trigger listings_count after insert or update of service_function_ids or delete on listings
  for each row execute function count_listing();

-- Whoever leaves is off the list in the same moment, however they leave.
create function end_listing() returns trigger language plpgsql as $$
begin
  delete from listings where membership_id = new.id;
  return null;
end $$;
create trigger memberships_end_listing after update of ended_at on memberships
  for each row when (new.ended_at is not null) execute function end_listing();

-- What a listing copies is copied again when it changes: the update itself fills the row.
create function refill_listings() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'memberships' then update listings set about = about where membership_id = new.id;
    when 'people' then update listings set about = about
      where membership_id in (select id from memberships where person_id = new.id);
    else update listings set about = about where organisation_id = new.id;
  end case;
  return null;
end $$;
create trigger memberships_refill_listings after update of job_title on memberships
  for each row when (new.ended_at is null and new.job_title <> old.job_title) execute function refill_listings();
create trigger people_refill_listings after update of name on people
  for each row when (new.name <> old.name) execute function refill_listings();
create trigger organisations_refill_listings after update of name on organisations
  for each row when (new.name <> old.name) execute function refill_listings();
create trigger councils_refill_listings after update of nation, region on councils
  for each row execute function refill_listings();
create trigger suppliers_refill_listings after update of region on suppliers
  for each row execute function refill_listings();

-- What somebody wrote to somebody who is listed. The words go with the mail; that it was sent stays.
create table listing_messages (
  id uuid not null,
  sender_id uuid not null,
  sender_organisation_id uuid not null,
  recipient_id uuid not null,
  subject text,
  words text,
  sent_at timestamptz(3) not null,
  sent_on date not null,
  -- The recipient has blocked the sender's organisation: no mail went, and nobody is told.
  is_withheld boolean not null,
  reported_at timestamptz(3),
  report_reason text,
  constraint listing_messages_pkey primary key (id),
  constraint listing_messages_emptied_whole check ((subject is null) = (words is null)),
  constraint listing_messages_reported_why check ((reported_at is null) = (report_reason is null)),
  constraint listing_messages_to_others check (sender_id <> recipient_id)
);
-- One a day to the same person.
create unique index listing_messages_day_key on listing_messages (sender_id, recipient_id, sent_on);
create index listing_messages_recipient_id_idx on listing_messages (recipient_id);
create index listing_messages_sender_organisation_id_idx on listing_messages (sender_organisation_id);
create index listing_messages_to_empty_idx on listing_messages (sent_at) where words is not null;
create index listing_messages_reported_idx on listing_messages (reported_at desc, id desc) where reported_at is not null;

create table message_blocks (
  person_id uuid not null,
  organisation_id uuid not null,
  blocked_at timestamptz(3) not null,
  constraint message_blocks_pkey primary key (person_id, organisation_id)
);
create index message_blocks_organisation_id_idx on message_blocks (organisation_id);

-- How many messages a person, and an organisation, has sent on one day.
create table message_sender_days (
  person_id uuid not null,
  day date not null,
  sent integer not null,
  constraint message_sender_days_pkey primary key (person_id, day),
  constraint message_sender_days_sent_positive check (sent > 0)
);
create table message_organisation_days (
  organisation_id uuid not null,
  day date not null,
  sent integer not null,
  constraint message_organisation_days_pkey primary key (organisation_id, day),
  constraint message_organisation_days_sent_positive check (sent > 0)
);

alter table listing_messages add constraint listing_messages_sender_id_fkey foreign key (sender_id) references people (id) on delete restrict on update restrict;
alter table listing_messages add constraint listing_messages_sender_organisation_id_fkey foreign key (sender_organisation_id) references organisations (id) on delete restrict on update restrict;
alter table listing_messages add constraint listing_messages_recipient_id_fkey foreign key (recipient_id) references people (id) on delete restrict on update restrict;
alter table message_blocks add constraint message_blocks_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table message_blocks add constraint message_blocks_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table message_sender_days add constraint message_sender_days_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table message_organisation_days add constraint message_organisation_days_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
