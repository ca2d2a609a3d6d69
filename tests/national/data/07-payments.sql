select setval('projects_number_seq', (select max(number) from projects));
delete from national.milestones using national.projects where projects.n = milestones.n and not is_started;
insert into milestones (id, project_id, position, title, acceptance_test, price_pence, due_on)
  select national.id(29, n * 4 + milestone), national.id(28, n), milestone, (array['Working for one ward', 'Working for every ward', 'Taken on by three councils'])[milestone],
      'Two officers use it for a week.', pence, claimed::date
    from national.milestones;
insert into claims (id, milestone_id, invoice_number, note, bank_details_id, claimed_by_id, claimed_at, seal_sha256)
  select national.id(30, n * 4 + milestone), national.id(29, n * 4 + milestone), 'INV-' || n || '-' || milestone, 'As agreed.', national.id(8, supplier), national.id(5, supplier * 10), claimed,
      encode(sha256(convert_to(n || '/' || milestone, 'UTF8')), 'hex')
    from national.milestones where is_paid or next in (1, 2, 3);
insert into acceptances (id, decision, reason, decided_by_id, decided_for_id, decided_at)
  select national.id(30, milestones.n * 4 + milestone), 'accepted', 'It does what it says.', national.person(lead, 0), council.id, claimed + interval '3 days'
    from national.milestones join national.councils council on council.c = lead where is_paid or next in (1, 2);
insert into payment_approvals (id, claim_id, position, decision, reason, seal_sha256, decided_by_id, decided_for_id, decided_at)
  select national.id(31, (n * 4 + milestone) * 2 + place - 1), claims.id, place, 'approved', 'All is there.', seal_sha256,
      national.id(6, (1 + (n + place) % 4) * 10 + place - 1), national.id(3, 1 + (n + place) % 4), claimed + make_interval(days => 4 + place)
    from national.milestones join claims on claims.id = national.id(30, n * 4 + milestone), generate_series(1, 2) as place where milestones.is_paid or next = 1;

-- Forty to a file, in the order of approval; those approved since the last file wait for the next one.
create table national.payments as
  select *, row_number() over (order by claimed, n, milestone)::int as number, case when is_paid then 1 + (row_number() over (partition by is_paid order by claimed, n, milestone) - 1) / 40 end as file
    from national.milestones where is_paid or next = 1;
analyze national.payments;
update claims set is_paid = true from national.payments where claims.id = national.id(30, n * 4 + milestone);
create table national.files as
  select file, count(*)::int as items, sum(pence)::bigint as pence, max(claimed) + interval '8 days' as sent from national.payments where file is not null group by file;
analyze national.files;
insert into payment_files (id, reference, operation_key, content, sha256, item_count, total_pence, created_by_id, created_at, sent_by_id, sent_at, settled_by_id, settled_at)
  select national.id(32, file), 'PF-' || lpad(file::text, 5, '0'), national.id(32, file), 'made up', encode(sha256('made up'), 'hex'), items, pence, national.id(7, 0), sent - interval '1 hour', national.id(7, 1),
      sent, national.id(7, 0), sent + interval '2 days'
    from national.files;
insert into payments (id, number, milestone_id, challenge_id, supplier_id, bank_details_id, amount_pence, rail, payment_file_id, approved_at, sent_at, settled_at, settled_on)
  select national.id(33, number), number, national.id(29, n * 4 + milestone), national.id(9, n), national.id(2, supplier), national.id(8, supplier), payments.pence, 'bacs', national.id(32, file),
      claimed + interval '6 days', sent, sent + interval '2 days', (sent + interval '2 days')::date
    from national.payments left join national.files using (file);
select setval('payments_number_seq', (select max(number) from payments));
insert into payment_shares (id, payment_id, council_id, pot_id, purse, amount_pence)
  select national.id(34, number::bigint * 512 + source + 50), national.id(33, number), council.id, case when source < 0 then national.id(15, -source) end,
      case when source < 0 then 'unrestricted' end, shares.pence
    from national.payments join national.shares using (n, milestone) left join national.councils council on council.c = source;
insert into pot_balances (pot_id, allocated_pence, reserved_pence, committed_pence, paid_pence)
  select pots.id, coalesce(ever, 0) + 600000000, coalesce(reserved, 0), coalesce(firm, 0) - coalesce(paid, 0), coalesce(paid, 0) from pots
    left join (select pot_id as id, sum(amount_pence) as ever, sum(amount_pence) filter (where state = 'reserved') as reserved, sum(amount_pence) filter (where state = 'committed') as firm
      from matches group by pot_id) given using (id)
    left join (select pot_id as id, sum(payment_shares.amount_pence) as paid from payment_shares join payments on payments.id = payment_id
      where pot_id is not null and settled_at is not null group by pot_id) spent using (id);
-- A pot's own funder put in all there is, and the one that joined nothing yet.
insert into purses (pot_id, purse, opened_at) select id, 'unrestricted', created_at from pots;
insert into stakes (pot_id, purse, funder_id, put_in_pence, borne_pence)
  select pots.id, 'unrestricted', funder_id, allocated_pence,
      (select coalesce(sum(amount_pence), 0) from payment_shares where payment_shares.pot_id = pots.id)
    from pots join pot_balances on pot_balances.pot_id = pots.id;
