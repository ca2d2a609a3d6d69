-- TypeScript decides what is wanted; these functions decide what is possible (docs/decisions/009).
-- Locks are always taken in one order: the round's totals, then caps by key, then pots by id.
-- A loser of two at once gets 40001 and is asked again by its caller, with new facts.

-- Queues for pots, in order. Waiting on the row itself wakes each waiter twice.
create function lock_pots(pots uuid[]) returns void language plpgsql as $$
declare pot uuid;
begin
  for pot in select distinct unnest(pots) order by 1 loop
    perform pg_advisory_xact_lock(hashtextextended('pot' || pot, 0));
    perform from pot_balances where pot_id = pot for no key update;
  end loop;
end $$;

-- Moves money between the columns of pots: [{potId, allocatedPence, reservedPence, committedPence, paidPence}], what is
-- left out is nothing. The last thing a transaction does, so that the hottest row is held the shortest.
create function move_pots(moves jsonb) returns void language plpgsql as $$
declare move record;
begin
  for move in
    select each.pot_id, coalesce(sum(each.allocated), 0)::bigint as allocated, coalesce(sum(each.reserved), 0)::bigint as reserved,
      coalesce(sum(each.committed), 0)::bigint as committed, coalesce(sum(each.paid), 0)::bigint as paid
    from (select (value ->> 'potId')::uuid as pot_id, (value ->> 'allocatedPence')::bigint as allocated,
        (value ->> 'reservedPence')::bigint as reserved, (value ->> 'committedPence')::bigint as committed,
        (value ->> 'paidPence')::bigint as paid from jsonb_array_elements(moves)) each
    group by each.pot_id order by each.pot_id
  loop
    perform pg_advisory_xact_lock(hashtextextended('pot' || move.pot_id, 0));
    update pot_balances set allocated_pence = allocated_pence + move.allocated, reserved_pence = reserved_pence + move.reserved,
        committed_pence = committed_pence + move.committed, paid_pence = paid_pence + move.paid
      where pot_id = move.pot_id
        and reserved_pence + committed_pence + paid_pence + move.reserved + move.committed + move.paid <= allocated_pence + move.allocated;
    if not found then raise exception 'pot % has moved', move.pot_id using errcode = 'serialization_failure'; end if;
  end loop;
end $$;

-- Gives each want what its limits leave, in the order given, and keeps it as a match with its finished working.
-- wants: [{matchId, pledgeId, councilId, potId, ruleId, asOf, areaId, wantedPence, boundBy, working, caps: [{scope, ref, capPence}]}]
-- Answers the wants with amountPence and boundBy. The caller moves the pots afterwards.
create function reserve_matches(wants jsonb, challenge uuid, gap_pence bigint, at timestamptz) returns jsonb language plpgsql as $$
declare
  want jsonb; room record; pot uuid; amount bigint; bound text; steps jsonb;
  gap bigint := gap_pence; taken jsonb := '{}'; answer jsonb := '[]';
