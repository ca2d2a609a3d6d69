-- A closing calls pledges at what their conditions allow, and keeps for each why it counted, or did not, and at what sum.
alter table pledges add column closing_reason text;

-- Settles the money of a round. The caller holds the lock on its totals and has judged it.
-- deal: roundId, challengeId, at, personId, outcome, called: [pledgeId], lapsed: [{pledgeId, reason}],
--   lowered: as lower_pledges reads it, of pledges that are called, reasons: [{pledgeId, reason}] of all that were signed
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
  moves := moves || (select coalesce(jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', '-' || (value ->> 'amountPence'))), '[]')
    from jsonb_array_elements(released));

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
