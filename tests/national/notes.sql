-- What the job that seals would note block by block, of the whole ledger at once: a block takes it half a second, and there are
-- more than a thousand.
set local work_mem = '512MB';
insert into block_entries (owner_id, kind, to_journal_id, entry_count, journal_ids, lines, pence, total_pence)
  select owner_id, kind, to_journal_id, entry_count, journal_ids, lines, pence, sum(moved) over (partition by owner_id, kind order by to_journal_id)
    from (
      select owner_id, owned.kind, to_journal_id, count(*) as entry_count, array_agg(journal_id order by journal_id, line) as journal_ids,
          array_agg(line order by journal_id, line) as lines, array_agg(signed.pence order by journal_id, line) as pence, sum(signed.pence) as moved
        from (select to_journal_id, unnest(journal_ids) as journal_id from seals) sealed
          join transfers using (journal_id)
          cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
          join accounts account on account.id = account_id
          cross join lateral (values (council_id, account.kind), (pot_id, account.kind), (funder_id, account.kind),
            (account.challenge_id, case when account.kind in ('payable', 'paid')
              then account.kind || case when council_id is null then '/pot' else '/council' end else account.kind end)) as owned (owner_id, kind)
        where owner_id is not null
        group by owner_id, owned.kind, to_journal_id) summed;
insert into seal_spans (number, to_journal_id, first_at, last_at)
  select number, to_journal_id, min(at), max(at) from (select number, to_journal_id, unnest(journal_ids) as journal_id from seals) sealed
    join journals on journals.id = journal_id group by number, to_journal_id;
select note_pledged(0, (select max(to_journal_id) from seal_spans));
select note_accruals(2147483647);