begin
  if wants = '[]' then return answer; end if;
  if exists (select from jsonb_array_elements(wants) as asked (want) where (asked.want ->> 'ruleId')::uuid is distinct from (
      select id from pot_rules where pot_id = (asked.want ->> 'potId')::uuid and in_force_from <= (asked.want ->> 'asOf')::timestamptz
      order by version desc limit 1)) then
    raise exception 'a rule has changed' using errcode = 'serialization_failure';
  end if;
  insert into cap_uses (pot_id, scope, ref)
    select distinct (asked.want ->> 'potId')::uuid, cap ->> 'scope', cap ->> 'ref'
    from jsonb_array_elements(wants) as asked (want), jsonb_array_elements(asked.want -> 'caps') as cap order by 1, 2, 3
    on conflict do nothing;
  perform from cap_uses where (pot_id, scope, ref) in (
      select (asked.want ->> 'potId')::uuid, cap ->> 'scope', cap ->> 'ref'
      from jsonb_array_elements(wants) as asked (want), jsonb_array_elements(asked.want -> 'caps') as cap)
    order by pot_id, scope, ref for no key update;
  -- A pot that is nearly empty gives part of a match, which needs its exact balance; a full one is not waited for.
  if exists (select from pot_balances join (
      select (value ->> 'potId')::uuid as pot_id, sum((value ->> 'wantedPence')::bigint) as wanted from jsonb_array_elements(wants) group by 1
    ) asked using (pot_id) where allocated_pence - reserved_pence - committed_pence - paid_pence < 32 * wanted) then
    perform lock_pots(array(select (value ->> 'potId')::uuid from jsonb_array_elements(wants)));
  end if;

  for want in select value from jsonb_array_elements(wants) with ordinality order by ordinality loop
    pot := (want ->> 'potId')::uuid;
    amount := (want ->> 'wantedPence')::bigint;
    bound := want ->> 'boundBy';
    steps := want -> 'working';
    for room in
      select caps.place, caps.cap ->> 'scope' as name, (caps.cap ->> 'capPence')::bigint as cap,
          (caps.cap ->> 'capPence')::bigint - used_pence as pence
        from jsonb_array_elements(want -> 'caps') with ordinality as caps (cap, place)
        join cap_uses on pot_id = pot and scope = caps.cap ->> 'scope' and ref = caps.cap ->> 'ref'
      union all select 8, 'target', null, gap
      union all select 9, 'pot', null, allocated_pence - reserved_pence - committed_pence - paid_pence - coalesce((taken ->> pot::text)::bigint, 0)
        from pot_balances where pot_id = pot
      order by place
    loop
      continue when room.pence is null or room.pence >= amount;
      amount := greatest(room.pence, 0);
      bound := room.name;
      steps := steps || jsonb_build_object('step', room.name, 'capPence', room.cap::text, 'roomPence', amount::text, 'pence', amount::text);
    end loop;
    if amount > 0 then
      insert into matches (id, pledge_id, pot_id, rule_id, challenge_id, council_id, area_id, wanted_pence, amount_pence, bound_by, working, state, reserved_at)
        values ((want ->> 'matchId')::uuid, (want ->> 'pledgeId')::uuid, pot, (want ->> 'ruleId')::uuid, challenge, (want ->> 'councilId')::uuid,
          (want ->> 'areaId')::uuid, (want ->> 'wantedPence')::bigint, amount, bound, steps, 'reserved', at);
      update cap_uses set used_pence = used_pence + amount, cap_pence = (cap ->> 'capPence')::bigint
        from jsonb_array_elements(want -> 'caps') as cap
        where pot_id = pot and scope = cap ->> 'scope' and ref = cap ->> 'ref';
      taken := taken || jsonb_build_object(pot, coalesce((taken ->> pot::text)::bigint, 0) + amount);
      gap := gap - amount;
    end if;
    answer := answer || jsonb_build_object('matchId', want ->> 'matchId', 'pledgeId', want ->> 'pledgeId', 'potId', pot,
      'wantedPence', want ->> 'wantedPence', 'amountPence', amount::text, 'boundBy', bound);
  end loop;
  return answer;
end $$;

-- Lets go of the reserved matches of pledges, and of the room they took. Answers [{pledgeId, potId, challengeId, amountPence}].
create function release_matches(pledges uuid[], at timestamptz) returns jsonb language plpgsql as $$
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
  select coalesce(jsonb_agg(jsonb_build_object('pledgeId', pledge_id, 'potId', pot_id, 'challengeId', challenge_id,
    'amountPence', amount_pence::text) order by id), '[]') into released from let_go;
  return released;
end $$;

create function write_audit(entry jsonb, at timestamptz) returns void language sql as $$
  insert into audit_entries (subject_kind, subject_id, action, summary, detail, person_id, organisation_id, at)
    values (entry ->> 'subjectKind', (entry ->> 'subjectId')::uuid, entry ->> 'action', entry ->> 'summary', coalesce(entry -> 'detail', '{}'),
      (entry ->> 'personId')::uuid, (entry ->> 'organisationId')::uuid, at)
$$;

create function match_transfers(challenge uuid, matches jsonb) returns jsonb language sql as $$
  select coalesce(jsonb_agg(jsonb_build_object('debit', jsonb_build_object('kind', 'pot-available', 'potId', value ->> 'potId'),
      'credit', jsonb_build_object('kind', 'match-reserved', 'potId', value ->> 'potId', 'challengeId', challenge),
      'amountPence', value ->> 'amountPence') order by ordinality), '[]')
    from jsonb_array_elements(matches) with ordinality where (value ->> 'amountPence')::bigint > 0
