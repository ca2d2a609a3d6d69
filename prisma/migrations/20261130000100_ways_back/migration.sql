-- How somebody who lost every factor gets in again: asked for by them, confirmed by others, held for a day, stopped or done.
create table ways_back (
  id uuid not null,
  person_id uuid not null,
  asked_at timestamptz(3) not null,
  stop_hashes text[] not null,
  due_at timestamptz(3),
  ended_at timestamptz(3),
  ended_as text,
  constraint ways_back_pkey primary key (id),
  constraint ways_back_ended_as check (ended_as in ('done', 'stopped', 'shown', 'lapsed')),
  constraint ways_back_ended check ((ended_at is null) = (ended_as is null)),
  constraint ways_back_done_after_the_wait check (ended_as is distinct from 'done' or (due_at is not null and ended_at >= due_at))
);

create unique index ways_back_one_open on ways_back (person_id) where ended_at is null;
create index ways_back_person_id_idx on ways_back (person_id, asked_at);

-- Each person confirms once; whether they are enough is for the rule.
create table way_back_confirmations (
  way_back_id uuid not null,
  person_id uuid not null,
  confirmed_as text not null,
  confirmed_at timestamptz(3) not null,
  constraint way_back_confirmations_pkey primary key (way_back_id, person_id),
  constraint way_back_confirmations_as check (confirmed_as in ('administrator', 'operator'))
);

create index way_back_confirmations_person_id_idx on way_back_confirmations (person_id);

alter table ways_back add constraint ways_back_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table way_back_confirmations add constraint way_back_confirmations_way_back_id_fkey foreign key (way_back_id) references ways_back (id) on delete restrict on update restrict;
alter table way_back_confirmations add constraint way_back_confirmations_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
