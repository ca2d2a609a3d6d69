/**
 * What funders put into pots and took back, each with its journal. It begins at the funders' own accounts: a pot's
 * moves with every pledge.
 */
export const fundings = `(
  select pot.pot_id, funder.funder_id, coalesce(pot.purse, 'unrestricted') as purse, moved.pence, moved.journal_id, moved.line,
    journals.at, journals.kind, journals.memo
  from accounts funder
  cross join lateral (
    select journal_id, line, credit_account_id as pot_account_id, amount_pence as pence from transfers
      where debit_account_id = funder.id
    union all
    select journal_id, line, debit_account_id, -amount_pence from transfers where credit_account_id = funder.id) moved
  join accounts pot on pot.id = pot_account_id and pot.kind = 'pot-available'
  join journals on journals.id = moved.journal_id
  where funder.kind = 'funder') fundings`