$$;
create function pledge_transfers(pledge pledges, matches jsonb) returns jsonb language sql as $$
  select jsonb_build_array(jsonb_build_object('debit', jsonb_build_object('kind', 'council', 'councilId', pledge.council_id),
      'credit', jsonb_build_object('kind', 'pledged', 'councilId', pledge.council_id, 'challengeId', pledge.challenge_id),
      'amountPence', pledge.amount_pence::text))
    || match_transfers(pledge.challenge_id, matches)
$$;
create function turned_round(transfers jsonb) returns jsonb language sql as $$
  select coalesce(jsonb_agg(jsonb_build_object('debit', value -> 'credit', 'credit', value -> 'debit', 'amountPence', value ->> 'amountPence')
    order by ordinality), '[]') from jsonb_array_elements(transfers) with ordinality
$$;

-- Commits one pledge: state, match of this pledge and of those it unlocks, journals, totals, audit, pots; all or nothing.
-- deal: pledgeId, roundId, from, amountPence, at, personId, memo, approval: {approvedById, limitPence}, wants, audit,
--       leastCouncils, mostCouncils: the number of councils, this one included, between which the wants are right,
--       version: of the round's totals, when the wants hang on exactly which pledges there are,
--       job: {task, payload, key} to ask the worker for.
-- Answers {outcome: 'committed' | 'closed' | 'moved', isNew, state, matches}.
create function commit_pledge(deal jsonb) returns jsonb language plpgsql as $$
declare
  at timestamptz := (deal ->> 'at')::timestamptz;
  totals round_totals; round rounds; pledge pledges; given jsonb; own jsonb; one jsonb; matched bigint;
