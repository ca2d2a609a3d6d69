-- A receipt that was recorded by mistake is taken back by a reversal in the ledger; the collection is then due again and
-- may be received anew. The row stays, with who took it back and why. One receipt that stands for each collection.
alter table receipts
  add column reversed_at timestamptz(3),
  add column reversed_by_id uuid references people (id) on delete restrict on update restrict,
  add column reversed_reason text,
  add column reversal_key uuid,
  add constraint receipts_reversed_whole check (num_nonnulls(reversed_at, reversed_by_id, reversed_reason, reversal_key) in (0, 4));
create index receipts_collection_id_idx on receipts (collection_id);
create index receipts_reversed_by_id_idx on receipts (reversed_by_id);
create unique index receipts_reversal_key_key on receipts (reversal_key);
create unique index receipts_standing_key on receipts (collection_id) where reversed_at is null;
drop index receipts_collection_id_key;
