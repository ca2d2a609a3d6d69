-- The least that could be called a pledge: one locked pot, one row, no ledger, no rule, no trail.
create schema bench;
create table bench.pots (id int primary key, left_pence bigint not null check (left_pence >= 0));
create table bench.pledges (
  id uuid primary key,
  pot_id int not null references bench.pots (id),
  amount_pence bigint not null,
  matched_pence bigint not null
);
create function bench.pledge(pledge_id uuid, pot int, amount bigint) returns bigint language plpgsql as $$
declare
  matched bigint;
begin
  select least(left_pence, amount) into matched from bench.pots where id = pot for update;
  insert into bench.pledges values (pledge_id, pot, amount, matched);
  update bench.pots set left_pence = left_pence - matched where id = pot;
  return matched;
end $$;
insert into bench.pots select pot, 1000000000000 from generate_series(1, 100) pot;
