-- A pot's money may be kept apart by the funding type it is ring-fenced to: a purse. Several funders may put money into one pot:
-- a stake is what one of them has in one purse. An ordinary pot has one purse, the unrestricted one, and one stake.
create function ring_fence_of(purse text) returns text language sql immutable parallel safe as $$ select nullif(purse, 'unrestricted') $$;
create function is_purse(purse text) returns boolean language plpgsql immutable parallel safe as $$
begin
  return purse in ('unrestricted', 'revenue', 'capital', 'flexible-receipts', 'grant');
end $$;

create table purses (
  pot_id uuid not null,
  purse text not null,
  opened_at timestamptz(3) not null,
  constraint purses_pkey primary key (pot_id, purse)
);
alter table purses add constraint purses_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table purses add constraint purses_known check (is_purse(purse));
create trigger purses_append_only before update or delete on purses for each row execute function refuse_change();
create trigger purses_no_truncate before truncate on purses for each statement execute function refuse_change();
insert into purses (pot_id, purse, opened_at)
  select pots.id, 'unrestricted', created_at from pots join pot_balances on pot_id = pots.id where allocated_pence > 0;
-- Which purses a pot has is something match rules look at.
create constraint trigger purses_turn_rule_book after insert on purses
  deferrable initially deferred for each row execute function turn_rule_book();
update rule_books set version = gen_random_uuid();
-- A quadratic rule shares out one sum, so a pot has ring-fenced purses or quadratic rules, not both.
create function refuse_ring_fence_beside_sharing() returns trigger language plpgsql as $$
begin
  -- The lock of turn_rule_book: of two at once, the second sees the first.
  perform pg_advisory_xact_lock(hashtextextended('rule book', 0));
  if exists (select from purses where pot_id = new.pot_id and purse <> 'unrestricted')
      and exists (select from pot_rules where pot_id = new.pot_id and terms ? 'quadratic') then
    raise exception 'check constraint "pots_share_out_one_purse": pot % has ring-fenced purses and a quadratic rule', new.pot_id using errcode = 'check_violation', constraint = 'pots_share_out_one_purse';
  end if;
  return null;
end $$;
create constraint trigger purses_share_out after insert on purses
  deferrable initially deferred for each row when (new.purse <> 'unrestricted') execute function refuse_ring_fence_beside_sharing();
create constraint trigger pot_rules_share_out after insert on pot_rules
  deferrable initially deferred for each row when (new.terms ? 'quadratic') execute function refuse_ring_fence_beside_sharing();

alter table pot_balances add column purse text not null default 'unrestricted';
alter table pot_balances drop constraint pot_balances_pkey;
alter table pot_balances add constraint pot_balances_pkey primary key (pot_id, purse);
alter table pot_balances add constraint pot_balances_purse_known check (is_purse(purse));

alter table matches add column purse text not null default 'unrestricted';
alter table matches add constraint matches_purse_known check (is_purse(purse));

-- What a funder put into a purse, took back of it, and bore of payments. Nobody takes back, or bears, more than is theirs.
create table stakes (
  pot_id uuid not null,
  purse text not null,
  funder_id uuid not null,
  put_in_pence bigint not null default 0,
  taken_back_pence bigint not null default 0,
  borne_pence bigint not null default 0,
  constraint stakes_pkey primary key (pot_id, purse, funder_id)
);
create index stakes_funder_id_idx on stakes (funder_id);
alter table stakes add constraint stakes_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table stakes add constraint stakes_funder_id_fkey foreign key (funder_id) references funders (id) on delete restrict on update restrict;
alter table stakes add constraint stakes_purse_known check (is_purse(purse));
alter table stakes add constraint stakes_not_overdrawn
  check (taken_back_pence >= 0 and borne_pence >= 0 and taken_back_pence + borne_pence <= put_in_pence);
insert into stakes (pot_id, purse, funder_id, put_in_pence, borne_pence)
  select pots.id, 'unrestricted', funder_id, allocated_pence,
    (select coalesce(sum(amount_pence), 0) from payment_shares where payment_shares.pot_id = pots.id)
  from pots join pot_balances on pot_balances.pot_id = pots.id where allocated_pence > 0;

-- Accounts of a pot's money say whose ring-fence they are under; what a supplier is owed or has been paid says also whose money it is.
create function account_identity(kind text, funder_id uuid, council_id uuid, pot_id uuid, challenge_id uuid, supplier_id uuid, purse text)
returns text language plpgsql immutable parallel safe as $$
begin
  return account_identity(kind, funder_id, council_id, pot_id, challenge_id, supplier_id) || coalesce('/' || purse, '');
end $$;
drop view account_balances;
alter table accounts add column purse text;
alter table accounts drop column identity;
alter table accounts add column identity text not null
  generated always as (account_identity(kind, funder_id, council_id, pot_id, challenge_id, supplier_id, purse)) stored;
