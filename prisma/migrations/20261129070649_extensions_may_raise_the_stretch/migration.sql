-- With a later closing the lead council may set a stretch target, or raise the one there is; never lower it.
alter table round_extensions add column from_stretch_pence bigint, add column to_stretch_pence bigint;
alter table round_extensions add constraint round_extensions_stretch_rises
  check (case when to_stretch_pence is null then from_stretch_pence is null else to_stretch_pence > coalesce(from_stretch_pence, 0) end);
