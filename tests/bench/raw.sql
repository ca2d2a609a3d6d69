-- The textbook: one function, one round trip, the pot locked first. Rule, caps, pledge, match, journal and transfers, and
-- nothing else: nobody is asked whether they may, no working, no trail, no foreign keys, accounts known by number.
create schema raw;
create table raw.pot_rules (pot_id int primary key, basis_points int not null, per_pledge bigint not null);
create table raw.pot_balances (pot_id int primary key, allocated bigint not null, reserved bigint not null default 0,
  check (reserved between 0 and allocated)) with (fillfactor = 20);
create table raw.cap_uses (pot_id int, scope text, ref int, used bigint not null default 0, cap bigint not null,
  primary key (pot_id, scope, ref), check (used between 0 and cap)) with (fillfactor = 60);
create table raw.pledges (id uuid primary key, council_id int not null, challenge_id int not null,
  amount bigint not null check (amount > 0), state text not null, made_at timestamptz not null default now());
create index on raw.pledges (challenge_id);
create index on raw.pledges (council_id, made_at);
create table raw.matches (pledge_id uuid, pot_id int, amount bigint not null check (amount >= 0), primary key (pledge_id, pot_id));
create index on raw.matches (pot_id);
create table raw.journals (id bigint generated always as identity primary key, pledge_id uuid not null, kind text not null,
  at timestamptz not null default now());
create table raw.transfers (journal_id bigint, line smallint, debit bigint not null, credit bigint not null,
  amount bigint not null check (amount > 0), primary key (journal_id, line), check (debit <> credit));
create index on raw.transfers (debit, journal_id);
create index on raw.transfers (credit, journal_id);

create function raw.pledge(p_id uuid, p_council int, p_challenge int, p_pot int, p_amount bigint) returns bigint language plpgsql as $$
declare rule raw.pot_rules; room bigint; council_room bigint; challenge_room bigint; matched bigint; journal bigint;
begin
  perform from raw.pledges where id = p_id;
  if found then return (select amount from raw.matches where pledge_id = p_id); end if;
  select * into rule from raw.pot_rules where pot_id = p_pot;
  select allocated - reserved into room from raw.pot_balances where pot_id = p_pot for update;
  select cap - used into council_room from raw.cap_uses where pot_id = p_pot and scope = 'council' and ref = p_council for update;
  select cap - used into challenge_room from raw.cap_uses where pot_id = p_pot and scope = 'challenge' and ref = p_challenge for update;
  matched := least(p_amount * rule.basis_points / 10000, rule.per_pledge, council_room, challenge_room, room);
  insert into raw.pledges values (p_id, p_council, p_challenge, p_amount, 'committed');
  insert into raw.matches values (p_id, p_pot, matched);
  insert into raw.journals (pledge_id, kind) values (p_id, 'pledge') returning id into journal;
  insert into raw.transfers values (journal, 1, 3000000 + p_council, 4000000 + p_challenge, p_amount),
    (journal, 2, 1000000 + p_pot, 5000000 + p_challenge, matched);
  update raw.cap_uses set used = used + matched where pot_id = p_pot and scope = 'council' and ref = p_council;
  update raw.cap_uses set used = used + matched where pot_id = p_pot and scope = 'challenge' and ref = p_challenge;
  update raw.pot_balances set reserved = reserved + matched where pot_id = p_pot;
  return matched;
end $$;

insert into raw.pot_rules select pot, 10000, 50000 from generate_series(1, 20) pot;
insert into raw.pot_balances (pot_id, allocated) select pot, 1000000000000 from generate_series(1, 20) pot;
insert into raw.cap_uses (pot_id, scope, ref, cap)
  select pot, scope, ref, 1000000000000 from generate_series(1, 20) pot,
    (select 'council', ref from generate_series(1, 400) ref union all select 'challenge', ref from generate_series(1, 2000) ref) caps (scope, ref);
