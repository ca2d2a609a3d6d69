-- A pot that is shared out by a quadratic rule. The result is fixed first, whole and in one transaction; what each
-- challenge gets is then reserved challenge by challenge, each once, so a stop half way is gone on from.
create table sharings (
  id uuid not null,
  pot_id uuid not null,
  rule_id uuid not null,
  pot_pence bigint not null,
  shared_pence bigint not null,
  left_pence bigint not null,
  closed_at timestamptz(3) not null,
  worked_out_at timestamptz(3) not null,
  constraint sharings_pkey primary key (id)
);

create table sharing_lines (
  sharing_id uuid not null,
  challenge_id uuid not null,
  round_id uuid not null,
  council_count integer not null,
  pledged_pence bigint not null,
  strength_pence bigint not null,
  by_strength_pence bigint not null,
  cap_pence bigint,
  share_pence bigint not null,
  constraint sharing_lines_pkey primary key (sharing_id, challenge_id)
);

create table sharing_parts (
  sharing_id uuid not null,
  place integer not null,
  challenge_id uuid not null,
  pledge_id uuid not null,
  area_id uuid,
  pledged_pence bigint not null,
  constraint sharing_parts_pkey primary key (sharing_id, place)
);

create table sharing_posts (
  sharing_id uuid not null,
  challenge_id uuid not null,
  given_pence bigint not null,
  posted_at timestamptz(3) not null,
  constraint sharing_posts_pkey primary key (sharing_id, challenge_id)
);

-- A rule shares its pot out once.
create unique index sharings_rule_id_key on sharings (rule_id);
create index sharings_pot_id_idx on sharings (pot_id);
create index sharing_lines_challenge_id_idx on sharing_lines (challenge_id);
create index sharing_lines_round_id_idx on sharing_lines (round_id);
create unique index sharing_parts_sharing_id_challenge_id_pledge_id_key on sharing_parts (sharing_id, challenge_id, pledge_id);
create index sharing_parts_pledge_id_idx on sharing_parts (pledge_id);
create index sharing_parts_area_id_idx on sharing_parts (area_id);

alter table sharings add constraint sharings_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table sharings add constraint sharings_rule_id_fkey foreign key (rule_id) references pot_rules (id) on delete restrict on update restrict;
alter table sharing_lines add constraint sharing_lines_sharing_id_fkey foreign key (sharing_id) references sharings (id) on delete restrict on update restrict;
alter table sharing_lines add constraint sharing_lines_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table sharing_lines add constraint sharing_lines_round_id_fkey foreign key (round_id) references rounds (id) on delete restrict on update restrict;
alter table sharing_parts add constraint sharing_parts_sharing_id_challenge_id_fkey foreign key (sharing_id, challenge_id) references sharing_lines (sharing_id, challenge_id) on delete restrict on update restrict;
alter table sharing_parts add constraint sharing_parts_pledge_id_fkey foreign key (pledge_id) references pledges (id) on delete restrict on update restrict;
alter table sharing_parts add constraint sharing_parts_area_id_fkey foreign key (area_id) references combined_authorities (id) on delete restrict on update restrict;
alter table sharing_posts add constraint sharing_posts_sharing_id_challenge_id_fkey foreign key (sharing_id, challenge_id) references sharing_lines (sharing_id, challenge_id) on delete restrict on update restrict;

alter table sharings add constraint sharings_sums check (pot_pence >= 0 and shared_pence between 0 and pot_pence and left_pence between 0 and pot_pence);
alter table sharing_lines add constraint sharing_lines_within_cap
  check (share_pence >= 0 and strength_pence >= 0 and (cap_pence is null or share_pence <= cap_pence));
alter table sharing_parts add constraint sharing_parts_positive check (pledged_pence > 0);
alter table sharing_posts add constraint sharing_posts_not_negative check (given_pence >= 0);

create trigger sharings_never_change before update or delete on sharings for each row execute function refuse_change();
create trigger sharing_lines_never_change before update or delete on sharing_lines for each row execute function refuse_change();
create trigger sharing_parts_never_change before update or delete on sharing_parts for each row execute function refuse_change();
create trigger sharing_posts_never_change before update or delete on sharing_posts for each row execute function refuse_change();

-- Gives each want what its limits leave, in the order given, and keeps it as a match with its finished working.
-- wants: [{matchId, pledgeId, councilId, potId, ruleId, asOf, areaId, wantedPence, boundBy, working, caps: [{scope, ref, capPence}], doesNotStack}]
-- Answers the wants with amountPence and boundBy. The caller moves the pots afterwards.
create function reserve_shares(wants jsonb, challenge uuid, gap_pence bigint, at timestamptz) returns jsonb language plpgsql as $$
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

-- Reserves what one challenge gets from a pot that was shared out, once. A pledge that was taken back since, or a round that
-- was closed, gets nothing, and nobody else gets it instead: it stays in the pot. Locks as all others: round, caps, pots.
-- deal: sharingId, challengeId, roundId, potId, at, memo, audit, wants: as reserve_shares takes them, with pledgedPence
-- Answers whether it was new.
create function post_sharing(deal jsonb) returns boolean language plpgsql as $$
declare
  at timestamptz := (deal ->> 'at')::timestamptz; challenge uuid := (deal ->> 'challengeId')::uuid;
  totals round_totals; round rounds; wants jsonb := '[]'; given jsonb; one jsonb; matched bigint;
begin
  select * into totals from round_totals where round_id = (deal ->> 'roundId')::uuid for no key update;
  if exists (select from sharing_posts where sharing_id = (deal ->> 'sharingId')::uuid and challenge_id = challenge) then return false; end if;
  select * into round from rounds where id = totals.round_id;
  if round.closed_at is null then
    select coalesce(jsonb_agg(value order by ordinality), '[]') into wants from jsonb_array_elements(deal -> 'wants') with ordinality
      join pledges on id = (value ->> 'pledgeId')::uuid where state = 'committed' and amount_pence = (value ->> 'pledgedPence')::bigint;
  end if;
  given := reserve_shares(wants, challenge, greatest(round.target_pence - totals.pledged_pence - totals.matched_pence, 0), at);
  select coalesce(sum((value ->> 'amountPence')::bigint), 0) into matched from jsonb_array_elements(given);
  insert into sharing_posts (sharing_id, challenge_id, given_pence, posted_at) values ((deal ->> 'sharingId')::uuid, challenge, matched, at);
  if matched = 0 then return true; end if;
  update round_totals set version = version + 1, matched_pence = matched_pence + matched where round_id = totals.round_id;
  for one in select value from jsonb_array_elements(given) with ordinality where (value ->> 'amountPence')::bigint > 0 order by ordinality loop
    perform post_journal(jsonb_build_object('kind', 'match-unlocked', 'operationKey', one ->> 'matchId', 'at', at, 'memo', deal ->> 'memo',
      'challengeId', challenge, 'pledgeId', one ->> 'pledgeId', 'transfers', match_transfers(challenge, jsonb_build_array(one))));
  end loop;
  perform write_audit(deal -> 'audit', at);
  perform move_pots((select jsonb_agg(jsonb_build_object('potId', value ->> 'potId', 'reservedPence', value ->> 'amountPence'))
    from jsonb_array_elements(given) where (value ->> 'amountPence')::bigint > 0));
  return true;
end $$;
