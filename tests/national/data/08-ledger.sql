-- How many there are of a kind and a number is more than the planner would guess.
set local enable_nestloop = off;
-- What happened, in the order it happened. A kind and what it is about; the number of the journal comes from the order.
create table national.events as
  select row_number() over (order by at, kind, ref) as id, * from (
    select 1 as kind, (pot * 10 + year)::bigint as ref, as_at - make_interval(years => 6 - year) + make_interval(secs => pot) as at, 0 as n from national.size, generate_series(1, pots) as pot, generate_series(0, 5) as year
    union all select 2, p, committed, n from national.pledges where committed is not null
    union all select case state when 'withdrawn' then 3 else 4 end, p, ended, n from national.pledges where committed is not null and ended is not null
    union all select 5, r, closes, n from national.rounds where outcome = 'funded'
    union all select 6, p, received, n from national.collections
    union all select 7, number, claimed + interval '6 days', n from national.payments
    union all select 8, number, sent + interval '2 days', n from national.payments join national.files using (file)) happened;
analyze national.events;
create unique index on national.events (kind, ref);

insert into journals (id, kind, operation_key, challenge_id, pledge_id, payment_id, person_id, memo, at)
  select events.id, (array['pot-funded', 'pledge-committed', 'pledge-withdrawn', 'pledge-lapsed', 'round-funded', 'collection-received', 'payment-approved', 'payment-settled'])[kind],
      case kind when 1 then national.id(35, ref) when 5 then national.id(13, ref) when 6 then national.id(19, ref) when 7 then milestone_id when 8 then milestone_id else national.id(14, ref) end,
      case when kind > 1 then national.id(9, n) end, case when kind in (2, 3, 4, 6) then national.id(14, ref) end, payments.id,
      case when kind in (2, 3) then national.person((select council from national.pledges where p = ref), 0) end,
      (array['Money for the pot', 'Pledge signed', 'Pledge withdrawn', 'Pledge lapsed when the round closed', 'Target met: pledges called and matches committed', 'Money in', 'Payment approved', 'Paid by the bank'])[kind], at
    from national.events left join payments on kind in (7, 8) and payments.id = national.id(33, ref) order by events.id;
select setval('journals_id_seq', (select max(id) from journals));

-- Kinds of account: 1 funder, 2 council, 3 pot-available, 4 match-reserved, 5 match-committed, 6 pledged, 7 called, 8 received,
-- 9 payable, 10 paid. What each is of: a funder, council or pot by its number, and from 4 on a challenge too.
create table national.moves as
  select kind, ref, row_number() over (partition by kind, ref order by place, debit_of)::int as line, debit, debit_of, credit, credit_of, n, pence from (
    select 1 as kind, (pot * 10 + year)::bigint as ref, 1 as place, 1 as debit, 1 + pot % 4 as debit_of, 3 as credit, pot as credit_of, 0 as n,
        case year when 0 then allocated_pence - 500000000 else 100000000 end as pence
      from national.size, generate_series(1, pots) as pot join pot_balances on pot_id = national.id(15, pot), generate_series(0, 5) as year
    union all select 2, p, 1, 2, council, 6, council, n, pence from national.pledges where committed is not null
    union all select 2, p, 2, 3, pot, 4, pot, n, pence from national.matches
    union all select case state when 'withdrawn' then 3 else 4 end, p, 1, 6, council, 2, council, n, pence from national.pledges where committed is not null and ended is not null
    union all select case pledges.state when 'withdrawn' then 3 else 4 end, p, 2, 4, pot, 3, pot, pledges.n, matches.pence from national.matches join national.pledges using (p) where pledges.ended is not null
    union all select 5, r, 1, 6, council, 7, council, n, pence from national.pledges where state = 'called'
    union all select 5, r, 2, 4, pot, 5, pot, n, sum(pence)::bigint from national.matches where state = 'committed' group by r, pot, n
    union all select 6, p, 1, 7, council, 8, council, n, pence from national.collections
    union all select 7, number, 1, case when source > 0 then 8 else 5 end, abs(source), 9, source, n, shares.pence from national.payments join national.shares using (n, milestone)
    union all select 8, number, 1, 9, source, 10, source, n, shares.pence from national.payments join national.shares using (n, milestone) where file is not null) moved;
analyze national.moves;
create table national.accounts as
  select row_number() over (order by first, kind, of, n) as id, * from (
    select kind, of, n, min(id) as first from (
      select debit as kind, debit_of as of, case when debit < 4 then 0 else n end as n, events.id from national.moves join (select id, kind, ref from national.events) events using (kind, ref)
      union all select credit, credit_of, case when credit < 4 then 0 else n end, events.id from national.moves join (select id, kind, ref from national.events) events using (kind, ref)) used
    group by kind, of, n) opened;
analyze national.accounts;
create unique index on national.accounts (kind, of, n);
insert into accounts (id, kind, funder_id, council_id, pot_id, challenge_id, supplier_id)
  select accounts.id, (array['funder', 'council', 'pot-available', 'match-reserved', 'match-committed', 'pledged', 'called', 'received', 'payable', 'paid'])[kind],
      case when kind = 1 then national.id(3, of) end, council.id, case when kind in (3, 4, 5) or of < 0 then national.id(15, abs(of)) end,
      case when kind > 3 then national.id(9, accounts.n) end, case when kind > 8 then national.id(2, supplier) end
    from national.accounts left join national.councils council on kind not in (1, 3, 4, 5) and council.c = of
      left join (select n, supplier from national.challenges) challenge on challenge.n = accounts.n
    order by accounts.id;
insert into project_pots (pot_id, project_id)
  select distinct pot_id, projects.id from projects join accounts using (challenge_id) where kind = 'match-committed';
insert into project_councils (council_id, project_id)
  select distinct council_id, projects.id from projects join pledges using (challenge_id) where state = 'called';
select setval('accounts_id_seq', (select max(id) from accounts));
insert into transfers (journal_id, line, debit_account_id, credit_account_id, amount_pence)
  select events.id, line, debited.id, credited.id, pence from national.moves
    join national.events using (kind, ref)
    join national.accounts debited on debited.kind = debit and debited.of = debit_of and debited.n = case when debit < 4 then 0 else moves.n end
    join national.accounts credited on credited.kind = credit and credited.of = credit_of and credited.n = case when credit < 4 then 0 else moves.n end
    order by events.id, line;
