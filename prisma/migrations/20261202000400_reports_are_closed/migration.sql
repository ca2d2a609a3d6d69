-- Somebody whom an operator has stopped from writing in the directory, by any account of theirs. Times are the machine's, as of mails.
create table sender_stops (
  id uuid not null,
  person_id uuid not null,
  reason text not null,
  stopped_by_id uuid not null,
  stopped_at timestamptz(3) not null,
  -- Empty: for good.
  ends_at timestamptz(3),
  ended_by_id uuid,
  ended_at timestamptz(3),
  ended_reason text,
  constraint sender_stops_pkey primary key (id),
  constraint sender_stops_lasts check (ends_at > stopped_at),
  constraint sender_stops_ended_whole check (num_nulls(ended_by_id, ended_at, ended_reason) in (0, 3)),
  constraint sender_stops_ended_while_it_stood check (ended_at >= stopped_at and (ends_at is null or ended_at <= ends_at)),
  -- One stands at a time. It begins with the person, so that it is their index too.
  constraint sender_stops_one_at_a_time
    exclude using gist (person_id with =, tstzrange(stopped_at, least(ended_at, ends_at)) with &&)
);
create index sender_stops_stopped_at_idx on sender_stops (stopped_at, id);
create index sender_stops_stopped_by_id_idx on sender_stops (stopped_by_id);
create index sender_stops_ended_by_id_idx on sender_stops (ended_by_id);
alter table sender_stops add constraint sender_stops_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table sender_stops add constraint sender_stops_stopped_by_id_fkey foreign key (stopped_by_id) references people (id) on delete restrict on update restrict;
alter table sender_stops add constraint sender_stops_ended_by_id_fkey foreign key (ended_by_id) references people (id) on delete restrict on update restrict;

create function keep_sender_stop() returns trigger language plpgsql as $$
declare ending constant text[] := array['ended_by_id', 'ended_at', 'ended_reason'];
begin
  if tg_op = 'DELETE' or old.ended_at is not null or to_jsonb(new) - ending <> to_jsonb(old) - ending then
    raise exception 'a stop is ended once and never edited' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger sender_stops_kept before update or delete on sender_stops for each row execute function keep_sender_stop();
create trigger sender_stops_no_truncate before truncate on sender_stops for each statement execute function refuse_change();

-- Nobody stops themselves, or lets themselves write again, by another account.
create trigger sender_stops_two_humans before insert on sender_stops
  for each row execute function want_two_people('person_id', 'stopped_by_id');
create trigger sender_stops_ended_by_another before update of ended_by_id on sender_stops
  for each row when (new.ended_by_id is not null) execute function want_two_people('person_id', 'ended_by_id');

-- What an operator made of a report.
alter table listing_messages
  add column closed_by_id uuid,
  add column closed_at timestamptz(3),
  add column outcome text,
  add column outcome_reason text,
  add column stop_id uuid,
  add constraint listing_messages_closed_whole check (num_nulls(closed_by_id, closed_at, outcome, outcome_reason) in (0, 4)),
  add constraint listing_messages_closed_if_reported check (closed_at is null or reported_at is not null),
  add constraint listing_messages_outcome check (outcome in ('nothing-wrong', 'warned', 'stopped')),
  add constraint listing_messages_stopped_by_a_stop check ((outcome is not distinct from 'stopped') = (stop_id is not null)),
  add constraint listing_messages_closed_by_id_fkey foreign key (closed_by_id) references people (id) on delete restrict on update restrict,
  add constraint listing_messages_stop_id_fkey foreign key (stop_id) references sender_stops (id) on delete restrict on update restrict;
create index listing_messages_closed_by_id_idx on listing_messages (closed_by_id) where closed_by_id is not null;
create index listing_messages_stop_id_idx on listing_messages (stop_id) where stop_id is not null;
drop index listing_messages_reported_idx;
create index listing_messages_open_idx on listing_messages (reported_at, id) where reported_at is not null and closed_at is null;
create index listing_messages_closed_idx on listing_messages (closed_at desc, id desc) where closed_at is not null;
create index listing_messages_reported_of_sender_idx on listing_messages (sender_id, reported_at desc, id desc) where reported_at is not null;

create function keep_outcome() returns trigger language plpgsql as $$
begin
  if (new.reported_at, new.closed_by_id, new.closed_at, new.outcome, new.outcome_reason, new.stop_id)
      is distinct from (old.reported_at, old.closed_by_id, old.closed_at, old.outcome, old.outcome_reason, old.stop_id) then
    raise exception 'a report is closed once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger listing_messages_closed_once before update on listing_messages
  for each row when (old.closed_at is not null) execute function keep_outcome();
create trigger listing_messages_closed_by_another_than_sender before update of closed_by_id on listing_messages
  for each row when (new.closed_by_id is not null) execute function want_two_people('sender_id', 'closed_by_id');
create trigger listing_messages_closed_by_another_than_recipient before update of closed_by_id on listing_messages
  for each row when (new.closed_by_id is not null) execute function want_two_people('recipient_id', 'closed_by_id');

-- Messages of one human are sent beside each other, and a stop waits for those on their way: whatever comes after it finds it.
create function lock_sender(person uuid) returns void language sql
begin atomic
  select pg_advisory_xact_lock(hashtextextended('sender ' || human_of(person), 10));
end;
create function lock_stopped_sender() returns trigger language plpgsql as $$
begin
  perform lock_sender(new.person_id);
  return new;
end $$;
create trigger sender_stops_locked before insert on sender_stops for each row execute function lock_stopped_sender();

create function refuse_stopped_sender() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('sender ' || human_of(new.sender_id), 10));
  if exists (select from accounts_of(new.sender_id) as account join sender_stops on person_id = account
      where ended_at is null and (ends_at is null or ends_at > new.sent_at)) then
    raise exception 'new row violates check constraint "sender_is_not_stopped"'
      using errcode = 'check_violation', constraint = 'sender_is_not_stopped';
  end if;
  return new;
end $$;
create trigger listing_messages_of_stopped_senders before insert on listing_messages
  for each row execute function refuse_stopped_sender();
