-- Sealed blocks are noted by looking up each of their journals, then its transfers, then their accounts, whatever the
-- planner guesses of how many they are: what says "offset 0" is asked once for each row before it.
create or replace function note_block_entries(after_journal bigint, up_to bigint) returns void language sql as $$
  insert into block_entries (owner_id, kind, to_journal_id, entry_count, journal_ids, lines, pence, total_pence)
    select owner_id, kind, to_journal_id, entry_count, journal_ids, lines, pence,
        coalesce((select total_pence from block_entries before where before.owner_id = summed.owner_id and before.kind = summed.kind
          and before.to_journal_id <= after_journal order by before.to_journal_id desc limit 1), 0)
        + sum(moved) over (partition by owner_id, kind order by to_journal_id)
      from (
        select owned.owner_id, owned.kind, to_journal_id, count(*) as entry_count, array_agg(journal_id order by journal_id, line) as journal_ids,
            array_agg(line order by journal_id, line) as lines, array_agg(signed.pence order by journal_id, line) as pence, sum(signed.pence) as moved
          from seals cross join lateral unnest(seals.journal_ids) as sealed (journal_id)
            cross join lateral (select line, credit_account_id, debit_account_id, amount_pence from transfers
              where transfers.journal_id = sealed.journal_id offset 0) moved
            cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
            cross join lateral (select kind, council_id, pot_id, funder_id, challenge_id from accounts where id = account_id offset 0) account
            -- As in account_owners, but of one account at a time.
            cross join lateral (values (council_id, account.kind), (pot_id, account.kind), (funder_id, account.kind),
              (challenge_id, case when account.kind in ('payable', 'paid')
                then account.kind || case when council_id is null then '/pot' else '/council' end else account.kind end)) as owned (owner_id, kind)
          where to_journal_id > after_journal and to_journal_id <= up_to and owned.owner_id is not null
          group by owned.owner_id, owned.kind, to_journal_id) summed
    on conflict do nothing
$$;
