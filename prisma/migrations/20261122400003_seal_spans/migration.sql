-- Between which instants the journals of a sealed block lie, so that a statement for a period need not look at every
-- journal. Worked out from the seals by the job that makes them; a block without a row here is looked at one by one.
create table seal_spans (
  number integer not null,
  to_journal_id bigint not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  constraint seal_spans_pkey primary key (number)
);
create index seal_spans_last_at_idx on seal_spans (last_at);
create index seal_spans_first_at_idx on seal_spans (first_at);