create unique index accounts_identity_key on accounts (identity);
create or replace function is_in_chart(kind text, funder_id uuid, council_id uuid, pot_id uuid, challenge_id uuid, supplier_id uuid)
returns boolean language plpgsql immutable parallel safe as $$
begin
  return case kind
    when 'funder'          then num_nonnulls(funder_id) = 1 and num_nonnulls(council_id, pot_id, challenge_id, supplier_id) = 0
    when 'council'         then num_nonnulls(council_id) = 1 and num_nonnulls(funder_id, pot_id, challenge_id, supplier_id) = 0
    when 'pot-available'   then num_nonnulls(pot_id) = 1 and num_nonnulls(funder_id, council_id, challenge_id, supplier_id) = 0
    when 'match-reserved'  then num_nonnulls(pot_id, challenge_id) = 2 and num_nonnulls(funder_id, council_id, supplier_id) = 0
    when 'match-committed' then num_nonnulls(pot_id, challenge_id) = 2 and num_nonnulls(funder_id, council_id, supplier_id) = 0
    when 'pledged'         then num_nonnulls(council_id, challenge_id) = 2 and num_nonnulls(funder_id, pot_id, supplier_id) = 0
    when 'called'          then num_nonnulls(council_id, challenge_id) = 2 and num_nonnulls(funder_id, pot_id, supplier_id) = 0
    when 'received'        then num_nonnulls(council_id, challenge_id) = 2 and num_nonnulls(funder_id, pot_id, supplier_id) = 0
    when 'payable'         then num_nonnulls(supplier_id, challenge_id) = 2 and num_nonnulls(council_id, pot_id) = 1
      and (funder_id is null or pot_id is not null)
    when 'paid'            then num_nonnulls(supplier_id, challenge_id) = 2 and num_nonnulls(council_id, pot_id) = 1
      and (funder_id is null or pot_id is not null)
    else false end;
end $$;
alter table accounts add constraint accounts_purse_known
  check (purse is null or (pot_id is not null and purse in ('revenue', 'capital', 'flexible-receipts', 'grant')));
create view account_balances as
  select accounts.*, coalesce(credited.sum, 0) - coalesce(debited.sum, 0) as balance_pence
  from accounts
  left join lateral (select sum(amount_pence) from transfers where credit_account_id = accounts.id) credited on true
  left join lateral (select sum(amount_pence) from transfers where debit_account_id = accounts.id) debited on true;

-- Whose an account is, and as what: now also a funder's own.
create or replace view account_owners as
  select id as account_id, council_id as owner_id, kind from accounts where council_id is not null
  union all
  select id, pot_id, kind from accounts where pot_id is not null
  union all
  select id, challenge_id, case when kind in ('payable', 'paid') then kind || case when council_id is null then '/pot' else '/council' end else kind end
    from accounts where challenge_id is not null
  union all
  select id, funder_id, kind from accounts where funder_id is not null;
-- The blocks that were noted before without funders' entries.
select pg_advisory_xact_lock(7274004);
select note_block_entries(0, coalesce((select max(to_journal_id) from seal_spans), 0));

create or replace function is_journal(kind text, reverses_id bigint) returns boolean language plpgsql immutable parallel safe as $$
begin
  return kind in ('pot-funded', 'pot-taken-back', 'pledge-committed', 'match-unlocked', 'pledge-lowered', 'pledge-withdrawn', 'pledge-lapsed',
    'round-funded', 'collection-received', 'payment-approved', 'payment-settled', 'reversal') and (kind = 'reversal') = (reverses_id is not null);
end $$;

-- The part of a payment that a pot bears is split over its funders: each a share of its own.
alter table payment_shares add column purse text;
alter table payment_shares add column funder_id uuid;
update payment_shares set purse = 'unrestricted' where pot_id is not null;
set constraints all immediate;
create index payment_shares_funder_id_idx on payment_shares (funder_id);
alter table payment_shares add constraint payment_shares_funder_id_fkey foreign key (funder_id) references funders (id) on delete restrict on update restrict;
alter table payment_shares add constraint payment_shares_purse_of_pot
  check ((pot_id is null) = (purse is null) and (funder_id is null or pot_id is not null) and is_purse(purse));
drop index payment_shares_source_key;
create unique index payment_shares_source_key on payment_shares (payment_id, council_id, pot_id, purse, funder_id) nulls not distinct;
comment on column payment_shares.funder_id is 'Left out before several funders could share a pot: then it was the pot''s own.';

-- Other funders join a pot when its owner's fund manager invites them and their own accepts.
create table pot_invitations (
  id uuid not null,
  pot_id uuid not null,
  funder_id uuid not null,
  message text not null,
  invited_by_id uuid not null,
  invited_at timestamptz(3) not null,
  answer text,
  answered_by_id uuid,
  answered_at timestamptz(3),
  constraint pot_invitations_pkey primary key (id)
);
create index pot_invitations_pot_id_idx on pot_invitations (pot_id);
create index pot_invitations_funder_id_idx on pot_invitations (funder_id);
create index pot_invitations_invited_by_id_idx on pot_invitations (invited_by_id);
create index pot_invitations_answered_by_id_idx on pot_invitations (answered_by_id);
create unique index pot_invitations_live_key on pot_invitations (pot_id, funder_id) where answer is null or answer = 'joined';
alter table pot_invitations add constraint pot_invitations_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table pot_invitations add constraint pot_invitations_funder_id_fkey foreign key (funder_id) references funders (id) on delete restrict on update restrict;
alter table pot_invitations add constraint pot_invitations_invited_by_id_fkey foreign key (invited_by_id) references people (id) on delete restrict on update restrict;
alter table pot_invitations add constraint pot_invitations_answered_by_id_fkey foreign key (answered_by_id) references people (id) on delete restrict on update restrict;
alter table pot_invitations add constraint pot_invitations_answer_whole
  check (num_nulls(answer, answered_by_id, answered_at) in (0, 3) and answer in ('joined', 'declined', 'withdrawn'));

