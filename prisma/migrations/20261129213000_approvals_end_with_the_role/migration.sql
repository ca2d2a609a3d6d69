-- The first approval of a payment counts only while its giver is a fund manager. Whoever loses that role before the
-- claim is paid leaves an approval that no longer counts, and somebody else has to give one (PRODUCT.md, step 7).
create table voided_approvals (
  id uuid not null,
  constraint voided_approvals_pkey primary key (id)
);
alter table voided_approvals add constraint voided_approvals_id_fkey
  foreign key (id) references payment_approvals (id) on delete restrict on update restrict;
create trigger voided_approvals_append_only before update or delete on voided_approvals
  for each row execute function refuse_change();

-- Approvals are numbered anew after one that no longer counts: each attempt has its own first and second.
alter table payment_approvals add column attempt integer not null default 0;
drop index payment_approvals_claim_id_position_key;
drop index payment_approvals_claim_id_decided_by_id_key;
create unique index payment_approvals_claim_id_attempt_position_key on payment_approvals (claim_id, attempt, position);
create unique index payment_approvals_claim_id_attempt_decided_by_id_key on payment_approvals (claim_id, attempt, decided_by_id);

create or replace function check_payment_approval() returns trigger language plpgsql as $$
begin
  new.attempt := (select count(*) from payment_approvals join voided_approvals using (id) where claim_id = new.claim_id);
  if exists (select from claims where id = new.claim_id and claimed_by_id = new.decided_by_id)
    or exists (select from acceptances where id = new.claim_id and (decided_by_id = new.decided_by_id or decision <> 'accepted'))
    or not exists (select from acceptances where id = new.claim_id)
    or (new.position = 2 and not exists (select from payment_approvals
      where claim_id = new.claim_id and attempt = new.attempt and position = 1))
    or exists (select from payment_approvals where claim_id = new.claim_id and attempt = new.attempt and position < new.position
      and (decided_by_id = new.decided_by_id or decided_for_id = new.decided_for_id)) then
    raise exception 'this approval needs another person' using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- A payment that is being made waits for nobody: either it holds the claim first and is made, or it finds the approval void.
create function void_approvals() returns trigger language plpgsql as $$
declare
  approval record;
begin
  for approval in
    select payment_approvals.id, claim_id from memberships
      join payment_approvals on decided_by_id = person_id and decided_for_id = organisation_id and decision = 'approved'
    where memberships.id = old.membership_id order by claim_id
  loop
    perform from claims where id = approval.claim_id and not is_paid and ended_at is null for update;
    if found then
      insert into voided_approvals (id) values (approval.id) on conflict do nothing;
    end if;
  end loop;
  return null;
end $$;
create trigger membership_roles_void_approvals after delete on membership_roles
  for each row when (old.role = 'fund-manager') execute function void_approvals();
