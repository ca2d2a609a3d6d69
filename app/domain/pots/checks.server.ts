import type { Check } from '#app/core/check.ts'
import { db } from '#app/core/db.server.ts'

export const checks: Check[] = [
  {
    name: 'what each pot keeps is what its matches and payments come to',
    rows: () => db.$queryRaw`
      select pot_id from pot_balances kept left join (
        select pot_id, sum(amount_pence) filter (where state = 'reserved') as reserved,
          sum(amount_pence) filter (where state = 'committed') as firm
        from matches group by pot_id) live using (pot_id)
      where reserved_pence <> coalesce(reserved, 0)
        or committed_pence + paid_pence <> coalesce(firm, 0)`,
  },
  {
    name: 'what each pot keeps is what the ledger says',
    rows: () => db.$queryRaw`
      select kept.pot_id from pot_balances kept left join (
        select pot_id, sum(balance_pence) filter (where kind = 'pot-available') as available,
          sum(balance_pence) filter (where kind = 'match-reserved') as reserved,
          sum(balance_pence) filter (where kind in ('match-committed', 'payable')) as committed,
          sum(balance_pence) filter (where kind = 'paid') as paid
        from account_balances where pot_id is not null group by pot_id) ledger using (pot_id)
      where allocated_pence - reserved_pence - committed_pence - paid_pence <> coalesce(available, 0)
        or reserved_pence <> coalesce(reserved, 0) or committed_pence <> coalesce(committed, 0)
        or paid_pence <> coalesce(paid, 0)`,
  },
  {
    name: 'what is used of each cap is what its live matches come to',
    rows: () => db.$queryRaw`
      select pot_id, scope, ref from cap_uses full join (
        select pot_id, scope, ref, sum(amount_pence) as sum from matches,
          unnest(array['challenge', 'council', 'area'],
            array[challenge_id::text, council_id::text, challenge_id || '/' || area_id]) as cap (scope, ref)
        where state <> 'released' and ref is not null group by 1, 2, 3) live using (pot_id, scope, ref)
      where coalesce(used_pence, 0) <> coalesce(sum, 0)`,
  },
  {
    name: 'each change of a match goes on from the one before, and the last is what it is now',
    rows: () => db.$queryRaw`
      select match_id from (select match_id, match_changes.to_pence, coalesce(
          lead(match_changes.from_pence) over (partition by match_id order by change.from_pence desc),
          case when state = 'released' and match_changes.to_pence = 0 then 0 else amount_pence end) as then_pence
        from match_changes join pledge_changes change on change.id = change_id
        join matches on matches.id = match_id) chain where to_pence <> then_pence`,
  },
  {
    name: 'no live match goes past a cap of its own rule',
    rows: () => db.$queryRaw`
      select matches.pot_id, matches.challenge_id from matches join pot_rules on pot_rules.id = rule_id
      where state <> 'released' group by matches.pot_id, matches.challenge_id, rule_id, terms
      having sum(amount_pence) > (terms ->> 'challengeCapPence')::bigint`,
  },
  {
    name: 'every match names a pot and a rule that are there',
    rows: () => db.$queryRaw`
      select id from matches where not exists (select from pots where pots.id = pot_id)
        or not exists (select from pot_rules where pot_rules.id = rule_id)`,
  },
  {
    name: 'every match follows a rule of its own pot that was in force by then',
    rows: () => db.$queryRaw`
      select matches.id from matches join pot_rules on pot_rules.id = rule_id
      where pot_rules.pot_id <> matches.pot_id or in_force_from > reserved_at`,
  },
]
