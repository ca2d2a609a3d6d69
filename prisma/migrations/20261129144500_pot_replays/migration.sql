-- What came of working each pot out again from its journals, night by night: it is shown on the pot's page, so it may only grow.
create table pot_replays (
  pot_id uuid not null references pots (id) on delete restrict on update restrict,
  at timestamptz(3) not null,
  journal_count int not null,
  match_count int not null,
  difference_count int not null,
  primary key (pot_id, at),
  constraint pot_replays_counted check (least(journal_count, match_count, difference_count) >= 0)
);
create trigger pot_replays_append_only before update or delete on pot_replays for each row execute function refuse_change();
create trigger pot_replays_no_truncate before truncate on pot_replays for each statement execute function refuse_change();
