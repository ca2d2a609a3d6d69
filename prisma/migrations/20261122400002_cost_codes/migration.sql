-- What a council's own finance system calls each kind of account, for its journal export.
create table cost_codes (
  council_id uuid not null,
  account_kind text not null,
  code text not null,
  set_by_id uuid not null,
  set_at timestamptz(3) not null,
  constraint cost_codes_pkey primary key (council_id, account_kind)
);

create index cost_codes_set_by_id_idx on cost_codes (set_by_id);

alter table cost_codes add constraint cost_codes_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table cost_codes add constraint cost_codes_set_by_id_fkey foreign key (set_by_id) references people (id) on delete restrict on update restrict;
alter table cost_codes add constraint cost_codes_kind_known check (account_kind in ('council', 'pledged', 'called', 'received', 'payable', 'paid'));
-- Letters, digits and a few signs: nothing a spreadsheet could take for a formula.
alter table cost_codes add constraint cost_codes_code_plain check (code ~ '^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$');
