import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'the totals of each round are those of its live pledges and their matches',
    rows: (db) => db.$queryRaw`
      select round_id from round_totals left join (
        select round_id, count(*) filter (where tops_up_id is null) as councils, sum(amount_pence) as pledged,
          sum((select coalesce(sum(amount_pence), 0) from matches
            where pledge_id = pledges.id and matches.state <> 'released')) as matched
        from pledges where state in ('committed', 'called') group by round_id) live using (round_id)
      where council_count <> coalesce(councils, 0) or pledged_pence <> coalesce(pledged, 0)
        or matched_pence <> coalesce(matched, 0)`,
  },
  {
    name: 'every pledge that was committed has exactly one journal of it, for the sum it had then',
    rows: (db) => db.$queryRaw`
      select pledges.id from pledges
      left join (select pledge_id, count(*) as journals, min(amount_pence) as pence
        from journals join transfers on journal_id = journals.id and line = 1
        where kind = 'pledge-committed' group by pledge_id) booked on booked.pledge_id = pledges.id
      left join lateral (select from_pence from pledge_changes where pledge_id = pledges.id order by from_pence desc limit 1) first on true
      where committed_at is not null
        and (journals is distinct from 1 or pence <> coalesce(from_pence, pledges.amount_pence))`,
  },
  {
    name: 'each lowering of a pledge goes on from the one before, and the last is what it is now',
    rows: (db) => db.$queryRaw`
      select id from (select change.id, to_pence, coalesce(lead(from_pence) over (
          partition by pledge_id order by from_pence desc), amount_pence) as then_pence
        from pledge_changes change join pledges on pledges.id = pledge_id) chain where to_pence <> then_pence`,
  },
  {
    name: 'each lowering of a pledge has its journal: its own difference and those of its matches',
    rows: (db) => db.$queryRaw`
      select change.id from pledge_changes change
      left join journals on kind = 'pledge-lowered' and operation_key = change.id and journals.pledge_id = change.pledge_id
      cross join lateral (select coalesce(sum(amount_pence) filter (where line = 1), 0) as pledged,
        coalesce(sum(amount_pence) filter (where line > 1), 0) as matched from transfers where journal_id = journals.id) moved
      where pledged <> from_pence - to_pence or matched <> (
        select coalesce(sum(from_pence - to_pence), 0) from match_changes where change_id = change.id)`,
  },
  {
    name: 'a pledge that never was committed moved no money',
    rows: (db) => db.$queryRaw`
      select id from journals where kind in ('pledge-committed', 'pledge-lowered', 'pledge-withdrawn', 'pledge-lapsed')
        and not exists (select from pledges where pledges.id = pledge_id and committed_at is not null)`,
  },
  {
    name: 'a live match has a live pledge, and is committed exactly when its pledge is called',
    rows: (db) => db.$queryRaw`
      select matches.id from matches join pledges on pledges.id = pledge_id
      where (matches.state = 'reserved' and pledges.state <> 'committed')
        or (matches.state = 'committed' and pledges.state <> 'called')
        or (matches.challenge_id, matches.council_id) <> (pledges.challenge_id, pledges.council_id)`,
  },
  {
    name: 'every match and journal names a pledge, a challenge and a council that are there',
    rows: (db) => db.$queryRaw`
      select id from matches where not exists (
        select from pledges where pledges.id = pledge_id and pledges.challenge_id = matches.challenge_id
          and pledges.council_id = matches.council_id)
      union all
      select pledge_id from journals where pledge_id is not null
        and not exists (select from pledges where pledges.id = pledge_id)
      union all
      select challenge_id from journals where challenge_id is not null
        and not exists (select from challenges where challenges.id = challenge_id)`,
  },
  {
    name: 'every live match follows the version in force when its pledge was committed',
    rows: (db) => db.$queryRaw`
      select matches.id from matches join pledges on pledges.id = pledge_id
      where matches.state <> 'released' and rule_id <> (
        select id from pot_rules where pot_rules.pot_id = matches.pot_id and in_force_from <= pledges.committed_at
        order by version desc limit 1)`,
  },
  {
    name: 'what a council has pledged, been called for and paid in is what the ledger says',
    rows: (db) => db.$queryRaw`
      select council_id, challenge_id from (
        select pledges.council_id, pledges.challenge_id,
          sum(pledges.amount_pence) filter (where state in ('committed', 'called') and cancelled_at is null) as live
        from pledges left join collections on pledge_id = pledges.id group by 1, 2) promised
      left join (select council_id, challenge_id, sum(balance_pence) as sum from account_balances
        where kind in ('pledged', 'called', 'received', 'payable', 'paid', 'refundable', 'refunded') and council_id is not null group by 1, 2) ledger
      using (council_id, challenge_id) where coalesce(live, 0) <> coalesce(sum, 0)`,
  },
  {
    name: 'every called pledge has its collection, and no other has one',
    rows: (db) => db.$queryRaw`
      select pledges.id from pledges left join collections on pledge_id = pledges.id
      where (pledges.state = 'called') <> (collections.id is not null)
        or collections.amount_pence <> pledges.amount_pence`,
  },
  {
    name: 'a top-up that counts has a pledge that counts in the same way',
    rows: (db) => db.$queryRaw`
      select pledges.id from pledges join pledges parent on parent.id = pledges.tops_up_id
      where pledges.state in ('committed', 'called') and parent.state <> pledges.state`,
  },
  {
    name: 'a round past its closing that is closed left nothing waiting',
    rows: (db) => db.$queryRaw`
      select pledges.id from pledges join rounds on rounds.id = round_id
      where closed_at is not null and state in ('draft', 'awaiting-approval', 'committed')`,
  },
  {
    name: 'what is used of each limit for a year is what live pledges take of it',
    rows: (db) => db.$queryRaw`
      select membership_id, spend, year from signing_years
      where used_pence <> (select coalesce(sum(amount_pence), 0) from signing_uses
        where (membership_id, spend, year) = (signing_years.membership_id, signing_years.spend, signing_years.year))`,
  },
  {
    name: 'a pledge takes its sum of its signer’s year while it is live, and nothing after',
    rows: (db) => db.$queryRaw`
      select pledge_id from signing_uses join pledges on pledges.id = pledge_id
      where signing_uses.amount_pence <> case when state in ('committed', 'called') then pledges.amount_pence else 0 end`,
  },
  {
    name: 'a noted estimate has as many lines as it says, and they and what stays are the pot',
    rows: (db) => db.$queryRaw`
      select id from sharing_estimates left join (select estimate_id as id, count(*) as lines, sum(share_pence) as pence
        from sharing_estimate_lines group by 1) noted using (id)
      where challenge_count <> coalesce(lines, 0) or pot_pence <> left_pence + coalesce(pence, 0)`,
  },
]
