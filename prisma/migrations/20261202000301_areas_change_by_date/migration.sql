-- Who belongs to a combined authority changes on a day with a succession (decision 061): a council that ends leaves, its
-- successors join, unless the order says that they do not.
alter table successions add column joins_areas boolean not null default true;

-- From when on it is so: not before the last pledge that any of them has signed, which keeps what it found.
alter table former_councils add column areas_change_on date;
alter table former_councils disable trigger former_councils_stay;
update former_councils set areas_change_on = ended_on;
alter table former_councils enable trigger former_councils_stay;
alter table former_councils alter column areas_change_on set not null,
  add constraint former_councils_areas_change_after check (areas_change_on >= ended_on);

-- A combined authority is succeeded by another one, and no council by one: other law makes them.
create function check_successor_kind() returns trigger language plpgsql as $$
begin
  if (select count(distinct type = 'combined-authority') from councils where id in (new.id, new.successor_id)) > 1 then
    raise exception 'a combined authority is succeeded by a combined authority, and a council by a council'
      using errcode = 'check_violation', constraint = 'former_councils_same_kind';
  end if;
  return new;
end $$;
create trigger former_councils_same_kind before insert on former_councils for each row execute function check_successor_kind();

-- When a council counts as part of an area. In the name of a former council that is when its successor does, from the day
-- it ended: what was not signed by then is signed by the successor. Days are facts, so a pledge worked out again finds
-- what it found when it was signed, whatever became of any of them since.
create function areas_of(council uuid) returns table (combined_authority_id uuid, from_on date, to_on date) language sql stable as $$
  with recursive acting (member_id, since) as (
    select council, date '1900-01-01'
    union all
    select former.successor_id, greatest(acting.since, former.areas_change_on)
      from acting join former_councils former on former.id = acting.member_id)
  select held.combined_authority_id, greatest(held.from_on, acting.since), held.to_on
  from acting cross join lateral (
    select members.combined_authority_id, members.from_on, members.to_on from combined_authority_members members
      where members.council_id = acting.member_id
    union all
    select area.id, date '1900-01-01', areas_change_on from combined_authorities area left join former_councils former on former.id = area.id
      where area.id = acting.member_id) held
  where held.to_on is null or held.to_on > acting.since
$$;

-- Nobody enters an area that is over in the register of a pot.
create trigger area_proposals_not_of_former before insert on area_proposals
  for each row execute function refuse_of_former_council('combined_authority_id');
create trigger area_registrations_not_of_former before insert on area_registrations
  for each row execute function refuse_of_former_council('combined_authority_id');
