-- More money from a council that has a signed pledge: a pledge of its own that tops up another, with its own gates, match,
-- journal and collection. The council counts once, and everything that goes by the sum of a pledge sees the total.
alter table pledges add column tops_up_id uuid;
create index pledges_tops_up_id_idx on pledges (tops_up_id) where tops_up_id is not null;
alter table pledges add constraint pledges_tops_up_id_fkey foreign key (tops_up_id) references pledges (id) on delete restrict on update restrict;
-- A council has one live pledge in a round, and one top-up of it that is not signed yet.
drop index pledges_live_key;
create unique index pledges_live_key on pledges (round_id, council_id)
  where state in ('draft', 'awaiting-approval', 'committed', 'called') and tops_up_id is null;
create unique index pledges_topping_up_key on pledges (tops_up_id) where state in ('draft', 'awaiting-approval') and tops_up_id is not null;

create function check_top_up() returns trigger language plpgsql as $$
begin
  if not exists (select from pledges where id = new.tops_up_id and tops_up_id is null
      and (round_id, challenge_id, council_id) = (new.round_id, new.challenge_id, new.council_id)) then
    raise exception 'pledge % tops up one of another round or council', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger pledges_top_up_their_own before insert or update of tops_up_id, round_id, challenge_id, council_id on pledges
  for each row when (new.tops_up_id is not null) execute function check_top_up();

-- Whoever signs a top-up signs for all that the council has promised then.
create or replace function check_pledge_approval() returns trigger language plpgsql as $$
begin
  if exists (select from pledges pledge where id = new.id and (made_by_id = new.approved_by_id or new.limit_pence < amount_pence +
      coalesce((select sum(amount_pence) from pledges other where pledge.tops_up_id is not null and other.state = 'committed'
        and other.id <> pledge.id and pledge.tops_up_id in (other.id, other.tops_up_id)), 0))) then
    raise exception 'pledge % needs another approver', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;

-- What a pledge and its committed top-ups come to.
create function standing_pence(pledge uuid) returns bigint language sql stable as $$
  select coalesce(sum(amount_pence), 0)::bigint from pledges where state in ('committed', 'called') and (id = pledge or tops_up_id = pledge)
$$;

-- Commits a top-up alone. commit_pledges counts a council for each pledge; this council is counted already.
-- top_up: pledgeId, roundId, topsUpId, standingPence: what the wants were worked out on top of.
-- Answers as commit_pledges does for one; 'ended' when there is nothing left to top up.
create function commit_top_up(batch jsonb, top_up jsonb) returns jsonb language plpgsql as $$
declare answer jsonb; parent pledges;
begin
  -- In the order of commit_pledges.
  perform pg_advisory_xact_lock_shared(hashtextextended('rule book', 0));
  perform from round_totals where round_id = (top_up ->> 'roundId')::uuid for no key update;
  if exists (select from pledges where id = (top_up ->> 'pledgeId')::uuid and state in ('committed', 'called')) then
    return jsonb_build_object('outcome', 'committed', 'isNew', false);
  end if;
  select * into parent from pledges where id = (top_up ->> 'topsUpId')::uuid;
  if parent.state <> 'committed' then return jsonb_build_object('outcome', 'ended', 'isNew', false); end if;
  if standing_pence(parent.id) <> (top_up ->> 'standingPence')::bigint then return jsonb_build_object('outcome', 'again', 'isNew', false); end if;
  update round_totals set council_count = council_count - 1 where round_id = parent.round_id;
  answer := commit_pledges(batch) -> 0;
  if not (answer ->> 'isNew')::boolean then
    update round_totals set council_count = council_count + 1 where round_id = parent.round_id;
  end if;
  return answer;
end $$;

-- Takes a pledge back while its round is open, with its top-ups and exactly their own matches; nobody else's match changes. A
-- top-up goes back alone, the latest first: a later one was worked out on top of it.
-- deal: pledgeId, roundId, at, reason, personId, memo, audit. Answers {outcome: 'withdrawn' | 'closed' | 'moved' | 'used' | 'topped-up', isNew}.
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
  perform move_pots((select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
    from jsonb_array_elements(released)));
  return jsonb_build_object('outcome', 'withdrawn', 'isNew', true);
end $$;

-- As before; a top-up is no council of its own.
-- Settles the money of a round. The caller holds the lock on its totals and has judged it.
-- deal: roundId, challengeId, at, personId, outcome, lapsed: [{pledgeId, reason}], called: [pledgeId]
create or replace function close_round(deal jsonb) returns void language plpgsql as $$
declare
  at timestamptz := (deal ->> 'at')::timestamptz; round uuid := (deal ->> 'roundId')::uuid; challenge uuid := (deal ->> 'challengeId')::uuid;
  called uuid[] := array(select value::uuid from jsonb_array_elements_text(deal -> 'called'));
  pledge pledges; released jsonb; moves jsonb := '[]'; sums record; transfers jsonb;