create or replace function account_for(account jsonb) returns bigint language plpgsql as $$
declare
  wanted text := account_identity(account ->> 'kind', (account ->> 'funderId')::uuid, (account ->> 'councilId')::uuid,
    (account ->> 'potId')::uuid, (account ->> 'challengeId')::uuid, (account ->> 'supplierId')::uuid, account ->> 'purse');
  found_id bigint;
begin
  select id into found_id from accounts where identity = wanted;
  if found then return found_id; end if;
  insert into accounts (kind, funder_id, council_id, pot_id, challenge_id, supplier_id, purse)
    values (account ->> 'kind', (account ->> 'funderId')::uuid, (account ->> 'councilId')::uuid,
      (account ->> 'potId')::uuid, (account ->> 'challengeId')::uuid, (account ->> 'supplierId')::uuid, account ->> 'purse')
    on conflict (identity) do nothing returning id into found_id;
  if found_id is null then select id into found_id from accounts where identity = wanted; end if;
  return found_id;
end $$;

create or replace function move_pots(moves jsonb) returns void language plpgsql as $$
declare move record;
begin
  for move in
    select each.pot_id, each.purse, coalesce(sum(each.allocated), 0)::bigint as allocated, coalesce(sum(each.reserved), 0)::bigint as reserved,
      coalesce(sum(each.committed), 0)::bigint as committed, coalesce(sum(each.paid), 0)::bigint as paid
    from (select (value ->> 'potId')::uuid as pot_id, coalesce(value ->> 'purse', 'unrestricted') as purse, (value ->> 'allocatedPence')::bigint as allocated,
        (value ->> 'reservedPence')::bigint as reserved, (value ->> 'committedPence')::bigint as committed,
        (value ->> 'paidPence')::bigint as paid from jsonb_array_elements(moves)) each
    group by each.pot_id, each.purse order by each.pot_id, each.purse
  loop
    perform pg_advisory_xact_lock(hashtextextended('pot' || move.pot_id, 0));
    update pot_balances set allocated_pence = allocated_pence + move.allocated, reserved_pence = reserved_pence + move.reserved,
        committed_pence = committed_pence + move.committed, paid_pence = paid_pence + move.paid
      where pot_id = move.pot_id and purse = move.purse
        and reserved_pence + committed_pence + paid_pence + move.reserved + move.committed + move.paid <= allocated_pence + move.allocated;
    if not found then raise exception 'pot % has moved', move.pot_id using errcode = 'serialization_failure'; end if;
  end loop;
end $$;

create or replace function release_matches(pledges uuid[], at timestamptz) returns jsonb language plpgsql as $$
declare released jsonb;
begin
  perform from cap_uses where (pot_id, scope, ref) in (
      select pot_id, unnest(array['challenge', 'council', 'area']),
        unnest(array[challenge_id::text, council_id::text, challenge_id || '/' || area_id])
      from matches where pledge_id = any (pledges) and state = 'reserved')
    order by pot_id, scope, ref for no key update;
  with let_go as (
    update matches set state = 'released', released_at = at where pledge_id = any (pledges) and state = 'reserved' returning *
  ), rooms as (
    select pot_id, scope, ref, sum(amount_pence)::bigint as pence from let_go,
      unnest(array['challenge', 'council', 'area'], array[challenge_id::text, council_id::text, challenge_id || '/' || area_id]) as cap (scope, ref)
    where ref is not null group by 1, 2, 3
  ), given_back as (
    update cap_uses set used_pence = used_pence - rooms.pence from rooms
      where cap_uses.pot_id = rooms.pot_id and cap_uses.scope = rooms.scope and cap_uses.ref = rooms.ref
  )
  select coalesce(jsonb_agg(jsonb_build_object('pledgeId', pledge_id, 'potId', pot_id, 'purse', purse, 'challengeId', challenge_id,
    'amountPence', amount_pence::text) order by id), '[]') into released from let_go;
  return released;
end $$;

create or replace function match_transfers(challenge uuid, matches jsonb) returns jsonb language sql as $$
  select coalesce(jsonb_agg(jsonb_build_object('debit', jsonb_build_object('kind', 'pot-available', 'potId', value ->> 'potId', 'purse', ring_fence_of(value ->> 'purse')),
      'credit', jsonb_build_object('kind', 'match-reserved', 'potId', value ->> 'potId', 'challengeId', challenge, 'purse', ring_fence_of(value ->> 'purse')),
      'amountPence', value ->> 'amountPence') order by ordinality), '[]')
    from jsonb_array_elements(matches) with ordinality where (value ->> 'amountPence')::bigint > 0
