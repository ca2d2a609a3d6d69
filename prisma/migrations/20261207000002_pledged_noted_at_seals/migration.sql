-- What all councils together had pledged and not taken back when each block ended, and how many of them had: the front page
-- says both on each visit. The job that seals notes it, so whoever pledges writes nothing here.
create table pledged_sums (
  to_journal_id bigint not null,
  pledged_pence bigint not null,
  pledging_councils integer not null,
  constraint pledged_sums_pkey primary key (to_journal_id)
);

create function note_pledged(after_journal bigint, up_to bigint) returns void language sql as $$
  insert into pledged_sums (to_journal_id, pledged_pence, pledging_councils)
    with held as (
      select to_journal_id, -total_pence as pence,
          coalesce(lag(-total_pence) over (partition by councils.id order by to_journal_id), before.pence, 0) as before_pence
        from councils
          cross join lateral (select to_journal_id, total_pence from block_entries
            where owner_id = councils.id and kind = 'council' and to_journal_id > after_journal and to_journal_id <= up_to) noted
          left join lateral (select -total_pence as pence from block_entries
            where owner_id = councils.id and kind = 'council' and to_journal_id <= after_journal
            order by to_journal_id desc limit 1) before on true),
    moved as (
      select to_journal_id, coalesce(sum(pence - before_pence), 0) as pence,
          coalesce(sum((pence > 0)::int - (before_pence > 0)::int), 0) as councils
        from seals left join held using (to_journal_id)
        where to_journal_id > after_journal and to_journal_id <= up_to group by to_journal_id)
    select to_journal_id,
        coalesce((select pledged_pence from pledged_sums where to_journal_id <= after_journal order by to_journal_id desc limit 1), 0)
          + sum(pence) over (order by to_journal_id),
        coalesce((select pledging_councils from pledged_sums where to_journal_id <= after_journal order by to_journal_id desc limit 1), 0)
          + sum(councils) over (order by to_journal_id)
      from moved
    on conflict do nothing
$$;

create or replace function note_blocks(most integer) returns integer language plpgsql as $$
declare last_number integer; last_journal bigint; next_number integer; next_journal bigint;
begin
  perform pg_advisory_xact_lock(7274004);
  select number, to_journal_id into last_number, last_journal from seal_spans order by number desc limit 1;
  last_number := coalesce(last_number, 0);
  select number, to_journal_id into next_number, next_journal from seals
    where number > last_number and number <= last_number + most order by number desc limit 1;
  if next_number is null then return 0; end if;
  perform note_block_entries(coalesce(last_journal, 0), next_journal);
  perform note_pledged(coalesce(last_journal, 0), next_journal);
  insert into seal_spans (number, to_journal_id, first_at, last_at)
    select seals.number, seals.to_journal_id, min(at), max(at) from seals join journals on journals.id = any (seals.journal_ids)
    where seals.number > last_number and seals.number <= next_number
    group by seals.number, seals.to_journal_id
    on conflict do nothing;
  return next_number - last_number;
end $$;

select note_pledged(0, coalesce((select max(to_journal_id) from seal_spans), 0));
