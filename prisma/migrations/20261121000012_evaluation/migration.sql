create table assessors (
  id uuid not null,
  pitch_call_id uuid not null,
  person_id uuid not null,
  council_id uuid not null,
  appointed_by_id uuid not null,
  appointed_at timestamptz(3) not null,
  constraint assessors_pkey primary key (id)
);

create table conflict_declarations (
  assessor_id uuid not null,
  pitch_id uuid not null,
  has_conflict boolean not null,
  detail text,
  declared_at timestamptz(3) not null,
  constraint conflict_declarations_pkey primary key (assessor_id, pitch_id)
);

create table scores (
  assessor_id uuid not null,
  pitch_id uuid not null,
  criterion_id uuid not null,
  points integer not null,
  reason text not null,
  saved_at timestamptz(3) not null,
  constraint scores_pkey primary key (assessor_id, pitch_id, criterion_id)
);

create table score_sheets (
  assessor_id uuid not null,
  pitch_id uuid not null,
  finished_at timestamptz(3) not null,
  constraint score_sheets_pkey primary key (assessor_id, pitch_id)
);

create table moderations (
  pitch_id uuid not null,
  criterion_id uuid not null,
  points integer not null,
  reason text not null,
  agreed_by_id uuid not null,
  agreed_at timestamptz(3) not null,
  constraint moderations_pkey primary key (pitch_id, criterion_id)
);

create table awards (
  id uuid not null,
  pitch_call_id uuid not null,
  challenge_id uuid not null,
  pitch_id uuid not null,
  supplier_id uuid not null,
  price_pence bigint not null,
  reason text not null,
  decided_by_id uuid not null,
  decided_at timestamptz(3) not null,
  published_at timestamptz(3) not null,
  standstill_ends_on date not null,
  confirmed_by_id uuid,
  confirmed_at timestamptz(3),
  constraint awards_pkey primary key (id)
);

create unique index assessors_pitch_call_id_person_id_key on assessors (pitch_call_id, person_id);
create index assessors_person_id_idx on assessors (person_id);
create index assessors_council_id_idx on assessors (council_id);
create index assessors_appointed_by_id_idx on assessors (appointed_by_id);
create index conflict_declarations_pitch_id_idx on conflict_declarations (pitch_id);
create index scores_pitch_id_idx on scores (pitch_id);
create index scores_criterion_id_idx on scores (criterion_id);
create index score_sheets_pitch_id_idx on score_sheets (pitch_id);
create index moderations_criterion_id_idx on moderations (criterion_id);
create index moderations_agreed_by_id_idx on moderations (agreed_by_id);
create unique index awards_pitch_call_id_key on awards (pitch_call_id);
create unique index awards_challenge_id_key on awards (challenge_id);
create unique index awards_pitch_id_key on awards (pitch_id);
create index awards_supplier_id_idx on awards (supplier_id);
create index awards_decided_by_id_idx on awards (decided_by_id);
create index awards_confirmed_by_id_idx on awards (confirmed_by_id);

alter table assessors add constraint assessors_pitch_call_id_fkey foreign key (pitch_call_id) references pitch_calls (id) on delete restrict on update restrict;
alter table assessors add constraint assessors_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table assessors add constraint assessors_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table assessors add constraint assessors_appointed_by_id_fkey foreign key (appointed_by_id) references people (id) on delete restrict on update restrict;
alter table conflict_declarations add constraint conflict_declarations_assessor_id_fkey foreign key (assessor_id) references assessors (id) on delete restrict on update restrict;
alter table conflict_declarations add constraint conflict_declarations_pitch_id_fkey foreign key (pitch_id) references pitches (id) on delete restrict on update restrict;
alter table scores add constraint scores_assessor_id_fkey foreign key (assessor_id) references assessors (id) on delete restrict on update restrict;
alter table scores add constraint scores_pitch_id_fkey foreign key (pitch_id) references pitches (id) on delete restrict on update restrict;
alter table scores add constraint scores_criterion_id_fkey foreign key (criterion_id) references criteria (id) on delete restrict on update restrict;
alter table score_sheets add constraint score_sheets_assessor_id_fkey foreign key (assessor_id) references assessors (id) on delete restrict on update restrict;
alter table score_sheets add constraint score_sheets_pitch_id_fkey foreign key (pitch_id) references pitches (id) on delete restrict on update restrict;
alter table moderations add constraint moderations_pitch_id_fkey foreign key (pitch_id) references pitches (id) on delete restrict on update restrict;
alter table moderations add constraint moderations_criterion_id_fkey foreign key (criterion_id) references criteria (id) on delete restrict on update restrict;
alter table moderations add constraint moderations_agreed_by_id_fkey foreign key (agreed_by_id) references people (id) on delete restrict on update restrict;
alter table awards add constraint awards_pitch_call_id_fkey foreign key (pitch_call_id) references pitch_calls (id) on delete restrict on update restrict;
alter table awards add constraint awards_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table awards add constraint awards_pitch_id_fkey foreign key (pitch_id) references pitches (id) on delete restrict on update restrict;
alter table awards add constraint awards_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table awards add constraint awards_decided_by_id_fkey foreign key (decided_by_id) references people (id) on delete restrict on update restrict;
alter table awards add constraint awards_confirmed_by_id_fkey foreign key (confirmed_by_id) references people (id) on delete restrict on update restrict;

alter table scores add constraint scores_points check (points between 0 and 5 and length(trim(reason)) > 0);
alter table moderations add constraint moderations_points check (points between 0 and 5 and length(trim(reason)) > 0);
alter table conflict_declarations add constraint conflict_declarations_explained
  check (not has_conflict or length(trim(coalesce(detail, ''))) > 0);
alter table awards add constraint awards_positive check (price_pence > 0);
alter table awards add constraint awards_confirmed_after_standstill
  check (confirmed_at is null or (confirmed_at at time zone 'Europe/London')::date > standstill_ends_on);
alter table awards add constraint awards_confirmed_by_somebody check ((confirmed_at is null) = (confirmed_by_id is null));

-- Nobody scores a pitch before declaring that they have no conflict with it, and nobody changes a finished sheet.
create function check_score() returns trigger language plpgsql as $$
begin
  if not exists (select from conflict_declarations
    where assessor_id = new.assessor_id and pitch_id = new.pitch_id and not has_conflict) then
    raise exception 'no declaration for this pitch' using errcode = 'check_violation';
  end if;
  if exists (select from score_sheets where assessor_id = new.assessor_id and pitch_id = new.pitch_id) then
    raise exception 'this score sheet is finished' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger scores_declared_and_open before insert or update on scores for each row execute function check_score();
