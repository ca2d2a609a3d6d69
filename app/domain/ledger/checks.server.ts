import type { Check } from '#app/core/check.ts'
import { listBrokenSeals } from './verify-seals.server.ts'

export const checks: Check[] = [
  {
    name: 'every journal moves something',
    rows: (db) => db.$queryRaw`
      select id from journals where not exists (select from transfers where journal_id = journals.id)`,
  },
  {
    name: 'every transfer names a journal and two accounts, and every journal a person, that are there',
    rows: (db) => db.$queryRaw`
      select journal_id from transfers where not exists (select from journals where id = journal_id)
        or not exists (select from accounts where id = debit_account_id)
        or not exists (select from accounts where id = credit_account_id)
      union all
      select id from journals where person_id is not null
        and not exists (select from people where people.id = person_id)`,
  },
  {
    name: 'only funders and councils, where money comes from, are below zero',
    rows: (db) => db.$queryRaw`
      select id from account_balances where balance_pence < 0 and kind not in ('funder', 'council')`,
  },
  {
    name: 'money that came from funders and councils is all somewhere',
    rows: (db) => db.$queryRaw`
      select sum(balance_pence) as sum from account_balances having sum(balance_pence) <> 0`,
  },
  {
    name: 'a reversal turns round exactly the transfers of its journal',
    rows: (db) => db.$queryRaw`
      select reversal.id from journals reversal where reverses_id is not null and exists (
        select from (select line, debit_account_id, credit_account_id, amount_pence
          from transfers where journal_id = reversal.reverses_id) done
        full join (select line, credit_account_id as debit_account_id, debit_account_id as credit_account_id,
          amount_pence from transfers where journal_id = reversal.id) undone
          using (line, debit_account_id, credit_account_id, amount_pence)
        where done is null or undone is null)`,
  },
  {
    name: 'the entries noted of sealed blocks come to what the ledger moved in them',
    rows: (db) => db.$queryRaw`
      with noted as (select owner_id, kind, sum(entry_count) as entries, max(to_journal_id) as up_to,
          (array_agg(total_pence order by to_journal_id desc))[1] as pence from block_entries group by 1, 2),
      moved as (select owner_id, account_owners.kind, count(*) as entries, sum(signed.pence) as pence
        from transfers cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
          join account_owners using (account_id)
        where journal_id <= (select coalesce(max(to_journal_id), 0) from seal_spans) group by 1, 2)
      select owner_id, kind from noted full join moved using (owner_id, kind)
      where noted.entries is distinct from moved.entries or noted.pence is distinct from moved.pence`,
  },
  {
    name: 'what is noted of all pledges at the end of each block is what councils had pledged by then',
    rows: (db) => db.$queryRaw`
      with moved as (select to_journal_id, owner_id, -total_pence as pence,
          coalesce(lag(-total_pence) over (partition by owner_id order by to_journal_id), 0) as before_pence
        from block_entries where kind = 'council' and owner_id in (select id from councils)),
      so as (select to_journal_id, sum(sum(pence - before_pence)) over (order by to_journal_id) as pence,
          sum(sum((pence > 0)::int - (before_pence > 0)::int)) over (order by to_journal_id) as councils
        from seal_spans left join moved using (to_journal_id) group by to_journal_id)
      select to_journal_id from so full join pledged_sums using (to_journal_id)
      where pledged_pence is distinct from coalesce(pence, 0) or pledging_councils is distinct from coalesce(councils, 0)`,
  },
  {
    name: 'what is noted of who owes something for a challenge is as the ledger stands',
    rows: (db) => db.$queryRaw`
      with moved as (select coalesce(council_id, pot_id) as owner_id, accounts.challenge_id, journal_id, accounts.id, signed.pence
        from transfers cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
          join accounts on accounts.id = signed.account_id
        where kind in ('called', 'received', 'match-committed', 'payable', 'refundable')
          and journal_id <= (select up_to_journal_id from accrual_notes)),
      held as (select owner_id, challenge_id, id, min(journal_id) as first_id, max(journal_id) as last_id, sum(pence) as pence from moved group by 1, 2, 3),
      so as (select owner_id, challenge_id, min(first_id) as first_id, case when not bool_or(pence <> 0) then max(last_id) end as settled_id from held group by 1, 2)
      select owner_id, challenge_id from so full join accrual_spans using (owner_id, challenge_id)
      where first_id is distinct from first_journal_id or settled_id is distinct from settled_journal_id`,
  },
  {
    name: 'what is noted of each pot and day is what the ledger moved for it',
    rows: (db) => db.$queryRaw`
      select pot_id, used_on from (
        select pot_id, used_on, sum(pence) as pence from pot_moves
        where journal_id <= (select up_to_journal_id from accrual_notes) group by 1, 2) moved
      full join pot_uses using (pot_id, used_on)
      where moved.pence is distinct from pot_uses.pence`,
  },
  {
    name: 'every journal that was sealed is as it was sealed, and no block is missing',
    rows: listBrokenSeals,
  },
]
