-- A committed pledge may be lowered while its round is open, and lets go of the match it no longer earns. A closing may cut
-- pledges to what their conditions allow. What stood before each change is kept, so a pot can be worked out again from its events.
create table pledge_changes (
  id uuid not null,
  pledge_id uuid not null,
  from_pence bigint not null,
  to_pence bigint not null,
  reason text,
  changed_by_id uuid,
  changed_at timestamptz(3) not null,
  constraint pledge_changes_pkey primary key (id)
);
-- A match as it was before the change; as it is after, the next change or the match itself says.
create table match_changes (
  change_id uuid not null,
  match_id uuid not null,
  from_pence bigint not null,
  to_pence bigint not null,
  from_wanted_pence bigint not null,
  from_bound_by text,
  from_working jsonb not null,
  constraint match_changes_pkey primary key (change_id, match_id)
);
create index pledge_changes_pledge_id_idx on pledge_changes (pledge_id);
create index pledge_changes_changed_by_id_idx on pledge_changes (changed_by_id);
create index match_changes_match_id_idx on match_changes (match_id);
alter table pledge_changes add constraint pledge_changes_pledge_id_fkey foreign key (pledge_id) references pledges (id) on delete restrict on update restrict;
alter table pledge_changes add constraint pledge_changes_changed_by_id_fkey foreign key (changed_by_id) references people (id) on delete restrict on update restrict;
alter table match_changes add constraint match_changes_change_id_fkey foreign key (change_id) references pledge_changes (id) on delete restrict on update restrict;
alter table match_changes add constraint match_changes_match_id_fkey foreign key (match_id) references matches (id) on delete restrict on update restrict;
alter table pledge_changes add constraint pledge_changes_go_down check (to_pence > 0 and to_pence < from_pence);
alter table match_changes add constraint match_changes_never_go_up check (to_pence >= 0 and to_pence <= from_pence);
create trigger pledge_changes_append_only before update or delete on pledge_changes for each row execute function refuse_change();
create trigger pledge_changes_no_truncate before truncate on pledge_changes for each statement execute function refuse_change();
create trigger match_changes_append_only before update or delete on match_changes for each row execute function refuse_change();
create trigger match_changes_no_truncate before truncate on match_changes for each statement execute function refuse_change();

-- Not valid: it allows all that the one before did, and new rows are held to it.
alter table journals drop constraint journals_kind_known;
alter table journals add constraint journals_kind_known check (kind in (
  'pot-funded', 'pledge-committed', 'match-unlocked', 'pledge-lowered', 'pledge-withdrawn', 'pledge-lapsed', 'round-funded',
  'collection-received', 'payment-approved', 'payment-settled', 'reversal')) not valid;

-- Locks the caps that these pledges' reserved matches use, in the order everybody locks caps. Who lowers some pledges and
-- ends others in one transaction calls it first, for all of them.
create function lock_caps_of(pledges uuid[]) returns void language sql as $$
  select from cap_uses where (pot_id, scope, ref) in (
      select pot_id, unnest(array['challenge', 'council', 'area']),
        unnest(array[challenge_id::text, council_id::text, challenge_id || '/' || area_id])
      from matches where pledge_id = any (pledges) and state = 'reserved')
    order by pot_id, scope, ref for no key update
$$;

-- Lowers committed pledges to sums that were worked out without a lock, each match with them. The caller holds the lock on the
-- round's totals and changes them, and moves the pots last: it answers [{potId, reservedPence}] for move_pots, below zero.
-- lowered: [{changeId, pledgeId, fromPence, toPence, reason, memo,
--   matches: [{matchId, fromPence, toPence, wantedPence, boundBy, working}]: every reserved match of the pledge, 0 lets go of it}]
-- A pledge or a match that is not as it was read is 40001: read it again.
create function lower_pledges(lowered jsonb, at timestamptz, person uuid) returns jsonb language plpgsql as $$
declare one jsonb; pledge pledges; given jsonb; let_go jsonb; less bigint; changed int; moves jsonb := '[]';
begin
  perform lock_caps_of(array(select (value ->> 'pledgeId')::uuid from jsonb_array_elements(lowered)));
  for one in select value from jsonb_array_elements(lowered) with ordinality order by ordinality loop
    given := one -> 'matches';
    less := (one ->> 'fromPence')::bigint - (one ->> 'toPence')::bigint;
    update pledges set amount_pence = (one ->> 'toPence')::bigint
      where id = (one ->> 'pledgeId')::uuid and state = 'committed' and amount_pence = (one ->> 'fromPence')::bigint returning * into pledge;
    if not found or jsonb_array_length(given) <> (select count(*) from matches where pledge_id = pledge.id and state = 'reserved') then
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
-- deal: roundId, operationKey, at, personId, lowered as above, audit.
-- Answers {outcome: 'lowered' | 'closed' | 'moved', isNew}.
create function lower_pledge(deal jsonb) returns jsonb language plpgsql as $$
declare
  at timestamptz := (deal ->> 'at')::timestamptz; totals round_totals; round rounds; moves jsonb;
begin
  select * into totals from round_totals where round_id = (deal ->> 'roundId')::uuid for no key update;
  if exists (select from pledge_changes where id = (deal #>> '{lowered,0,changeId}')::uuid) then
    return jsonb_build_object('outcome', 'lowered', 'isNew', false);
  end if;
  select * into round from rounds where id = totals.round_id;
  if round.closed_at is not null or round.closes_at <= at then return jsonb_build_object('outcome', 'closed'); end if;
  if exists (select from jsonb_to_recordset(deal -> 'lowered') as asked ("pledgeId" uuid, "fromPence" bigint)
      left join pledges on id = "pledgeId" and round_id = totals.round_id and state = 'committed' and amount_pence = "fromPence" where id is null) then
    return jsonb_build_object('outcome', 'moved');
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
