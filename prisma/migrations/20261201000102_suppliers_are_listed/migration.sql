-- The list of suppliers: whom they serve, and who has ever been verified, since nobody else has a page.
alter table suppliers
  add column serves text[] not null default '{}',
  add column first_verified_at timestamptz(3),
  add constraint suppliers_serves check (serves <@ array['England', 'Scotland', 'Wales', 'Northern Ireland', 'North East',
    'North West', 'Yorkshire and The Humber', 'East Midlands', 'West Midlands', 'East of England', 'London', 'South East', 'South West']);
update suppliers set first_verified_at = verified_at from organisations where organisations.id = suppliers.id;
create index suppliers_serves_idx on suppliers using gin (serves);
create index organisations_verified_suppliers_idx on organisations (name, id) where kind = 'supplier' and verified_at is not null;
create index organisations_supplier_words_idx on organisations using gin (to_tsvector('simple', name || ' ' || coalesce(about, '')))
  where kind = 'supplier' and verified_at is not null;