begin
  update rounds set closed_at = at, outcome = deal ->> 'outcome', closing_council_count = (deal ->> 'councilCount')::int,
      closing_pledged_pence = (deal ->> 'pledgedPence')::bigint, closing_matched_pence = (deal ->> 'matchedPence')::bigint
    where id = round and closed_at is null;
  if not found then raise exception 'round % was closed', round using errcode = 'serialization_failure'; end if;

  released := release_matches(array(select (value ->> 'pledgeId')::uuid from jsonb_array_elements(deal -> 'lapsed')), at);
  for pledge in select pledges.* from pledges join jsonb_array_elements(deal -> 'lapsed') on id = (value ->> 'pledgeId')::uuid
      where state = 'committed' order by committed_sequence loop
    perform post_journal(jsonb_build_object('kind', 'pledge-lapsed', 'operationKey', pledge.id, 'at', at, 'memo', 'Pledge lapsed when the round closed',
      'personId', deal ->> 'personId', 'challengeId', challenge, 'pledgeId', pledge.id, 'transfers', turned_round(pledge_transfers(pledge,
        (select coalesce(jsonb_agg(value), '[]') from jsonb_array_elements(released) where (value ->> 'pledgeId')::uuid = pledge.id)))));
  end loop;
  update pledges set state = 'lapsed', ended_at = at, ended_reason = value ->> 'reason'
    from jsonb_array_elements(deal -> 'lapsed') where id = (value ->> 'pledgeId')::uuid and state in ('draft', 'awaiting-approval', 'committed');
  select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
    into moves from jsonb_array_elements(released);

  if deal ->> 'outcome' = 'funded' then
    update pledges set state = 'called' where id = any (called) and state = 'committed';
    with firm as (update matches set state = 'committed', committed_at = at where pledge_id = any (called) and state = 'reserved' returning pot_id, amount_pence)
      select coalesce(jsonb_agg(jsonb_build_object('potId', pot_id, 'pence', sum)), '[]') as pots into sums
      from (select pot_id, sum(amount_pence) from firm group by pot_id order by pot_id) by_pot;
    select jsonb_agg(transfer order by place, reference) into transfers from (
      select 1 as place, council_id as reference, jsonb_build_object(
        'debit', jsonb_build_object('kind', 'pledged', 'councilId', council_id, 'challengeId', challenge),
        'credit', jsonb_build_object('kind', 'called', 'councilId', council_id, 'challengeId', challenge), 'amountPence', amount_pence::text) as transfer
        from pledges where id = any (called)
      union all select 2, (value ->> 'potId')::uuid, jsonb_build_object(
        'debit', jsonb_build_object('kind', 'match-reserved', 'potId', value ->> 'potId', 'challengeId', challenge),
        'credit', jsonb_build_object('kind', 'match-committed', 'potId', value ->> 'potId', 'challengeId', challenge), 'amountPence', value ->> 'pence')
        from jsonb_array_elements(sums.pots)) lines;
    perform post_journal(jsonb_build_object('kind', 'round-funded', 'operationKey', round, 'at', at, 'memo', 'Target met: pledges called and matches committed',
      'personId', deal ->> 'personId', 'challengeId', challenge, 'transfers', transfers));
    moves := moves || (select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', '-' || (value ->> 'pence'),
      'committedPence', value ->> 'pence')), '[]') from jsonb_array_elements(sums.pots));
  end if;

  update round_totals set version = version + 1, council_count = live.councils, pledged_pence = live.pledged, matched_pence = live.matched
    from (select (count(*) filter (where tops_up_id is null))::int as councils, coalesce(sum(amount_pence), 0)::bigint as pledged,
        (select coalesce(sum(amount_pence), 0)::bigint from matches where pledge_id = any (called) and state <> 'released') as matched
      from pledges where id = any (called) and state in ('committed', 'called')) live
    where round_id = round;
  perform move_pots(moves);
end $$;

-- What was asked with each operation key: the same again is answered as the first time, another body under the key is refused.
create table operations (
  verb text not null,
  key uuid not null,
  fingerprint text not null,
  person_id uuid,
  started_at timestamptz(3) not null,
  constraint operations_pkey primary key (verb, key)
);
create index operations_person_id_idx on operations (person_id);
alter table operations add constraint operations_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
create trigger operations_append_only before update or delete on operations for each row execute function refuse_change();
create trigger operations_no_truncate before truncate on operations for each statement execute function refuse_change();

-- Answers 'same' or 'other' for a key that was used, else 'new'. operation: {verb, key, fingerprint}.
create function look_up_operation(operation jsonb) returns text language sql stable as $$
  select coalesce((select case when fingerprint = operation ->> 'fingerprint' then 'same' else 'other' end
    from operations where verb = operation ->> 'verb' and key = (operation ->> 'key')::uuid), 'new')
