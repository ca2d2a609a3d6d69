-- Which challenges are not as they were noted: those with a journal since, and those that a trigger named.
create view changed_challenges as
  select challenge_id from list_changes
  union
  select challenge_id from journals where id > (select up_to_journal_id from list_notes) and challenge_id is not null;

-- The challenges each pot adds to, noted beside the list: a pot has thousands, and its page begins at the latest.
create view allocations_now as
  select given.*, exists (select from account_balances
      where pot_id = given.pot_id and challenge_id = given.challenge_id and kind = 'match-committed' and balance_pence > 0) as is_committed
    from (
      select matches.pot_id, challenge_id, max(reserved_at) as last_at, array_agg(distinct version) as rule_versions, bool_or(state = 'reserved') as is_reserved
        from matches join pot_rules on pot_rules.id = rule_id where released_at is null group by matches.pot_id, challenge_id) given;
create table allocations (
  pot_id uuid not null,
  challenge_id uuid not null,
  last_at timestamptz(3) not null,
  rule_versions integer[] not null,
  is_reserved boolean not null,
  is_committed boolean not null,
  constraint allocations_pkey primary key (challenge_id, pot_id)
);
create index allocations_latest_idx on allocations (pot_id, last_at, challenge_id);
create index allocations_reserved_idx on allocations (pot_id, challenge_id) where is_reserved;
create index allocations_committed_idx on allocations (pot_id, challenge_id) where is_committed;
alter table allocations add constraint allocations_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table allocations add constraint allocations_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;

-- What each challenge adds to the files of open data, and what that comes to.
create view published_sums_now as
  select challenges.id as challenge_id, pledges.count as pledge_count, pledges.pence as pledge_pence, matches.count as match_count, matches.pence as match_pence,
      shares.count as share_count, shares.pence as share_pence
    from challenges
    cross join lateral (select count(*)::int as count, coalesce(sum(amount_pence), 0)::bigint as pence from pledges
      where challenge_id = challenges.id and state in ('committed', 'called')) pledges
    cross join lateral (select count(*)::int as count, coalesce(sum(amount_pence), 0)::bigint as pence from matches
      where challenge_id = challenges.id and released_at is null) matches
    cross join lateral (select count(*)::int as count, coalesce(sum(payment_shares.amount_pence), 0)::bigint as pence
      from payments join payment_shares on payment_id = payments.id where challenge_id = challenges.id) shares
    where stage <> 'draft';
create table published_sums (
  challenge_id uuid not null,
  pledge_count integer not null,
  pledge_pence bigint not null,
  match_count integer not null,
  match_pence bigint not null,
  share_count integer not null,
  share_pence bigint not null,
  constraint published_sums_pkey primary key (challenge_id)
);
alter table published_sums add constraint published_sums_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
create table published_totals (
  id integer not null default 1,
  pledge_count integer not null default 0,
  pledge_pence bigint not null default 0,
  match_count integer not null default 0,
  match_pence bigint not null default 0,
  share_count integer not null default 0,
  share_pence bigint not null default 0,
  constraint published_totals_pkey primary key (id)
);
alter table published_totals add constraint published_totals_one check (id = 1);
insert into published_totals default values;

create or replace function note_list(most integer) returns integer language plpgsql as $$
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
  delete from allocations where challenge_id = any (ids);
  insert into allocations select * from allocations_now where challenge_id = any (ids);
  delete from published_sums where challenge_id = any (ids);
  insert into published_sums select * from published_sums_now where challenge_id = any (ids);
  update published_totals set pledge_count = all_of.pledges, pledge_pence = all_of.pledged, match_count = all_of.matches, match_pence = all_of.matched,
      share_count = all_of.shares, share_pence = all_of.shared
    from (select coalesce(sum(pledge_count), 0) as pledges, coalesce(sum(pledge_pence), 0) as pledged, coalesce(sum(match_count), 0) as matches,
        coalesce(sum(match_pence), 0) as matched, coalesce(sum(share_count), 0) as shares, coalesce(sum(share_pence), 0) as shared from published_sums) all_of;

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

-- Every challenge is noted again, so that these are.
insert into list_changes (challenge_id) select id from challenges where stage <> 'draft';

-- Where a pot's fundings begin: at its funders, who move money seldom, and not at the pot, which moves it all day.
create index accounts_funders_idx on accounts (funder_id) where kind = 'funder';