$$;

create or replace function withdraw_pledge(deal jsonb) returns jsonb language plpgsql as $$
declare
  at timestamptz := (deal ->> 'at')::timestamptz;
  totals round_totals; round rounds; pledge pledges; one pledges; all_of_it uuid[]; released jsonb;
begin
  select * into totals from round_totals where round_id = (deal ->> 'roundId')::uuid for no key update;
  select * into pledge from pledges where id = (deal ->> 'pledgeId')::uuid for no key update;
  if pledge.state = 'withdrawn' then
    return jsonb_build_object('outcome', case when pledge.ended_reason = deal ->> 'reason' then 'withdrawn' else 'used' end, 'isNew', false);
  end if;
  select * into round from rounds where id = totals.round_id;
  if round.closed_at is not null or round.closes_at <= at then return jsonb_build_object('outcome', 'closed'); end if;
  if pledge.state not in ('draft', 'awaiting-approval', 'committed') then return jsonb_build_object('outcome', 'moved'); end if;
  if exists (select from pledges later where later.tops_up_id = pledge.tops_up_id and later.state = 'committed'
      and later.committed_sequence > pledge.committed_sequence) then
    return jsonb_build_object('outcome', 'topped-up');
  end if;
  all_of_it := array(select id from pledges where (id = pledge.id or tops_up_id = pledge.id) and state in ('draft', 'awaiting-approval', 'committed'));
  released := release_matches(all_of_it, at);
  for one in select * from pledges where id = any (all_of_it) order by committed_sequence nulls last, number for no key update loop
    update pledges set state = 'withdrawn', ended_at = at, ended_reason = deal ->> 'reason' where id = one.id;
    continue when one.state <> 'committed';
    update round_totals set version = version + 1, pledged_pence = pledged_pence - one.amount_pence,
        council_count = council_count - case when one.tops_up_id is null then 1 else 0 end
      where round_id = totals.round_id;
    perform post_journal(jsonb_build_object('kind', 'pledge-withdrawn', 'operationKey', one.id, 'at', at,
      'memo', case when one.id = pledge.id then deal ->> 'memo' else 'Top-up withdrawn with the pledge' end,
      'personId', deal ->> 'personId', 'challengeId', one.challenge_id, 'pledgeId', one.id,
      'transfers', turned_round(pledge_transfers(one,
        (select coalesce(jsonb_agg(value), '[]') from jsonb_array_elements(released) where (value ->> 'pledgeId')::uuid = one.id)))));
  end loop;
  update round_totals set matched_pence = matched_pence - (select coalesce(sum((value ->> 'amountPence')::bigint), 0) from jsonb_array_elements(released))
    where round_id = totals.round_id;
  perform write_audit(deal -> 'audit', at);
  perform move_pots((select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'purse', value ->> 'purse', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
    from jsonb_array_elements(released)));
  return jsonb_build_object('outcome', 'withdrawn', 'isNew', true);
end $$;

create or replace function close_round(deal jsonb) returns void language plpgsql as $$
declare
  at timestamptz := (deal ->> 'at')::timestamptz; round uuid := (deal ->> 'roundId')::uuid; challenge uuid := (deal ->> 'challengeId')::uuid;
  called uuid[] := array(select value::uuid from jsonb_array_elements_text(deal -> 'called'));
  lapsed uuid[] := array(select (value ->> 'pledgeId')::uuid from jsonb_array_elements(deal -> 'lapsed'));
  lowered jsonb := coalesce(deal -> 'lowered', '[]');
  pledge pledges; released jsonb; moves jsonb; sums record; transfers jsonb;
