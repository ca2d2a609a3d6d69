-- A rule may give way: its pot adds nothing to a pledge that a pot asked before it adds to. Wants come in that order.
-- Gives each want what its limits leave, in the order given, and keeps it as a match with its finished working.
-- wants: [{matchId, pledgeId, councilId, potId, ruleId, asOf, areaId, wantedPence, boundBy, working, caps: [{scope, ref, capPence}], doesNotStack}]
-- Answers the wants with amountPence and boundBy. The caller moves the pots afterwards.
create or replace function reserve_matches(wants jsonb, challenge uuid, gap_pence bigint, at timestamptz) returns jsonb language plpgsql as $$
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
    if (want ->> 'doesNotStack')::boolean and exists (select from jsonb_array_elements(answer) as earlier (one)
        where earlier.one ->> 'pledgeId' = want ->> 'pledgeId' and (earlier.one ->> 'amountPence')::bigint > 0) then
      amount := 0;
      bound := 'stack';
    end if;
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
