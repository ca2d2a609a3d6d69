-- What a problem is called and says first, for who begins to write one that is there already.
create index challenges_heading_words_idx on challenges using gin (ts_filter(search, '{a,b}'));

-- The pots that add to a project, so that a funder finds its newest projects. What a pot adds is settled when pledging
-- closes, before there is a project.
create table project_pots (
  pot_id uuid not null,
  project_id uuid not null,
  constraint project_pots_pkey primary key (pot_id, project_id)
);
create index project_pots_project_id_idx on project_pots (project_id);
alter table project_pots add constraint project_pots_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table project_pots add constraint project_pots_project_id_fkey foreign key (project_id) references projects (id) on delete restrict on update restrict;
insert into project_pots (pot_id, project_id)
  select distinct accounts.pot_id, projects.id from projects join accounts using (challenge_id) where kind = 'match-committed';

create function note_project_pots() returns trigger language plpgsql as $$
begin
  insert into project_pots (pot_id, project_id)
    select distinct pot_id, new.id from accounts where challenge_id = new.challenge_id and kind = 'match-committed';
  return null;
end $$;
create trigger projects_note_pots after insert on projects for each row execute function note_project_pots();
create trigger project_pots_append_only before update or delete on project_pots for each row execute function refuse_change();
create trigger project_pots_no_truncate before truncate on project_pots for each statement execute function refuse_change();

-- Sealed blocks are noted by looking up each of their journals, transfers and accounts. A planner that guesses too many of
-- them reads the whole ledger instead, which takes longer than a statement may.
create or replace function note_block_entries(after_journal bigint, up_to bigint) returns void language sql
    set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set jit = off as $$
  insert into block_entries (owner_id, kind, to_journal_id, entry_count, journal_ids, lines, pence, total_pence)
    select owner_id, kind, to_journal_id, entry_count, journal_ids, lines, pence,
        coalesce((select total_pence from block_entries before where before.owner_id = summed.owner_id and before.kind = summed.kind
          and before.to_journal_id <= after_journal order by before.to_journal_id desc limit 1), 0)
        + sum(moved) over (partition by owner_id, kind order by to_journal_id)
      from (
        select owned.owner_id, owned.kind, to_journal_id, count(*) as entry_count, array_agg(journal_id order by journal_id, line) as journal_ids,
            array_agg(line order by journal_id, line) as lines, array_agg(signed.pence order by journal_id, line) as pence, sum(signed.pence) as moved
          from seals cross join lateral unnest(seals.journal_ids) as sealed (journal_id)
            join transfers using (journal_id)
            cross join lateral (values (credit_account_id, amount_pence), (debit_account_id, -amount_pence)) as signed (account_id, pence)
            join accounts on accounts.id = account_id
            -- As in account_owners, but of one account at a time.
            cross join lateral (values (council_id, accounts.kind), (pot_id, accounts.kind), (funder_id, accounts.kind),
              (accounts.challenge_id, case when accounts.kind in ('payable', 'paid')
                then accounts.kind || case when council_id is null then '/pot' else '/council' end else accounts.kind end)) as owned (owner_id, kind)
          where to_journal_id > after_journal and to_journal_id <= up_to and owned.owner_id is not null
          group by owned.owner_id, owned.kind, to_journal_id) summed
    on conflict do nothing
$$;
