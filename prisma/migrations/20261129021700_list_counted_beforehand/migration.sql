-- The list of challenges shows, for every filter, how many challenges it would find: over 20,000 challenges, at each visit.
-- What that needs of each challenge is noted once a minute by a job, beside the seals (decision 025). A challenge that
-- changed since is worked out when the list is asked for, so nobody who pledges writes here and no figure is older than the page.
create view listed_now as
  select c.id as challenge_id, c.number, c.stage, coalesce(named.parent_id, named.id) as area_id, c.published_at, round.closes_at, round.target_pence,
      coalesce(round.closing_pledged_pence, totals.pledged_pence, 0) + coalesce(round.closing_matched_pence, totals.matched_pence, 0) as raised_pence,
      sharing.sharers, sharing.nations, matching.pots
    from challenges c
    join service_functions named on named.id = c.service_function_id
    left join lateral (select * from rounds where challenge_id = c.id order by opens_at desc, id desc limit 1) round on true
    left join round_totals totals on totals.round_id = round.id
    cross join lateral (
      select count(*)::int as sharers, coalesce(array_agg(distinct nation), '{}') as nations from councils
        where id in (
          select council_id from co_signatures where challenge_id = c.id and withdrawn_at is null
          union
          select council_id from pledges where challenge_id = c.id and state in ('committed', 'called'))) sharing
    cross join lateral (
      select coalesce(array_agg(distinct slug), '{}') as pots from matches join pots on pots.id = matches.pot_id
        where matches.challenge_id = c.id and matches.released_at is null) matching
    where c.stage <> 'draft';

create table listed_challenges (
  challenge_id uuid not null,
  number integer not null,
  stage text not null,
  area_id integer not null,
  published_at timestamptz(3) not null,
  closes_at timestamptz(3),
  target_pence bigint,
  raised_pence bigint not null,
  sharers integer not null,
  nations text[] not null,
  pots text[] not null,
  constraint listed_challenges_pkey primary key (challenge_id)
);
-- Some challenges as they are now. Planned once for a connection: the list asks each time, and mostly of none.
create function listed_among(ids uuid[]) returns setof listed_challenges language plpgsql stable rows 10 as $$
begin
  if cardinality(ids) > 0 then
    return query select * from listed_now where challenge_id = any (ids);
  end if;
end $$;
create unique index listed_challenges_number_key on listed_challenges (number);
alter table listed_challenges add constraint listed_challenges_challenge_id_fkey
  foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;

-- Which challenges a filter finds: the bit at a challenge's number. All are of one length.
create table list_filters (
  name text not null,
  value text not null,
  bits bit varying not null,
  constraint list_filters_pkey primary key (name, value)
);
-- The numbers of all listed challenges in an order that the list offers.
create table list_orders (
  sort text not null,
  numbers integer[] not null,
  constraint list_orders_pkey primary key (sort)
);
-- Challenges whose noted facts are no longer so, other than by a journal. A row for each change, never one for two: whoever
-- notes takes away only what it saw.
create table list_changes (
  id bigserial not null,
  challenge_id uuid not null,
  constraint list_changes_pkey primary key (id)
);
-- Up to which journal the noted facts go.
create table list_notes (
  id integer not null default 1,
  up_to_journal_id bigint not null default 0,
  constraint list_notes_pkey primary key (id)
);
alter table list_notes add constraint list_notes_one check (id = 1);
insert into list_notes (up_to_journal_id) select coalesce(max(to_journal_id), 0) from seals;

create function change_list() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'challenges' then insert into list_changes (challenge_id) values (new.id);
  else insert into list_changes (challenge_id) values (new.challenge_id);
  end if;
  return null;
end $$;
create trigger challenges_change_list after insert or update of stage, service_function_id, published_at on challenges
  for each row when (new.stage <> 'draft') execute function change_list();
create trigger co_signatures_change_list after insert or update of withdrawn_at on co_signatures for each row execute function change_list();
create trigger rounds_change_list after insert or update on rounds for each row execute function change_list();

