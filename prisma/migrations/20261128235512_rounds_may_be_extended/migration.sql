-- The lead council may move the closing of an open round to a later day. Each move is kept, with its reason.
create table round_extensions (
  id uuid not null,
  round_id uuid not null,
  from_closes_at timestamptz(3) not null,
  to_closes_at timestamptz(3) not null,
  reason text not null,
  extended_by_id uuid not null,
  extended_at timestamptz(3) not null,
  constraint round_extensions_pkey primary key (id)
);
create index round_extensions_round_id_idx on round_extensions (round_id);
create index round_extensions_extended_by_id_idx on round_extensions (extended_by_id);
alter table round_extensions add constraint round_extensions_round_id_fkey foreign key (round_id) references rounds (id) on delete restrict on update restrict;
alter table round_extensions add constraint round_extensions_extended_by_id_fkey foreign key (extended_by_id) references people (id) on delete restrict on update restrict;
alter table round_extensions add constraint round_extensions_later
  check (to_closes_at > from_closes_at and extended_at < from_closes_at);
create trigger round_extensions_append_only before update or delete on round_extensions for each row execute function refuse_change();
create trigger round_extensions_no_truncate before truncate on round_extensions for each statement execute function refuse_change();
