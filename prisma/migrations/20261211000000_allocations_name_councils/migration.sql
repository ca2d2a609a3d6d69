-- A page of a pot is narrowed down to a council: whose pledges it added to is noted beside the rest, for the councils that are
-- shown by name. Whether one is shown is settled when it signs, and signing and calling write a journal (changed_challenges).
alter table allocations add column council_ids uuid[] not null default '{}';
alter table allocations alter column council_ids drop default;

-- A left join, so that nobody who leaves out the councils looks at a pledge.
create or replace view allocations_now as
  select given.pot_id, given.challenge_id, given.last_at, given.rule_versions, given.is_reserved,
    exists (select from account_balances
      where pot_id = given.pot_id and challenge_id = given.challenge_id and kind = 'match-committed' and balance_pence > 0) as is_committed,
    given.match_pence, given.purses, given.area_ids, given.is_firm, given.council_ids
    from (
      select matches.pot_id, matches.challenge_id, max(reserved_at) as last_at, array_agg(distinct version) as rule_versions,
          bool_or(matches.state = 'reserved') as is_reserved, sum(matches.amount_pence)::bigint as match_pence, array_agg(distinct purse) as purses,
          coalesce(array_agg(distinct area_id) filter (where area_id is not null), '{}') as area_ids, bool_or(matches.state = 'committed') as is_firm,
          coalesce(array_agg(distinct pledges.council_id) filter (where pledges.state = 'called' or (pledges.state = 'committed' and is_name_shown)), '{}') as council_ids
        from matches join pot_rules on pot_rules.id = rule_id left join pledges on pledges.id = pledge_id
        where released_at is null group by matches.pot_id, matches.challenge_id) given;

-- Those noted before. What changed since is noted again anyway.
update allocations noted set council_ids = given.council_ids
  from (
    select matches.pot_id, matches.challenge_id, array_agg(distinct pledges.council_id) as council_ids
      from matches join pledges on pledges.id = pledge_id
      where released_at is null and (pledges.state = 'called' or (pledges.state = 'committed' and is_name_shown))
      group by matches.pot_id, matches.challenge_id) given
  where noted.pot_id = given.pot_id and noted.challenge_id = given.challenge_id;
