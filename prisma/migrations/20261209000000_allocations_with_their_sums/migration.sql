-- What a pot added to each challenge is noted beside the rest of it, so that a page of a pot does not add up thousands of matches.
-- A match moves with a journal of its challenge alone: what is noted is left aside from then on (changed_challenges).
alter table allocations
  add column match_pence bigint not null default 0,
  add column purses text[] not null default '{}',
  add column area_ids uuid[] not null default '{}',
  add column is_firm boolean not null default false;
alter table allocations
  alter column match_pence drop default,
  alter column purses drop default,
  alter column area_ids drop default,
  alter column is_firm drop default;

create or replace view allocations_now as
  select given.pot_id, given.challenge_id, given.last_at, given.rule_versions, given.is_reserved,
    exists (select from account_balances
      where pot_id = given.pot_id and challenge_id = given.challenge_id and kind = 'match-committed' and balance_pence > 0) as is_committed,
    given.match_pence, given.purses, given.area_ids, given.is_firm
    from (
      select matches.pot_id, challenge_id, max(reserved_at) as last_at, array_agg(distinct version) as rule_versions, bool_or(state = 'reserved') as is_reserved,
          sum(amount_pence)::bigint as match_pence, array_agg(distinct purse) as purses,
          coalesce(array_agg(distinct area_id) filter (where area_id is not null), '{}') as area_ids, bool_or(state = 'committed') as is_firm
        from matches join pot_rules on pot_rules.id = rule_id where released_at is null group by matches.pot_id, challenge_id) given;

-- Those noted before. What changed since is noted again anyway.
update allocations noted set match_pence = given.match_pence, purses = given.purses, area_ids = given.area_ids, is_firm = given.is_firm
  from (
    select pot_id, challenge_id, sum(amount_pence)::bigint as match_pence, array_agg(distinct purse) as purses,
        coalesce(array_agg(distinct area_id) filter (where area_id is not null), '{}') as area_ids, bool_or(state = 'committed') as is_firm
      from matches where released_at is null group by pot_id, challenge_id) given
  where noted.pot_id = given.pot_id and noted.challenge_id = given.challenge_id;