begin
  update rounds set closed_at = at, outcome = deal ->> 'outcome', closing_council_count = (deal ->> 'councilCount')::int,
      closing_pledged_pence = (deal ->> 'pledgedPence')::bigint, closing_matched_pence = (deal ->> 'matchedPence')::bigint
    where id = round and closed_at is null;
  if not found then raise exception 'round % was closed', round using errcode = 'serialization_failure'; end if;

  perform lock_caps_of(lapsed || array(select (value ->> 'pledgeId')::uuid from jsonb_array_elements(lowered)));
  moves := lower_pledges(lowered, at, (deal ->> 'personId')::uuid);
  released := release_matches(lapsed, at);
  for pledge in select pledges.* from pledges where id = any (lapsed) and state = 'committed' order by committed_sequence loop
    perform post_journal(jsonb_build_object('kind', 'pledge-lapsed', 'operationKey', pledge.id, 'at', at, 'memo', 'Pledge lapsed when the round closed',
      'personId', deal ->> 'personId', 'challengeId', challenge, 'pledgeId', pledge.id, 'transfers', turned_round(pledge_transfers(pledge,
        (select coalesce(jsonb_agg(value), '[]') from jsonb_array_elements(released) where (value ->> 'pledgeId')::uuid = pledge.id)))));
  end loop;
  update pledges set state = 'lapsed', ended_at = at, ended_reason = value ->> 'reason'
    from jsonb_array_elements(deal -> 'lapsed') where id = (value ->> 'pledgeId')::uuid and state in ('draft', 'awaiting-approval', 'committed');
  update pledges set closing_reason = value ->> 'reason'
    from jsonb_array_elements(coalesce(deal -> 'reasons', '[]')) where id = (value ->> 'pledgeId')::uuid and state in ('committed', 'lapsed');
  moves := moves || (select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'purse', value ->> 'purse', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
    from jsonb_array_elements(released));

  if deal ->> 'outcome' = 'funded' then
    update pledges set state = 'called' where id = any (called) and state = 'committed';
    with firm as (update matches set state = 'committed', committed_at = at where pledge_id = any (called) and state = 'reserved' returning pot_id, purse, amount_pence)
      select coalesce(jsonb_agg(jsonb_build_object('potId', pot_id, 'purse', purse, 'pence', sum)), '[]') as pots into sums
      from (select pot_id, purse, sum(amount_pence) from firm group by pot_id, purse order by pot_id, purse) by_pot;
    select jsonb_agg(transfer order by place, reference, purse) into transfers from (
      select 1 as place, council_id as reference, null as purse, jsonb_build_object(
        'debit', jsonb_build_object('kind', 'pledged', 'councilId', council_id, 'challengeId', challenge),
        'credit', jsonb_build_object('kind', 'called', 'councilId', council_id, 'challengeId', challenge), 'amountPence', amount_pence::text) as transfer
        from pledges where id = any (called)
      union all select 2, (value ->> 'potId')::uuid, value ->> 'purse', jsonb_build_object(
        'debit', jsonb_build_object('kind', 'match-reserved', 'potId', value ->> 'potId', 'challengeId', challenge, 'purse', ring_fence_of(value ->> 'purse')),
        'credit', jsonb_build_object('kind', 'match-committed', 'potId', value ->> 'potId', 'challengeId', challenge, 'purse', ring_fence_of(value ->> 'purse')), 'amountPence', value ->> 'pence')
        from jsonb_array_elements(sums.pots)) lines;
    perform post_journal(jsonb_build_object('kind', 'round-funded', 'operationKey', round, 'at', at, 'memo', 'Target met: pledges called and matches committed',
      'personId', deal ->> 'personId', 'challengeId', challenge, 'transfers', transfers));
    moves := moves || (select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'purse', value ->> 'purse', 'reservedPence', '-' || (value ->> 'pence'),
      'committedPence', value ->> 'pence')), '[]') from jsonb_array_elements(sums.pots));
  end if;

  update round_totals set version = version + 1, council_count = live.councils, pledged_pence = live.pledged, matched_pence = live.matched
    from (select (count(*) filter (where tops_up_id is null))::int as councils, coalesce(sum(amount_pence), 0)::bigint as pledged,
        (select coalesce(sum(amount_pence), 0)::bigint from matches where pledge_id = any (called) and state <> 'released') as matched
      from pledges where id = any (called) and state in ('committed', 'called')) live
    where round_id = round;
  perform move_pots(moves);
end $$;

