-- A statement reads the entries of an account in order, from any place on. As many indexes as before.
create index transfers_debit_account_id_journal_id_idx on transfers (debit_account_id, journal_id, line);
create index transfers_credit_account_id_journal_id_idx on transfers (credit_account_id, journal_id, line);
drop index transfers_debit_account_id_idx;
drop index transfers_credit_account_id_idx;
