-- A council that became part of another on a day. Its rows stay its own; who answers for it today is found here (decision 049).
-- answered_by_id is the successor, or whoever has taken over from that one since. name_then is what it was called until then.
create table former_councils (
  id uuid not null,
  successor_id uuid not null,
  answered_by_id uuid not null,
  ended_on date not null,
  name_then text not null,
  source text not null,
  source_url text,
  ended_at timestamptz(3) not null,
  constraint former_councils_pkey primary key (id),
  constraint former_councils_become_another check (successor_id <> id and answered_by_id <> id)
);
create index former_councils_successor_id_idx on former_councils (successor_id);
create index former_councils_answered_by_id_idx on former_councils (answered_by_id);
alter table former_councils add constraint former_councils_id_fkey foreign key (id) references councils (id) on delete restrict on update restrict;
alter table former_councils add constraint former_councils_successor_id_fkey foreign key (successor_id) references councils (id) on delete restrict on update restrict;
alter table former_councils add constraint former_councils_answered_by_id_fkey foreign key (answered_by_id) references councils (id) on delete restrict on update restrict;

-- It is a fact for good: only who answers may move on, when the successor itself becomes part of another.
create function keep_former_council() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and (to_jsonb(new) - 'answered_by_id') = (to_jsonb(old) - 'answered_by_id') then return new; end if;
  raise exception 'former_councils keeps what happened' using errcode = 'restrict_violation';
end $$;
create trigger former_councils_stay before update or delete on former_councils for each row execute function keep_former_council();
create trigger former_councils_no_truncate before truncate on former_councils for each statement execute function refuse_change();

-- Who answers for a council today: itself, or whoever it is part of.
create function answering_council(council uuid) returns uuid language sql stable parallel safe
return coalesce((select answered_by_id from former_councils where id = council), council);

-- The row of the council stands for its being there: whoever ends it takes it for update, and waits for what has begun.
create function refuse_of_former_council() returns trigger language plpgsql as $$
declare council uuid := (to_jsonb(new) ->> tg_argv[0])::uuid;
begin
  perform from councils where id = council for key share;
  if exists (select from former_councils where id = council) then
    raise exception 'new row violates check constraint "former_councils_begin_nothing"'
      using errcode = 'check_violation', constraint = 'former_councils_begin_nothing';
  end if;
  return new;
end $$;

-- Whoever takes over is a council that is there, too.
create trigger former_councils_successor_is_there before insert on former_councils
  for each row execute function refuse_of_former_council('successor_id');
create trigger memberships_not_of_former before insert on memberships
  for each row execute function refuse_of_former_council('organisation_id');
create trigger memberships_not_again_of_former before update of ended_at on memberships
  for each row when (old.ended_at is not null and new.ended_at is null) execute function refuse_of_former_council('organisation_id');
create trigger invitations_not_of_former before insert on invitations
  for each row execute function refuse_of_former_council('organisation_id');
create trigger join_requests_not_of_former before insert on join_requests
  for each row execute function refuse_of_former_council('organisation_id');
create trigger challenges_not_of_former before insert on challenges
  for each row execute function refuse_of_former_council('lead_council_id');
create trigger co_signatures_not_of_former before insert on co_signatures
  for each row execute function refuse_of_former_council('council_id');
create trigger co_signatures_not_again_of_former before update of withdrawn_at on co_signatures
  for each row when (old.withdrawn_at is not null and new.withdrawn_at is null) execute function refuse_of_former_council('council_id');
create trigger pledges_not_of_former before insert on pledges
  for each row execute function refuse_of_former_council('council_id');
create trigger in_kind_pledges_not_of_former before insert on in_kind_pledges
  for each row execute function refuse_of_former_council('council_id');

-- Who may sign for a council changes with it.
create constraint trigger former_councils_turn_rule_book after insert or update on former_councils
  deferrable initially deferred for each row execute function turn_rule_book();