create or replace function lower_pledges(lowered jsonb, at timestamptz, person uuid) returns jsonb language plpgsql as $$
declare one jsonb; pledge pledges; given jsonb; let_go jsonb; less bigint; changed int; ends boolean; moves jsonb := '[]';
begin
  perform lock_caps_of(array(select (value ->> 'pledgeId')::uuid from jsonb_array_elements(lowered)));
  for one in select value from jsonb_array_elements(lowered) with ordinality order by ordinality loop
    given := one -> 'matches';
    less := (one ->> 'fromPence')::bigint - (one ->> 'toPence')::bigint;
    ends := less = (one ->> 'fromPence')::bigint;
    update pledges set amount_pence = case when ends then amount_pence else amount_pence - less end, state = case when ends then 'withdrawn' else state end,
        ended_at = case when ends then at end, ended_reason = case when ends then one ->> 'reason' end
      where id = (one ->> 'pledgeId')::uuid and state = 'committed' and amount_pence = (one ->> 'fromPence')::bigint and (tops_up_id is not null or not ends)
        and not exists (select from pledges later where later.state = 'committed' and later.id <> pledges.id
          and later.tops_up_id = coalesce(pledges.tops_up_id, pledges.id) and later.committed_sequence > pledges.committed_sequence)
      returning * into pledge;
    if found and ends then
      let_go := release_matches(array[pledge.id], at);
      perform post_journal(jsonb_build_object('kind', 'pledge-withdrawn', 'operationKey', pledge.id, 'at', at, 'memo', one ->> 'memo',
        'personId', person, 'challengeId', pledge.challenge_id, 'pledgeId', pledge.id, 'transfers', turned_round(pledge_transfers(pledge, let_go))));
      moves := moves || (select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'purse', value ->> 'purse', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
        from jsonb_array_elements(let_go));
      continue;
    end if;
    if pledge.id is null or jsonb_array_length(given) <> (select count(*) from matches where pledge_id = pledge.id and state = 'reserved') then
      raise exception 'pledge % has moved', one ->> 'pledgeId' using errcode = 'serialization_failure';
    end if;
    insert into pledge_changes (id, pledge_id, from_pence, to_pence, reason, changed_by_id, changed_at)
      values ((one ->> 'changeId')::uuid, pledge.id, (one ->> 'fromPence')::bigint, (one ->> 'toPence')::bigint, one ->> 'reason', person, at);
    insert into match_changes (change_id, match_id, from_pence, to_pence, from_wanted_pence, from_bound_by, from_working)
      select (one ->> 'changeId')::uuid, id, amount_pence, "toPence", wanted_pence, bound_by, matches.working
      from jsonb_to_recordset(given) as asked ("matchId" uuid, "fromPence" bigint, "toPence" bigint)
      join matches on id = "matchId" and pledge_id = pledge.id and state = 'reserved' and amount_pence = "fromPence";
    get diagnostics changed = row_count;
    if changed <> jsonb_array_length(given) then
      raise exception 'a match of pledge % has moved', pledge.id using errcode = 'serialization_failure';
    end if;
    -- What is let go of keeps the sum it had, as at a withdrawal.
    with asked as (
      select * from jsonb_to_recordset(given) as asked ("matchId" uuid, "fromPence" bigint, "toPence" bigint, "wantedPence" bigint, "boundBy" text, working jsonb)
    ), lowering as (
      update matches set working = asked.working, bound_by = case when "toPence" > 0 then "boundBy" else bound_by end,
          wanted_pence = case when "toPence" > 0 then "wantedPence" else wanted_pence end,
          amount_pence = case when "toPence" > 0 then "toPence" else amount_pence end,
          state = case when "toPence" > 0 then state else 'released' end, released_at = case when "toPence" > 0 then released_at else at end
        from asked where id = "matchId"
        returning id, pot_id, purse, council_id, challenge_id, area_id, "fromPence" - "toPence" as pence
    ), rooms as (
      select pot_id, scope, ref, sum(pence)::bigint as pence from lowering,
        unnest(array['challenge', 'council', 'area'], array[challenge_id::text, council_id::text, challenge_id || '/' || area_id]) as cap (scope, ref)
      where ref is not null group by 1, 2, 3
    ), given_back as (
      update cap_uses set used_pence = used_pence - rooms.pence from rooms
        where cap_uses.pot_id = rooms.pot_id and cap_uses.scope = rooms.scope and cap_uses.ref = rooms.ref
    )
    select coalesce(jsonb_agg(jsonb_build_object('potId', pot_id, 'purse', purse, 'amountPence', pence::text) order by id), '[]') into let_go
      from lowering where pence > 0;
    pledge.amount_pence := less;
    perform post_journal(jsonb_build_object('kind', 'pledge-lowered', 'operationKey', one ->> 'changeId', 'at', at, 'memo', one ->> 'memo',
      'personId', person, 'challengeId', pledge.challenge_id, 'pledgeId', pledge.id, 'transfers', turned_round(pledge_transfers(pledge, let_go))));
    moves := moves || (select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'purse', value ->> 'purse', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
      from jsonb_array_elements(let_go));
  end loop;
  return moves;
end $$;

create or replace function open_account(name text) returns bigint language plpgsql as $$
declare parts text[]; opened bigint;
begin
  select id into opened from accounts where identity = name;
  if found then return opened; end if;
  parts := string_to_array(name, '/', '');
  insert into accounts (kind, funder_id, council_id, pot_id, challenge_id, supplier_id, purse)
    values (parts[1], parts[2]::uuid, parts[3]::uuid, parts[4]::uuid, parts[5]::uuid, parts[6]::uuid, parts[7])
    on conflict (identity) do nothing returning id into opened;
  if opened is null then select id into opened from accounts where identity = name; end if;
  return opened;
end $$;

-- As before, and of each pot which of its purses, of each deal the funding type its purses were chosen by.
create function commit_pledges(rounds uuid[], pots pot_wanted[], purses text[], caps cap_wanted[], deals pledge_to_commit[], funding_types text[],
  wants match_wanted[])
returns text[] language plpgsql
  -- Plans are kept, and while a table is small they would read all of it.
  set enable_seqscan = off
as $$
declare
  rule_book_now uuid; now_in record; round int; outcomes text[] := '{}'; nothing text;
  versions int[] := '{}'; counts int[] := '{}'; closings timestamptz[] := '{}'; gaps bigint[] := '{}'; promised bigint[] := '{}'; matched bigint[] := '{}';
  left_in_pots bigint[] := '{}'; taken_from_pots bigint[] := '{}'; used bigint[] := '{}'; taken_under_caps bigint[] := '{}';
  pot pot_wanted; marks text[] := '{}'; caps_taken int := 0; changed int; is_tight boolean; is_locked boolean := false;
  deal pledge_to_commit; want match_wanted; next_want int := 1; outcome text; council uuid; challenge uuid; journal bigint; line int; in_journal bigint; at_line int;
  amount bigint; room bigint; bound text; steps jsonb; stacked uuid; rooms int; place int;
