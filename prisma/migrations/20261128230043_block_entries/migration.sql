-- For each sealed block, the entries of each owner (a council, a pot or a challenge) and kind of account, in the order
-- of the ledger, and what that owner's accounts of the kind came to after it. A statement finds its place and its
-- balance here however long the ledger is. Written by the job that seals; what is not noted yet is read from the ledger.
create table block_entries (
  owner_id uuid not null,
  kind text not null,
  to_journal_id bigint not null,
  entry_count integer not null,
  journal_ids bigint[] not null,
  lines integer[] not null,
  pence bigint[] not null,
  total_pence bigint not null,
  constraint block_entries_pkey primary key (owner_id, kind, to_journal_id)
);
alter table block_entries add constraint block_entries_whole check (entry_count > 0 and entry_count = cardinality(journal_ids)
  and entry_count = cardinality(lines) and entry_count = cardinality(pence));
create trigger block_entries_append_only before update or delete on block_entries for each row execute function refuse_change();
create trigger block_entries_no_truncate before truncate on block_entries for each statement execute function refuse_change();

-- Whose an account is, and as what: a challenge tells councils' money from pots' where a kind holds both.
create view account_owners as
  select id as account_id, council_id as owner_id, kind from accounts where council_id is not null
  union all
  select id, pot_id, kind from accounts where pot_id is not null
  union all
  select id, challenge_id, case when kind in ('payable', 'paid') then kind || case when council_id is null then '/pot' else '/council' end else kind end
    from accounts where challenge_id is not null;

-- Notes the entries of the blocks after one journal up to another, both of them ends of blocks.
create function note_block_entries(after_journal bigint, up_to bigint) returns void language sql as $$
  insert into block_entries (owner_id, kind, to_journal_id, entry_count, journal_ids, lines, pence, total_pence)
    select owner_id, kind, to_journal_id, entry_count, journal_ids, lines, pence,
        coalesce((select total_pence from block_entries before where before.owner_id = summed.owner_id and before.kind = summed.kind
          and before.to_journal_id <= after_journal order by before.to_journal_id desc limit 1), 0)
        + sum(moved) over (partition by owner_id, kind order by to_journal_id)
      from (
        select owner_id, kind, to_journal_id, count(*) as entry_count, array_agg(journal_id order by journal_id, line) as journal_ids,
            array_agg(line order by journal_id, line) as lines, array_agg(signed.pence order by journal_id, line) as pence, sum(signed.pence) as moved
          from seals cross join lateral unnest(seals.journal_ids) as sealed (journal_id)
            join transfers using (journal_id)
            cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
            join account_owners using (account_id)
          where to_journal_id > after_journal and to_journal_id <= up_to
          group by owner_id, kind, to_journal_id) summed
    on conflict do nothing
$$;

-- Notes the next blocks that were sealed: their entries, and between which instants their journals lie. Answers how many.
create function note_blocks(most integer) returns integer language plpgsql as $$
declare last_number integer; last_journal bigint; next_number integer; next_journal bigint;
begin
  perform pg_advisory_xact_lock(7274004);
  select number, to_journal_id into last_number, last_journal from seal_spans order by number desc limit 1;
  last_number := coalesce(last_number, 0);
  select number, to_journal_id into next_number, next_journal from seals
    where number > last_number and number <= last_number + most order by number desc limit 1;
  if next_number is null then return 0; end if;
  perform note_block_entries(coalesce(last_journal, 0), next_journal);
  insert into seal_spans (number, to_journal_id, first_at, last_at)
    select seals.number, seals.to_journal_id, min(at), max(at) from seals join journals on journals.id = any (seals.journal_ids)
    where seals.number > last_number and seals.number <= next_number
    group by seals.number, seals.to_journal_id
    on conflict do nothing;
  return next_number - last_number;
end $$;

select note_block_entries(0, coalesce((select max(to_journal_id) from seal_spans), 0));

-- How many challenges stand at each stage: the front page says it on each visit, and a challenge moves seldom.
create table stage_counts (
  stage text not null,
  challenge_count integer not null default 0,
  constraint stage_counts_pkey primary key (stage)
);
alter table stage_counts add constraint stage_counts_not_negative check (challenge_count >= 0);
create function count_stages() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.stage = old.stage then return null; end if;
  -- One after the other, whichever way two challenges move: no two wait for each other.
  perform pg_advisory_xact_lock(7274005);
  if tg_op <> 'INSERT' then
    update stage_counts set challenge_count = challenge_count - 1 where stage = old.stage;
  end if;
  if tg_op <> 'DELETE' then
    insert into stage_counts (stage, challenge_count) values (new.stage, 1)
      on conflict (stage) do update set challenge_count = stage_counts.challenge_count + 1;
  end if;
  return null;
end $$;
insert into stage_counts (stage, challenge_count) select stage, count(*) from challenges group by stage;
create trigger challenges_count_stages after insert or delete or update of stage on challenges
  for each row execute function count_stages();