-- The filters that find a challenge.
create function filters_of(stage text, area_id integer, pots text[], nations text[], closes_at timestamptz)
    returns table (name text, value text) language sql stable as $$
  select 'all', ''
  union all select 'stage', stage
  union all select 'area', area_id::text
  union all select 'pot', unnest(pots)
  union all select 'nation', unnest(nations)
  union all select 'closing', to_char(closes_at at time zone 'Europe/London', 'YYYY-MM-DD') where stage = 'pooling' and closes_at is not null
$$;
create view listed_filters as
  select challenge_id, number, name, value from listed_challenges cross join lateral filters_of(stage, area_id, pots, nations, closes_at);

-- Notes what changed since the last time, so many changes and ten blocks of journals at most, and answers how many challenges
-- that were.
create function note_list(most integer) returns integer language plpgsql as $$
declare up_to bigint; ids uuid[]; wide integer; none bit varying; numbers_before integer[]; names_before text[]; values_before text[];
begin
  perform pg_advisory_xact_lock(7274006);
  -- Below a seal no journal can still appear.
  select coalesce((select max(to_journal_id) from (
      select to_journal_id from seals where to_journal_id > up_to_journal_id order by to_journal_id limit 10) blocks), up_to_journal_id)
    into up_to from list_notes;
  with taken as (delete from list_changes where id in (select id from list_changes order by id limit most) returning challenge_id)
    select array_agg(challenge_id) into ids from (
      select challenge_id from taken
      union
      select challenge_id from journals
        where id > (select up_to_journal_id from list_notes) and id <= up_to and challenge_id is not null) changed;
  update list_notes set up_to_journal_id = up_to where up_to_journal_id <> up_to;
  if ids is null then return 0; end if;

  wide := greatest((select max(number) / 1024 + 1 from challenges) * 1024, (select max(length(bits)) from list_filters));
  none := repeat('0', wide)::bit varying;
  update list_filters set bits = bits || repeat('0', wide - length(bits))::bit varying where length(bits) < wide;
  select array_agg(number), array_agg(name), array_agg(value) into numbers_before, names_before, values_before
    from listed_filters where challenge_id = any (ids);
  delete from listed_challenges where challenge_id = any (ids);
  insert into listed_challenges select * from listed_now where challenge_id = any (ids);

  with moved as (
    select name, value, number, bool_or(is_found) as is_found from (
        select name, value, number, false as is_found from unnest(names_before, values_before, numbers_before) as before (name, value, number)
        union all
        select name, value, number, true from listed_filters where challenge_id = any (ids)) before_and_after
      group by name, value, number having count(*) = 1),
  moves as (
    select name, value, coalesce(bit_or(set_bit(none, number, 1)) filter (where is_found), none) as added,
        coalesce(bit_or(set_bit(none, number, 1)) filter (where not is_found), none) as removed
      from moved group by name, value),
  kept as (
    update list_filters set bits = (list_filters.bits & ~removed) | added from moves
      where list_filters.name = moves.name and list_filters.value = moves.value returning list_filters.name, list_filters.value)
  insert into list_filters (name, value, bits) select name, value, added from moves where (name, value) not in (select name, value from kept);
  delete from list_filters where name <> 'all' and bits = none;

  insert into list_orders (sort, numbers)
    select 'closing', array_agg(number order by case when stage = 'pooling' then closes_at end nulls last,
        array_position(array['gathering', 'funded', 'awarded', 'delivering', 'completed', 'lapsed'], stage), published_at desc, challenge_id) from listed_challenges
    union all
    select 'target', array_agg(number order by case when stage = 'pooling' then raised_pence::numeric / target_pence end desc nulls last, published_at desc, challenge_id)
      from listed_challenges
    union all
    select 'councils', array_agg(number order by sharers desc, published_at desc, challenge_id) from listed_challenges
    union all
    select 'newest', array_agg(number order by published_at desc, challenge_id) from listed_challenges
    on conflict (sort) do update set numbers = excluded.numbers where list_orders.numbers <> excluded.numbers;
  return cardinality(ids);
end $$;

-- What is spelt like a title, or like a part of one.
create index challenges_title_words_idx on challenges using gin (title gin_trgm_ops);
create function spelt_like(words text) returns setof uuid language sql stable rows 100
    set pg_trgm.word_similarity_threshold = 0.5 as $$
  select id from challenges where words <% title
$$;

insert into list_changes (challenge_id) select id from challenges where stage <> 'draft';