$$;
-- Answers 'new' for the first, who goes on. Whoever comes with the same key meanwhile waits for the first to end.
create function start_operation(operation jsonb, person uuid, at timestamptz) returns text language plpgsql as $$
begin
  insert into operations (verb, key, fingerprint, person_id, started_at)
    values (operation ->> 'verb', (operation ->> 'key')::uuid, operation ->> 'fingerprint', person, at) on conflict do nothing;
  if found then return 'new'; end if;
  return look_up_operation(operation);
end $$;

-- Lowers committed pledges to sums that were worked out without a lock, each match with them. The caller holds the lock on the
-- round's totals and changes them, and moves the pots last: it answers [{potId, reservedPence}] for move_pots, below zero.
-- lowered: [{changeId, pledgeId, fromPence, toPence, reason, memo,
--   matches: [{matchId, fromPence, toPence, wantedPence, boundBy, working}]: every reserved match of the pledge, 0 lets go of it}]
-- A top-up at 0 is withdrawn. The latest goes first: it was worked out on top of the others.
-- A pledge or a match that is not as it was read is 40001: read it again.
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
      moves := moves || (select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
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
        returning id, pot_id, council_id, challenge_id, area_id, "fromPence" - "toPence" as pence
    ), rooms as (
      select pot_id, scope, ref, sum(pence)::bigint as pence from lowering,
        unnest(array['challenge', 'council', 'area'], array[challenge_id::text, council_id::text, challenge_id || '/' || area_id]) as cap (scope, ref)
      where ref is not null group by 1, 2, 3
    ), given_back as (
      update cap_uses set used_pence = used_pence - rooms.pence from rooms
        where cap_uses.pot_id = rooms.pot_id and cap_uses.scope = rooms.scope and cap_uses.ref = rooms.ref
    )
    select coalesce(jsonb_agg(jsonb_build_object('potId', pot_id, 'amountPence', pence::text) order by id), '[]') into let_go
      from lowering where pence > 0;
    pledge.amount_pence := less;
    perform post_journal(jsonb_build_object('kind', 'pledge-lowered', 'operationKey', one ->> 'changeId', 'at', at, 'memo', one ->> 'memo',
      'personId', person, 'challengeId', pledge.challenge_id, 'pledgeId', pledge.id, 'transfers', turned_round(pledge_transfers(pledge, let_go))));
    moves := moves || (select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
      from jsonb_array_elements(let_go));
  end loop;
  return moves;
end $$;

-- Lowers what one council has pledged in an open round.
-- deal: roundId, operation: {key, verb, fingerprint}, at, personId, lowered as above, audit.
-- Answers {outcome: 'lowered' | 'closed' | 'moved' | 'used', isNew}.
create or replace function lower_pledge(deal jsonb) returns jsonb language plpgsql as $$
declare
  at timestamptz := (deal ->> 'at')::timestamptz; totals round_totals; round rounds; moves jsonb; started text;
begin
  select * into totals from round_totals where round_id = (deal ->> 'roundId')::uuid for no key update;
  started := look_up_operation(deal -> 'operation');
  if started <> 'new' then
    return jsonb_build_object('outcome', case started when 'same' then 'lowered' else 'used' end, 'isNew', false);
  end if;
  select * into round from rounds where id = totals.round_id;
  if round.closed_at is not null or round.closes_at <= at then return jsonb_build_object('outcome', 'closed'); end if;
  if exists (select from jsonb_to_recordset(deal -> 'lowered') as asked ("pledgeId" uuid, "fromPence" bigint)
      left join pledges on id = "pledgeId" and round_id = totals.round_id and state = 'committed' and amount_pence = "fromPence" where id is null) then
    return jsonb_build_object('outcome', 'moved');
  end if;
  -- Another round may have used the key meanwhile.
  if start_operation(deal -> 'operation', (deal ->> 'personId')::uuid, at) <> 'new' then
    return jsonb_build_object('outcome', 'used', 'isNew', false);
  end if;
  moves := lower_pledges(deal -> 'lowered', at, (deal ->> 'personId')::uuid);
  update round_totals set version = version + 1,
      pledged_pence = pledged_pence - (select sum((value ->> 'fromPence')::bigint - (value ->> 'toPence')::bigint) from jsonb_array_elements(deal -> 'lowered')),
      matched_pence = matched_pence + (select coalesce(sum((value ->> 'reservedPence')::bigint), 0) from jsonb_array_elements(moves))
    where round_id = totals.round_id;
  perform write_audit(deal -> 'audit', at);
  perform move_pots(moves);
  return jsonb_build_object('outcome', 'lowered', 'isNew', true);
end $$;
