-- A funder that operators put on the register: what it is, what shows that there is such a body, and where they looked.
alter table funders
  add column kind text not null default 'other',
  add column identifier text,
  add column source text,
  add column registered_by_id uuid,
  add column registered_at timestamptz(3),
  add constraint funders_kind check (kind in ('central-government', 'combined-authority', 'charity', 'other')),
  add constraint funders_registered_by_somebody check (num_nulls(identifier, source, registered_by_id, registered_at) in (0, 4));
create unique index funders_identifier_key on funders (identifier);
create index funders_registered_by_id_idx on funders (registered_by_id);
alter table funders add constraint funders_registered_by_id_fkey
  foreign key (registered_by_id) references people (id) on delete restrict on update restrict;
create index organisations_funders_idx on organisations (name, id) where kind = 'funder';
