-- A council reads first what it still waits for, and a page of that begins at an index: so a collection says itself whether its
-- money is in. A receipt says it, and one that is taken back says otherwise.
alter table collections add column is_received boolean not null default false;
update collections set is_received = true where exists (select from receipts where collection_id = collections.id and reversed_at is null);
alter table collections add column is_over boolean not null generated always as (is_received or cancelled_at is not null) stored;
create index collections_council_due_idx on collections (council_id, is_over, due_on, reference);
create index collections_lead_council_due_idx on collections (lead_council_id, is_over, due_on, reference);
drop index collections_council_id_idx;
drop index collections_lead_council_id_idx;

create function say_received() returns trigger language plpgsql as $$
begin
  update collections set is_received = new.reversed_at is null where id = new.collection_id and is_received <> (new.reversed_at is null);
  return null;
end $$;
create trigger receipts_say_received after insert or update of reversed_at on receipts for each row execute function say_received();
