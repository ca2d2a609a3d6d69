-- Everything is worked out from numbers, so that the same size and day make the same country. The schema goes at the end.
create schema national;

-- How many there are of each at this scale; 1 is the whole country.
create table national.size as select scale, as_at,
    greatest(200, round(20000 * scale))::int as challenges,
    greatest(40, round(600 * scale))::int as suppliers,
    13 as pots
  from (select current_setting('national.scale')::numeric as scale, current_setting('national.as_at')::timestamptz as as_at) asked;
analyze national.size;

-- Ids that rise with their number, as UUIDv7 rise with time.
create function national.id(kind int, n bigint) returns uuid language sql immutable parallel safe as $$
  select ('0190' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
$$;

-- One of so many, from 0, by chance that is always the same.
create function national.pick(n bigint, salt int, of int) returns int language sql immutable parallel safe as $$
  select (abs(hashint8extended(n, salt) % of))::int
$$;

create table national.councils as
  select row_number() over (order by gss)::int as c, id, region, nation, (
      select combined_authority_id from combined_authority_members
      where council_id = councils.id and to_on is null order by 1 limit 1) as area_id
    from councils;
analyze national.councils;
create unique index on national.councils (c);
create unique index on national.councils (id);

-- A council's people by their part: 0 and 1 officers, 2 and 3 finance approvers, 4 an administrator.
create function national.person(council int, part int) returns uuid language sql immutable parallel safe as $$
  select national.id(1, council * 10 + part)
$$;
-- Indexes that hold no rule are made once everything is there.
create table national.indexes as
  select schemaname, indexname, indexdef from pg_indexes
    where schemaname = 'public' and indexdef like 'CREATE INDEX %' and not exists (select from pg_constraint where conindid = to_regclass(schemaname || '.' || indexname));
do $$
  declare made record;
  begin
    for made in select * from national.indexes loop execute format('drop index %I.%I', made.schemaname, made.indexname); end loop;
  end $$;
