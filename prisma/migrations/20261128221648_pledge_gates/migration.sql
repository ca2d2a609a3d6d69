-- What clears a gate of a pledge beside a signature, as people recorded it: the notice of a key decision, the decision, its
-- publication, a call-in and its end, a successor's consent. The latest row of a kind holds; none is ever changed.
create table gate_facts (
  id uuid not null,
  pledge_id uuid not null,
  kind text not null,
  happened_on date not null,
  reference text not null,
  link text,
  recorded_by_id uuid not null,
  recorded_at timestamptz(3) not null,
  constraint gate_facts_pkey primary key (id)
);
create index gate_facts_pledge_id_idx on gate_facts (pledge_id);
create index gate_facts_recorded_by_id_idx on gate_facts (recorded_by_id);
alter table gate_facts add constraint gate_facts_pledge_id_fkey foreign key (pledge_id) references pledges (id) on delete restrict on update restrict;
alter table gate_facts add constraint gate_facts_recorded_by_id_fkey foreign key (recorded_by_id) references people (id) on delete restrict on update restrict;
alter table gate_facts add constraint gate_facts_kind_known check (kind in ('notice-published', 'general-exception-notice',
  'special-urgency-agreed', 'decision-made', 'decision-published', 'called-in', 'call-in-resolved', 'consent-given'));
create trigger gate_facts_append_only before update or delete on gate_facts for each row execute function refuse_change();
create trigger gate_facts_no_truncate before truncate on gate_facts for each statement execute function refuse_change();
-- A call-in that is recorded while a pledge is being committed must not slip through.
create constraint trigger gate_facts_turn_rule_book after insert on gate_facts
  deferrable initially deferred for each row execute function turn_rule_book();

-- A signature stands by itself now: it may be there before the last gate clears. principal_id is whose limit it uses, when a
-- deputy signed; the section 151 officer signs any sum under a section 114 notice.
alter table pledge_approvals
  add column signed_as text not null default 'finance-approver',
  add column principal_id uuid;
create index pledge_approvals_principal_id_idx on pledge_approvals (principal_id);
alter table pledge_approvals add constraint pledge_approvals_principal_id_fkey foreign key (principal_id) references memberships (id) on delete restrict on update restrict;
alter table pledge_approvals add constraint pledge_approvals_signed_as_known
  check (signed_as in ('finance-approver', 'deputy', 'chief-finance-officer') and (signed_as = 'deputy') = (principal_id is not null));

-- Under whose limit a pledge is signed; set only where that person has a limit for the year.
alter table pledges add column signed_under_id uuid;
create index pledges_signed_under_id_idx on pledges (signed_under_id) where signed_under_id is not null;
create index pledges_awaiting_idx on pledges (round_id) where state = 'awaiting-approval';
alter table pledges add constraint pledges_signed_under_id_fkey foreign key (signed_under_id) references memberships (id) on delete restrict on update restrict;

-- What a person has signed in a financial year, under the limit for it. year is the one in which it begins, on 1 April.
create table signing_years (
  membership_id uuid not null,
  spend text not null,
  year integer not null,
  used_pence bigint not null default 0,
  limit_pence bigint not null,
  constraint signing_years_pkey primary key (membership_id, spend, year)
);
alter table signing_years add constraint signing_years_membership_id_fkey foreign key (membership_id) references memberships (id) on delete restrict on update restrict;
alter table signing_years add constraint signing_years_spend_known check (spend in ('any', 'revenue', 'capital', 'flexible-receipts', 'grant'));
alter table signing_years add constraint signing_years_within_limit check (used_pence between 0 and limit_pence);

-- What each pledge takes of it: its sum while it is live, nothing once it has ended.
create table signing_uses (
  pledge_id uuid not null,
  membership_id uuid not null,
  spend text not null,
  year integer not null,
  amount_pence bigint not null,
  constraint signing_uses_pkey primary key (pledge_id)
);
create index signing_uses_membership_id_spend_year_idx on signing_uses (membership_id, spend, year);
alter table signing_uses add constraint signing_uses_pledge_id_fkey foreign key (pledge_id) references pledges (id) on delete restrict on update restrict;
alter table signing_uses add constraint signing_uses_year_fkey foreign key (membership_id, spend, year) references signing_years (membership_id, spend, year)
  on delete restrict on update restrict;
alter table signing_uses add constraint signing_uses_not_negative check (amount_pence >= 0);

-- The financial year of a London day, by the year in which it begins.
create function financial_year(day date) returns integer language sql immutable as $$
  select extract(year from day - interval '3 months')::int
$$;

-- Takes what a pledge needs of its signer's year when it is committed or grows, and gives it back when it shrinks or ends, in
-- the transaction that does so, whichever function that is. A commitment asks the limit in force on its day.
create function count_signing() returns trigger language plpgsql as $$
declare
  before bigint := case when old.state in ('committed', 'called') then old.amount_pence else 0 end;
  after bigint := case when new.state in ('committed', 'called') then new.amount_pence else 0 end;
  used signing_uses; most bigint;
begin
  if before = after then return null; end if;
  select * into used from signing_uses where pledge_id = new.id;
  if found then
    update signing_years set used_pence = used_pence + after - before
      where membership_id = used.membership_id and spend = used.spend and year = used.year;
    update signing_uses set amount_pence = after where pledge_id = new.id;
    return null;
  end if;
  select membership_id, coalesce(spend, 'any'), financial_year(day), year_limit_pence
    into used.membership_id, used.spend, used.year, most
    from delegated_limits, lateral (select (new.committed_at at time zone 'Europe/London')::date as day) committed
    where membership_id = new.signed_under_id and coalesce(spend, new.funding_type) = new.funding_type
      and from_on <= day and (to_on is null or to_on > day)
    order by spend nulls last limit 1;
  if most is null then return null; end if;
  insert into signing_years (membership_id, spend, year, used_pence, limit_pence) values (used.membership_id, used.spend, used.year, after, most)
    on conflict (membership_id, spend, year) do update set used_pence = signing_years.used_pence + excluded.used_pence, limit_pence = most
      where signing_years.used_pence + excluded.used_pence <= most;
  if not found then
    raise exception 'the limit for the year is used up' using errcode = 'check_violation', constraint = 'signing_years_within_limit';
  end if;
  insert into signing_uses (pledge_id, membership_id, spend, year, amount_pence) values (new.id, used.membership_id, used.spend, used.year, after);
  return null;
end $$;
-- Only a pledge signed under such a limit pays for this.
create trigger pledges_count_signing after update of state, amount_pence on pledges for each row
  when (new.signed_under_id is not null) execute function count_signing();
