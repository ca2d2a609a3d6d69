import type { Check } from '#app/core/check.ts'

export const checks: Check[] = [
  {
    name: 'the shares of every payment add up to it, and no source appears twice',
    rows: (db) => db.$queryRaw`
      select payments.id from payments left join payment_shares on payment_id = payments.id
      group by payments.id having payments.amount_pence is distinct from sum(payment_shares.amount_pence)
        or count(*) <> count(distinct (council_id, pot_id, purse, funder_id))`,
  },
  {
    name: 'every payment was approved in the ledger once, and paid once exactly when it is settled',
    rows: (db) => db.$queryRaw`
      select payments.id from payments left join lateral (
        select count(*) filter (where kind = 'payment-approved') as approved,
          count(*) filter (where kind = 'payment-settled') as settled
        from journals where payment_id = payments.id) posted on true
      where approved <> 1 or settled <> (settled_at is not null)::int`,
  },
  {
    name: 'what is payable and paid to a supplier, by each source, is what the payments say',
    rows: (db) => db.$queryRaw`
      with shares as (
        select supplier_id, challenge_id, council_id, pot_id, nullif(purse, 'unrestricted') as purse, funder_id,
          case when settled_at is null then 'payable' else 'paid' end as kind,
          sum(payment_shares.amount_pence) as pence
        from payments join payment_shares on payment_id = payments.id group by 1, 2, 3, 4, 5, 6, 7),
      booked as (
        select supplier_id, challenge_id, council_id, pot_id, purse, funder_id, kind, balance_pence as pence
        from account_balances where kind in ('payable', 'paid') and balance_pence <> 0)
      (table shares except table booked) union all (table booked except table shares)`,
  },
  {
    name: 'a receipt that stands is booked once, and what is called is what has none',
    rows: (db) => db.$queryRaw`
      select collections.id from collections
        left join receipts on collection_id = collections.id and reversed_at is null
        left join journals on journals.kind = 'collection-received' and journals.pledge_id = collections.pledge_id
          and not exists (select from journals reversal where reversal.reverses_id = journals.id)
      where (receipts.id is null) <> (journals.id is null) or is_received = (receipts.id is null)
      union all
      select null from (
        select council_id, challenge_id, sum(amount_pence) as pence from collections
        where cancelled_at is null and not exists (select from receipts where collection_id = collections.id and reversed_at is null) group by 1, 2) due
      full join (select council_id, challenge_id, balance_pence as pence from account_balances
        where kind = 'called' and balance_pence <> 0) called using (council_id, challenge_id)
      where due.pence is distinct from called.pence`,
  },
  {
    name: 'every payment file holds the payments and the sum it says, and was sent by another person',
    rows: (db) => db.$queryRaw`
      select payment_files.id from payment_files left join payments on payment_file_id = payment_files.id
      group by payment_files.id having count(payments.id) <> item_count
        or sum(amount_pence) is distinct from total_pence or sent_by_id = created_by_id
        or bool_or(payments.sent_at is distinct from payment_files.sent_at)`,
  },
  {
    name: 'an organisation is paid to one account at a time',
    rows: (db) => db.$queryRaw`
      select organisation_id from bank_details where retired_at is null
      group by organisation_id having count(*) > 1`,
  },
]