begin
  select * into totals from round_totals where round_id = (deal ->> 'roundId')::uuid for no key update;
  select * into pledge from pledges where id = (deal ->> 'pledgeId')::uuid;
  if pledge.state in ('committed', 'called') then
    return jsonb_build_object('outcome', 'committed', 'isNew', false, 'state', pledge.state);
  end if;
  select * into round from rounds where id = totals.round_id;
  if round.closed_at is not null or round.closes_at <= at then return jsonb_build_object('outcome', 'closed'); end if;
  if totals.council_count + 1 not between (deal ->> 'leastCouncils')::int and (deal ->> 'mostCouncils')::int
    or totals.version <> coalesce((deal ->> 'version')::int, totals.version) then
    raise exception 'round % has moved', totals.round_id using errcode = 'serialization_failure';
  end if;
  update pledges set state = 'committed', committed_at = at, committed_sequence = totals.version + 1,
      agreement_accepted_at = coalesce(agreement_accepted_at, at)
    where id = pledge.id and state = deal ->> 'from' and amount_pence = (deal ->> 'amountPence')::bigint returning * into pledge;
  if not found then return jsonb_build_object('outcome', 'moved'); end if;
  if deal ? 'approval' then
    insert into pledge_approvals (id, approved_by_id, limit_pence, approved_at)
      values (pledge.id, (deal #>> '{approval,approvedById}')::uuid, (deal #>> '{approval,limitPence}')::bigint, at);
  end if;

  given := reserve_matches(deal -> 'wants', pledge.challenge_id,
    greatest(round.target_pence - totals.pledged_pence - totals.matched_pence - pledge.amount_pence, 0), at);
  select coalesce(sum((value ->> 'amountPence')::bigint), 0), coalesce(jsonb_agg(value order by ordinality) filter (where (value ->> 'pledgeId')::uuid = pledge.id), '[]')
    into matched, own from jsonb_array_elements(given) with ordinality;
  update round_totals set version = version + 1, council_count = council_count + 1,
      pledged_pence = pledged_pence + pledge.amount_pence, matched_pence = matched_pence + matched
    where round_id = totals.round_id;
  perform post_journal(jsonb_build_object('kind', 'pledge-committed', 'operationKey', pledge.id, 'at', at, 'memo', deal ->> 'memo',
    'personId', deal ->> 'personId', 'challengeId', pledge.challenge_id, 'pledgeId', pledge.id, 'transfers', pledge_transfers(pledge, own)));
  for one in select value from jsonb_array_elements(given) with ordinality
      where (value ->> 'pledgeId')::uuid <> pledge.id and (value ->> 'amountPence')::bigint > 0 order by ordinality loop
    perform post_journal(jsonb_build_object('kind', 'match-unlocked', 'operationKey', one ->> 'matchId', 'at', at,
      'memo', 'Match switched on for an earlier pledge: enough councils have pledged', 'personId', deal ->> 'personId',
      'challengeId', pledge.challenge_id, 'pledgeId', one ->> 'pledgeId', 'transfers', match_transfers(pledge.challenge_id, jsonb_build_array(one))));
  end loop;
  perform write_audit(deal -> 'audit', at);
  if deal ? 'job' then
    perform graphile_worker.add_job(deal #>> '{job,task}', (deal #> '{job,payload}')::json, job_key => deal #>> '{job,key}');
  end if;
  perform move_pots((select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', value ->> 'amountPence')), '[]')
    from jsonb_array_elements(given) where (value ->> 'amountPence')::bigint > 0));
  return jsonb_build_object('outcome', 'committed', 'isNew', true, 'state', 'committed', 'matches', given);
end $$;

-- Takes one pledge back while its round is open, with exactly its own matches; nobody else's match changes.
-- deal: pledgeId, roundId, at, reason, personId, memo, audit. Answers {outcome: 'withdrawn' | 'closed' | 'moved', isNew}.
create function withdraw_pledge(deal jsonb) returns jsonb language plpgsql as $$
declare
  at timestamptz := (deal ->> 'at')::timestamptz;
  totals round_totals; round rounds; pledge pledges; released jsonb;
begin
  select * into totals from round_totals where round_id = (deal ->> 'roundId')::uuid for no key update;
  select * into pledge from pledges where id = (deal ->> 'pledgeId')::uuid for no key update;
  if pledge.state = 'withdrawn' then return jsonb_build_object('outcome', 'withdrawn', 'isNew', false); end if;
  select * into round from rounds where id = totals.round_id;
  if round.closed_at is not null or round.closes_at <= at then return jsonb_build_object('outcome', 'closed'); end if;
  if pledge.state not in ('draft', 'awaiting-approval', 'committed') then return jsonb_build_object('outcome', 'moved'); end if;
  update pledges set state = 'withdrawn', ended_at = at, ended_reason = deal ->> 'reason' where id = pledge.id;
  if pledge.state = 'committed' then
    released := release_matches(array[pledge.id], at);
    update round_totals set version = version + 1, council_count = council_count - 1, pledged_pence = pledged_pence - pledge.amount_pence,
        matched_pence = matched_pence - (select coalesce(sum((value ->> 'amountPence')::bigint), 0) from jsonb_array_elements(released))
      where round_id = totals.round_id;
    perform post_journal(jsonb_build_object('kind', 'pledge-withdrawn', 'operationKey', pledge.id, 'at', at, 'memo', deal ->> 'memo',
      'personId', deal ->> 'personId', 'challengeId', pledge.challenge_id, 'pledgeId', pledge.id,
      'transfers', turned_round(pledge_transfers(pledge, released))));
  end if;
  perform write_audit(deal -> 'audit', at);
  perform move_pots((select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
    from jsonb_array_elements(released)));
  return jsonb_build_object('outcome', 'withdrawn', 'isNew', true);
end $$;

-- Settles the money of a round. The caller holds the lock on its totals and has judged it.
-- deal: roundId, challengeId, at, personId, outcome, lapsed: [{pledgeId, reason}], called: [pledgeId]
create function close_round(deal jsonb) returns void language plpgsql as $$
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
    from (select count(*)::int as councils, coalesce(sum(amount_pence), 0)::bigint as pledged,
        (select coalesce(sum(amount_pence), 0)::bigint from matches where pledge_id = any (called) and state <> 'released') as matched
      from pledges where id = any (called) and state in ('committed', 'called')) live
    where round_id = round;
  perform move_pots(moves);
end $$;
