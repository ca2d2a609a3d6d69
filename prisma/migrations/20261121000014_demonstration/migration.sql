-- One row: how far the demonstration's clock runs ahead of the machine's. It never goes back, since what happened has happened.
create table demonstration_clocks (
  id boolean not null default true,
  ahead_ms bigint not null,
  moved_at timestamptz(3) not null,
  constraint demonstration_clocks_pkey primary key (id),
  constraint demonstration_clocks_one check (id),
  constraint demonstration_clocks_ahead check (ahead_ms >= 0)
);
