-- What the test of a small or medium-sized enterprise asks for (Procurement Act 2023, s.123). Shown to the firm alone.
alter table suppliers
  add column turnover_pence bigint,
  add column balance_sheet_pence bigint,
  add constraint suppliers_size_not_negative check (turnover_pence >= 0 and balance_sheet_pence >= 0);