begin
  nothing := pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  for i in 1 .. cardinality(rounds) loop
    -- A round that is closed meanwhile is waited for, and shows: both of its rows are locked, so both are the latest.
    select totals.version, council_count, case when closed_at is null then closes_at else '-infinity' end as closing,
        target_pence - pledged_pence - matched_pence as gap, rule_books.version as rule_book into now_in
      from round_totals totals join rounds terms on terms.id = round_id cross join rule_books
      where round_id = rounds[i] for no key update of totals for share of terms;
    versions[i] := now_in.version;
    counts[i] := now_in.council_count;
    closings[i] := now_in.closing;
    gaps[i] := now_in.gap;
    rule_book_now := now_in.rule_book;
    promised[i] := 0;
    matched[i] := 0;
  end loop;

  loop
    select coalesce(array_agg(coalesce(used_pence, 0) order by n), '{}'), coalesce(array_agg(0::bigint), '{}'),
        coalesce(bool_or(least_pence - coalesce(used_pence, 0) < 4 * wanted_pence), false)
      into used, taken_under_caps, is_tight
      from unnest(caps) with ordinality as asked (pot_id, scope, ref, least_pence, most_pence, wanted_pence, n)
      left join cap_uses using (pot_id, scope, ref);
    for i in 1 .. cardinality(pots) loop
      pot := pots[i];
      select allocated_pence - reserved_pence - committed_pence - paid_pence into room from pot_balances
        where pot_id = pot.pot_id and purse = purses[i];
      if not found then raise exception 'purse % of pot % is not there', purses[i], pot.pot_id using errcode = 'serialization_failure'; end if;
      marks[i] := case purses[i] when 'unrestricted' then '' else '/' || purses[i] end;
      left_in_pots[i] := room;
      taken_from_pots[i] := 0;
      is_tight := is_tight or room < 32 * pot.wanted_pence;
    end loop;
    exit when is_locked or not is_tight;
    -- Near a limit a match is given in part, which needs the exact room. A wide one is not waited for.
    insert into cap_uses (pot_id, scope, ref) select pot_id, scope, ref from unnest(caps) on conflict do nothing;
    perform from cap_uses where (pot_id, scope, ref) in (select pot_id, scope, ref from unnest(caps)) order by pot_id, scope, ref for no key update;
    perform lock_pots(array(select pot_id from unnest(pots)));
    is_locked := true;
  end loop;

  for n in 1 .. cardinality(deals) loop
    deal := deals[n];
    round := deal.round;
    outcome := case
      when closings[round] <= deal.at then 'closed'
      when counts[round] + 1 not between deal.least_councils and deal.most_councils or deal.totals_version <> versions[round]
        or deal.rule_book <> rule_book_now then 'again'
      else 'new' end;
    if outcome = 'new' then
      update pledges set state = 'committed', committed_at = deal.at, committed_sequence = versions[round] + 1,
          agreement_accepted_at = coalesce(agreement_accepted_at, deal.at)
        where id = deal.pledge_id and round_id = rounds[round] and state = deal.from_state and amount_pence = deal.amount_pence
          and funding_type = coalesce(funding_types[n], funding_type)
        returning council_id, challenge_id into council, challenge;
      if not found then outcome := 'moved'; end if;
    end if;
    if outcome <> 'new' then
      perform from pledges where id = deal.pledge_id and state in ('committed', 'called');
      if found then outcome := 'committed'; end if;
    end if;
    outcomes[n] := outcome;
    if outcome = 'new' then
      counts[round] := counts[round] + 1;
      versions[round] := versions[round] + 1;
      promised[round] := promised[round] + deal.amount_pence;
      gaps[round] := gaps[round] - deal.amount_pence;
      if deal.approved_by_id is not null then
        insert into pledge_approvals (id, approved_by_id, limit_pence, approved_at)
          values (deal.pledge_id, deal.approved_by_id, deal.limit_pence, deal.at);
      end if;
      insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
        values ('pledge-committed', deal.pledge_id, deal.at, deal.memo, deal.person_id, challenge, deal.pledge_id) returning id into journal;
      nothing := post_transfer(journal, 1, account_identity('council', null, council, null, null, null),
        account_identity('pledged', null, council, null, challenge, null), deal.amount_pence);
      insert into audit_entries (subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at)
        values ('pledge', deal.pledge_id, deal.audit_action, deal.audit_summary, deal.audit_detail, deal.person_id, deal.organisation_id, deal.at);
      if deal.job is not null then
        perform graphile_worker.add_job(deal.job ->> 'task', (deal.job -> 'payload')::json, job_key => deal.job ->> 'key');
      end if;
    end if;

    line := 1;
    stacked := null;
    while wants[next_want].deal = n loop
      want := wants[next_want];
      next_want := next_want + 1;
      continue when outcome <> 'new' or (want.does_not_stack and want.pledge_id = stacked);
      amount := want.wanted_pence;
      bound := want.bound_by;
      steps := want.working;
      rooms := cardinality(want.caps);
      for i in 1 .. rooms + 2 loop
        room := case i - rooms when 1 then gaps[round] when 2 then left_in_pots[want.pot] else want.limits[i] - used[want.caps[i]] end;
        continue when room is null or room >= amount;
        amount := greatest(room, 0);
        bound := case i - rooms when 1 then 'target' when 2 then 'pot' else (caps[want.caps[i]]).scope end;
        steps := steps || jsonb_build_object('step', bound, 'capPence', want.limits[i]::text, 'roomPence', amount::text, 'pence', amount::text);
      end loop;
      continue when amount = 0;
      stacked := want.pledge_id;
      gaps[round] := gaps[round] - amount;
      matched[round] := matched[round] + amount;
      left_in_pots[want.pot] := left_in_pots[want.pot] - amount;
      taken_from_pots[want.pot] := taken_from_pots[want.pot] + amount;
      foreach place in array want.caps loop
        caps_taken := caps_taken + (taken_under_caps[place] = 0)::int;
        used[place] := used[place] + amount;
        taken_under_caps[place] := taken_under_caps[place] + amount;
      end loop;
      pot := pots[want.pot];
      insert into matches (id, pledge_id, pot_id, purse, rule_id, challenge_id, council_id, area_id, wanted_pence, amount_pence, bound_by, working, state, reserved_at)
        values (want.match_id, want.pledge_id, pot.pot_id, purses[want.pot], want.rule_id, challenge, want.council_id, want.area_id,
          want.wanted_pence, amount, bound, steps, 'reserved', deal.at);
      if want.pledge_id = deal.pledge_id then
        line := line + 1;
        at_line := line;
        in_journal := journal;
      else
        at_line := 1;
        insert into journals (kind, operation_key, at, memo, person_id, challenge_id, pledge_id)
          values ('match-unlocked', want.match_id, deal.at, 'Match switched on for an earlier pledge: enough councils have pledged',
            deal.person_id, challenge, want.pledge_id) returning id into in_journal;
      end if;
      nothing := post_transfer(in_journal, at_line, account_identity('pot-available', null, null, pot.pot_id, null, null) || marks[want.pot],
        account_identity('match-reserved', null, null, pot.pot_id, challenge, null) || marks[want.pot], amount);
    end loop;
  end loop;

  for i in 1 .. cardinality(rounds) loop
    continue when promised[i] = 0;
    update round_totals set version = versions[i], council_count = counts[i], pledged_pence = pledged_pence + promised[i],
        matched_pence = matched_pence + matched[i] where round_id = rounds[i];
  end loop;
  if caps_taken > 0 then
    insert into cap_uses (pot_id, scope, ref, used_pence, cap_pence)
      select pot_id, scope, ref, taken_under_caps[n], case when is_locked then most_pence else least_pence end
      from unnest(caps) with ordinality as taken (pot_id, scope, ref, least_pence, most_pence, wanted_pence, n)
      where taken_under_caps[n] > 0 order by n
      on conflict (pot_id, scope, ref) do update set used_pence = cap_uses.used_pence + excluded.used_pence, cap_pence = excluded.cap_pence
        where cap_uses.used_pence + excluded.used_pence <= excluded.cap_pence or excluded.cap_pence is null;
    get diagnostics changed = row_count;
    if changed <> caps_taken then raise exception 'a cap has moved' using errcode = 'serialization_failure'; end if;
  end if;
  for i in 1 .. cardinality(pots) loop
    continue when taken_from_pots[i] = 0;
    pot := pots[i];
    nothing := pg_advisory_xact_lock(hashtextextended('pot' || pot.pot_id, 0));
    update pot_balances set reserved_pence = reserved_pence + taken_from_pots[i]
      where pot_id = pot.pot_id and purse = purses[i] and reserved_pence + committed_pence + paid_pence + taken_from_pots[i] <= allocated_pence;
    if not found then raise exception 'a pot has moved' using errcode = 'serialization_failure'; end if;
  end loop;
  return outcomes;
