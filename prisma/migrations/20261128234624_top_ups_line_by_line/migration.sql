-- As before, for a commit_pledges that takes typed rows: its parameters, and
-- top_up: pledgeId, roundId, topsUpId, standingPence: what the wants were worked out on top of.
-- Answers as it does for one; 'ended' when there is nothing left to top up.
create function commit_top_up(rounds uuid[], pots pot_wanted[], caps cap_wanted[], deals pledge_to_commit[], wants match_wanted[], top_up jsonb)
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
  outcome := (commit_pledges(rounds, pots, caps, deals, wants))[1];
  if outcome <> 'new' then
    update round_totals set council_count = council_count + 1 where round_id = parent.round_id;
  end if;
  return outcome;
end $$;
comment on function commit_top_up(jsonb, jsonb) is 'For processes of the release before; the one with typed rows takes its place.';
