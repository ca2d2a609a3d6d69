create table pitch_calls (
  id uuid not null,
  challenge_id uuid not null,
  opens_at timestamptz(3) not null,
  closes_at timestamptz(3) not null,
  price_limit_pence bigint not null,
  opened_by_id uuid not null,
  constraint pitch_calls_pkey primary key (id)
);

create table criteria (
  id uuid not null,
  pitch_call_id uuid not null,
  position integer not null,
  name text not null,
  guidance text,
  weight_basis_points integer not null,
  constraint criteria_pkey primary key (id)
);

create table pitch_questions (
  id uuid not null,
  pitch_call_id uuid not null,
  position integer not null,
  text text not null,
  guidance text,
  maximum_words integer not null,
  constraint pitch_questions_pkey primary key (id)
);

create table pitches (
  id uuid not null,
  number serial not null,
  pitch_call_id uuid not null,
  supplier_id uuid not null,
  started_by_id uuid not null,
  started_at timestamptz(3) not null,
  sent_by_id uuid,
  sent_at timestamptz(3),
  withdrawn_at timestamptz(3),
  changed_at timestamptz(3) not null,
  profile jsonb,
  constraint pitches_pkey primary key (id)
);

create table pitch_answers (
  pitch_id uuid not null,
  question_id uuid not null,
  text text not null,
  saved_at timestamptz(3) not null,
  constraint pitch_answers_pkey primary key (pitch_id, question_id)
);

create table pitch_milestones (
  id uuid not null,
  pitch_id uuid not null,
  position integer not null,
  title text not null,
  acceptance_test text not null,
  price_pence bigint not null,
  weeks_from_start integer not null,
  constraint pitch_milestones_pkey primary key (id)
);

create unique index pitch_calls_challenge_id_key on pitch_calls (challenge_id);
create index pitch_calls_opened_by_id_idx on pitch_calls (opened_by_id);
create unique index criteria_pitch_call_id_position_key on criteria (pitch_call_id, position);
create unique index pitch_questions_pitch_call_id_position_key on pitch_questions (pitch_call_id, position);
create unique index pitches_number_key on pitches (number);
create unique index pitches_pitch_call_id_supplier_id_key on pitches (pitch_call_id, supplier_id);
create index pitches_supplier_id_idx on pitches (supplier_id);
create index pitches_started_by_id_idx on pitches (started_by_id);
create index pitches_sent_by_id_idx on pitches (sent_by_id);
create index pitch_answers_question_id_idx on pitch_answers (question_id);
create unique index pitch_milestones_pitch_id_position_key on pitch_milestones (pitch_id, position);

alter table pitch_calls add constraint pitch_calls_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table pitch_calls add constraint pitch_calls_opened_by_id_fkey foreign key (opened_by_id) references people (id) on delete restrict on update restrict;
alter table criteria add constraint criteria_pitch_call_id_fkey foreign key (pitch_call_id) references pitch_calls (id) on delete restrict on update restrict;
alter table pitch_questions add constraint pitch_questions_pitch_call_id_fkey foreign key (pitch_call_id) references pitch_calls (id) on delete restrict on update restrict;
alter table pitches add constraint pitches_pitch_call_id_fkey foreign key (pitch_call_id) references pitch_calls (id) on delete restrict on update restrict;
alter table pitches add constraint pitches_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table pitches add constraint pitches_started_by_id_fkey foreign key (started_by_id) references people (id) on delete restrict on update restrict;
alter table pitches add constraint pitches_sent_by_id_fkey foreign key (sent_by_id) references people (id) on delete restrict on update restrict;
alter table pitch_answers add constraint pitch_answers_pitch_id_fkey foreign key (pitch_id) references pitches (id) on delete restrict on update restrict;
alter table pitch_answers add constraint pitch_answers_question_id_fkey foreign key (question_id) references pitch_questions (id) on delete restrict on update restrict;
alter table pitch_milestones add constraint pitch_milestones_pitch_id_fkey foreign key (pitch_id) references pitches (id) on delete restrict on update restrict;

alter table pitch_calls add constraint pitch_calls_times check (closes_at > opens_at and price_limit_pence > 0);
alter table criteria add constraint criteria_weight check (weight_basis_points between 1 and 10000);
-- PRODUCT: at most five new questions of each supplier.
alter table pitch_questions add constraint pitch_questions_at_most_five check (position between 1 and 5);
alter table pitch_questions add constraint pitch_questions_words check (maximum_words between 50 and 1500);
alter table pitch_milestones add constraint pitch_milestones_positive check (price_pence > 0 and weeks_from_start between 1 and 260);

-- Checked at commit: the weights of a call add up to exactly 100%.
create function check_criteria_weights() returns trigger language plpgsql as $$
declare call uuid := coalesce(new.pitch_call_id, old.pitch_call_id);
begin
  if (select sum(weight_basis_points) from criteria where pitch_call_id = call) <> 10000 then
    raise exception 'criteria of call % do not add up to 100%%', call using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger criteria_add_up after insert or update or delete on criteria
  deferrable initially deferred for each row execute function check_criteria_weights();

-- What the supplier says about itself is part of what it sent: the profile page may change later, the pitch may not.
alter table pitches add constraint pitches_sent_by_somebody
  check ((sent_at is null) = (sent_by_id is null) and (sent_at is null) = (profile is null));
alter table pitches add constraint pitches_changed_last
  check (changed_at >= started_at and sent_at <= changed_at and withdrawn_at <= changed_at);

-- The closing instant itself is too late: a pitch, and every answer in it, is from before it or does not exist.
create function check_pitch_in_time() returns trigger language plpgsql as $$
declare call pitch_calls;
begin
  select * into call from pitch_calls where id = new.pitch_call_id;
  if new.changed_at < call.opens_at or new.changed_at >= call.closes_at then
    raise exception 'call % is not open for pitches', call.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger pitches_in_time before insert or update on pitches for each row execute function check_pitch_in_time();

create function check_pitch_answer() returns trigger language plpgsql as $$
begin
  if not exists (select from pitches p
    join pitch_calls c on c.id = p.pitch_call_id
    join pitch_questions q on q.id = new.question_id and q.pitch_call_id = c.id
    where p.id = new.pitch_id and new.saved_at < c.closes_at) then
    raise exception 'an answer belongs to a question of its own call, before closing' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger pitch_answers_in_time before insert or update on pitch_answers for each row execute function check_pitch_answer();