end $$;

create function commit_top_up(rounds uuid[], pots pot_wanted[], purses text[], caps cap_wanted[], deals pledge_to_commit[], funding_types text[],
  wants match_wanted[], top_up jsonb)
returns text language plpgsql as $$
declare outcome text; parent pledges;
begin
  -- In the order of commit_pledges.
  perform pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  perform from round_totals where round_id = (top_up ->> 'roundId')::uuid for no key update;
  if exists (select from pledges where id = (top_up ->> 'pledgeId')::uuid and state in ('committed', 'called')) then return 'committed'; end if;
  select * into parent from pledges where id = (top_up ->> 'topsUpId')::uuid;
  if parent.state <> 'committed' then return 'ended'; end if;
  if standing_pence(parent.id) <> (top_up ->> 'standingPence')::bigint then return 'again'; end if;
  update round_totals set council_count = council_count - 1 where round_id = parent.round_id;
  outcome := (commit_pledges(rounds, pots, purses, caps, deals, funding_types, wants))[1];
  if outcome <> 'new' then
    update round_totals set council_count = council_count + 1 where round_id = parent.round_id;
  end if;
  return outcome;
end $$;

-- For processes of the release before, which know of one purse only.
create or replace function commit_pledges(rounds uuid[], pots pot_wanted[], caps cap_wanted[], deals pledge_to_commit[], wants match_wanted[])
returns text[] language plpgsql as $$
begin
  return commit_pledges(rounds, pots, array_fill('unrestricted'::text, array[cardinality(pots)]), caps, deals, '{}', wants);
end $$;
drop function commit_top_up(jsonb, jsonb);
drop function commit_pledges(jsonb);
drop function reserve_in_pots(uuid[], bigint[]);
