import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'whoever proposed what waits for a second person of a pot still has the role for it',
    rows: (db) => db.$queryRaw`
      select waiting.id from (
        select rule_proposals.id, funder_id, proposed_by_id from rule_proposals join pots on pots.id = pot_id
          where published_rule_id is null and ended_at is null
        union all select area_proposals.id, funder_id, proposed_by_id from area_proposals join pots on pots.id = pot_id
          where entry_id is null and ended_at is null
        union all select id, funder_id, proposed_by_id from pot_proposals where agreed_at is null and ended_at is null) waiting
      where not exists (select from memberships join membership_roles on membership_id = memberships.id
        where person_id = proposed_by_id and organisation_id = answering_organisation(funder_id) and memberships.ended_at is null and role = 'fund-manager')`,
  },
  {
    name: 'what each purse of each pot keeps is what its matches and payments come to',
    rows: (db) => db.$queryRaw`
      select pot_id, purse from pot_balances kept full join (
        select pot_id, purse, sum(amount_pence) filter (where state = 'reserved') as reserved,
          sum(amount_pence) filter (where state = 'committed') as firm
        from matches group by pot_id, purse) live using (pot_id, purse)
      left join (select debit.pot_id, coalesce(debit.purse, 'unrestricted') as purse, sum(amount_pence) as back
        from transfers join accounts debit on debit.id = debit_account_id and debit.kind = 'match-committed'
          join accounts credit on credit.id = credit_account_id and credit.kind = 'pot-available'
        group by 1, 2) given using (pot_id, purse)
      where coalesce(reserved_pence, 0) <> coalesce(reserved, 0)
        or coalesce(committed_pence + paid_pence, 0) + coalesce(back, 0) <> coalesce(firm, 0)`,
  },
  {
    name: 'what each purse of each pot keeps is what the ledger says',
    rows: (db) => db.$queryRaw`
      select pot_id, purse from pot_balances kept full join (
        select pot_id, coalesce(purse, 'unrestricted') as purse, sum(balance_pence) filter (where kind = 'pot-available') as available,
          sum(balance_pence) filter (where kind = 'match-reserved') as reserved,
          sum(balance_pence) filter (where kind in ('match-committed', 'payable')) as committed,
          sum(balance_pence) filter (where kind = 'paid') as paid
        from account_balances where pot_id is not null group by 1, 2) ledger using (pot_id, purse)
      where coalesce(allocated_pence - reserved_pence - committed_pence - paid_pence, 0) <> coalesce(available, 0)
        or coalesce(reserved_pence, 0) <> coalesce(reserved, 0) or coalesce(committed_pence, 0) <> coalesce(committed, 0)
        or coalesce(paid_pence, 0) <> coalesce(paid, 0)`,
  },
  {
    name: 'what a purse was given is what its funders put in and did not take back',
    rows: (db) => db.$queryRaw`
      select pot_id, purse from pot_balances left join (
        select pot_id, purse, sum(put_in_pence - taken_back_pence) as given from stakes group by 1, 2) stakes
        using (pot_id, purse) where allocated_pence <> coalesce(given, 0)`,
  },
  {
    name: 'each stake is what the ledger says went between the funder and the purse, and what it bore of payments',
    rows: (db) => db.$queryRaw`
      with moved as (
        select transfers.amount_pence, debit.funder_id as put_in_by, credit.funder_id as taken_back_by,
          coalesce(credit.pot_id, debit.pot_id) as pot_id, coalesce(credit.purse, debit.purse, 'unrestricted') as purse
        from transfers join accounts debit on debit.id = debit_account_id join accounts credit on credit.id = credit_account_id
        where (debit.kind = 'funder' and credit.kind = 'pot-available') or (credit.kind = 'funder' and debit.kind = 'pot-available')),
      borne as (
        select pot_id, purse, coalesce(payment_shares.funder_id, pots.funder_id) as funder_id, sum(amount_pence) as pence
        from payment_shares join pots on pots.id = pot_id group by 1, 2, 3),
      ledger as (
        select pot_id, purse, coalesce(put_in_by, taken_back_by) as funder_id,
          coalesce(sum(amount_pence) filter (where put_in_by is not null), 0) as put_in,
          coalesce(sum(amount_pence) filter (where taken_back_by is not null), 0) as taken_back from moved group by 1, 2, 3)
      select pot_id, purse, funder_id from stakes full join ledger using (pot_id, purse, funder_id)
        full join borne using (pot_id, purse, funder_id)
      where coalesce(put_in_pence, 0) <> coalesce(put_in, 0) or coalesce(taken_back_pence, 0) <> coalesce(taken_back, 0)
        or coalesce(borne_pence, 0) <> coalesce(pence, 0)`,
  },
  {
    name: 'every match is from the purse of its pledge’s funding type where its pot had one, else from the unrestricted one',
    rows: (db) => db.$queryRaw`
      select matches.id from matches join pledges on pledges.id = pledge_id
      where matches.state <> 'released' and matches.purse <> case when exists (select from purses
          where purses.pot_id = matches.pot_id and purse = funding_type and opened_at <= pledges.committed_at)
        then funding_type else 'unrestricted' end`,
  },
  {
    name: 'what is used of each cap is what its live matches come to',
    rows: (db) => db.$queryRaw`
      select pot_id, scope, ref from cap_uses full join (
        select pot_id, scope, ref, sum(amount_pence) as sum from matches,
          unnest(array['challenge', 'council', 'area'],
            array[challenge_id::text, council_id::text, challenge_id || '/' || area_id]) as cap (scope, ref)
        where state <> 'released' and ref is not null group by 1, 2, 3) live using (pot_id, scope, ref)
      where coalesce(used_pence, 0) <> coalesce(sum, 0)`,
  },
  {
    name: 'each change of a match goes on from the one before, and the last is what it is now',
    rows: (db) => db.$queryRaw`
      select match_id from (select match_id, match_changes.to_pence, coalesce(
          lead(match_changes.from_pence) over (partition by match_id order by change.from_pence desc),
          case when state = 'released' and match_changes.to_pence = 0 then 0 else amount_pence end) as then_pence
        from match_changes join pledge_changes change on change.id = change_id
        join matches on matches.id = match_id) chain where to_pence <> then_pence`,
  },
  {
    name: 'no live match goes past a cap of its own rule',
    rows: (db) => db.$queryRaw`
      select matches.pot_id, matches.challenge_id from matches join pot_rules on pot_rules.id = rule_id
      where state <> 'released' group by matches.pot_id, matches.challenge_id, rule_id, terms
      having sum(amount_pence) > (terms ->> 'challengeCapPence')::bigint`,
  },
  {
    name: 'every match names a pot and a rule that are there',
    rows: (db) => db.$queryRaw`
      select id from matches where not exists (select from pots where pots.id = pot_id)
        or not exists (select from pot_rules where pot_rules.id = rule_id)`,
  },
  {
    name: 'every match follows a rule of its own pot that was in force by then',
    rows: (db) => db.$queryRaw`
      select matches.id from matches join pot_rules on pot_rules.id = rule_id
      where pot_rules.pot_id <> matches.pot_id or in_force_from > reserved_at`,
  },
]
