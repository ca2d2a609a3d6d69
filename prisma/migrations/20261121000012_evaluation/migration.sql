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
  points integer,
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
  published_by_id uuid,
  published_at timestamptz(3),
  standstill_ends_on date,
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
create index awards_published_by_id_idx on awards (published_by_id);
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
alter table awards add constraint awards_published_by_id_fkey foreign key (published_by_id) references people (id) on delete restrict on update restrict;
alter table awards add constraint awards_confirmed_by_id_fkey foreign key (confirmed_by_id) references people (id) on delete restrict on update restrict;

-- A draft may lack either; a finished sheet has both (score_sheets_complete).
alter table scores add constraint scores_points check (points between 0 and 5);
alter table moderations add constraint moderations_points check (points between 0 and 5 and length(trim(reason)) > 0);
alter table conflict_declarations add constraint conflict_declarations_explained
  check (not has_conflict or length(trim(coalesce(detail, ''))) > 0);
alter table awards add constraint awards_positive check (price_pence > 0 and length(trim(reason)) > 0);
-- Procurement Act 2023, s.50(3): every supplier has its assessment before the award is published.
alter table awards add constraint awards_published_once
  check ((published_at is null) = (published_by_id is null)
    and (published_at is null) = (standstill_ends_on is null) and published_at >= decided_at);
alter table awards add constraint awards_confirmed_after_standstill
  check (confirmed_at is null or (published_at is not null
    and (confirmed_at at time zone 'Europe/London')::date > standstill_ends_on));
alter table awards add constraint awards_confirmed_by_somebody check ((confirmed_at is null) = (confirmed_by_id is null));

-- An award goes to a pitch that was sent, at the price of its milestones.
create function check_award() returns trigger language plpgsql as $$
begin
  if not exists (select from pitches p join pitch_calls c on c.id = p.pitch_call_id
    where p.id = new.pitch_id and p.supplier_id = new.supplier_id and c.id = new.pitch_call_id
      and c.challenge_id = new.challenge_id and p.sent_at is not null and p.withdrawn_at is null
      and (select sum(price_pence) from pitch_milestones where pitch_id = p.id) = new.price_pence) then
    raise exception 'award % does not match its pitch', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger awards_match_their_pitch before insert on awards for each row execute function check_award();

-- After that only the dates of publication and confirmation are filled in, each once.
create function check_award_change() returns trigger language plpgsql as $$
begin
  if (to_jsonb(new) - array['published_by_id', 'published_at', 'standstill_ends_on', 'confirmed_by_id', 'confirmed_at'])
    <> (to_jsonb(old) - array['published_by_id', 'published_at', 'standstill_ends_on', 'confirmed_by_id', 'confirmed_at'])
    or (old.published_at is not null and new.published_at is distinct from old.published_at)
    or (old.confirmed_at is not null and new.confirmed_at is distinct from old.confirmed_at) then
    raise exception 'an award does not change' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger awards_never_change before update on awards for each row execute function check_award_change();
create trigger awards_stay before delete on awards for each row execute function refuse_change();

-- A declaration waits for the closing instant, and a conflict once declared stays declared.
create function check_declaration() returns trigger language plpgsql as $$
begin
  if not exists (select from assessors a join pitches p on p.pitch_call_id = a.pitch_call_id
    join pitch_calls c on c.id = p.pitch_call_id
    where a.id = new.assessor_id and p.id = new.pitch_id and p.sent_at is not null and p.withdrawn_at is null
      and new.declared_at >= c.closes_at) then
    raise exception 'no closed pitch of this call to declare for' using errcode = 'check_violation';
  end if;
  if tg_op = 'UPDATE' and old.has_conflict and not new.has_conflict then
    raise exception 'a declared conflict stays' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger conflict_declarations_in_time before insert or update on conflict_declarations
  for each row execute function check_declaration();

-- Nobody scores a pitch before declaring that they have no conflict with it, and nobody changes a finished sheet.
create function check_score() returns trigger language plpgsql as $$
begin
  if not exists (select from conflict_declarations
    where assessor_id = new.assessor_id and pitch_id = new.pitch_id and not has_conflict) then
    raise exception 'no declaration for this pitch' using errcode = 'check_violation';
  end if;
  if not exists (select from criteria c join pitches p on p.pitch_call_id = c.pitch_call_id
    where c.id = new.criterion_id and p.id = new.pitch_id) then
    raise exception 'a criterion of another call' using errcode = 'check_violation';
  end if;
  if exists (select from score_sheets where assessor_id = new.assessor_id and pitch_id = new.pitch_id) then
    raise exception 'this score sheet is finished' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger scores_declared_and_open before insert or update on scores for each row execute function check_score();

create function check_score_sheet() returns trigger language plpgsql as $$
begin
  if exists (select from pitches p join criteria c on c.pitch_call_id = p.pitch_call_id
    where p.id = new.pitch_id and not exists (select from scores s
      where s.assessor_id = new.assessor_id and s.pitch_id = p.id and s.criterion_id = c.id
        and s.points is not null and length(trim(s.reason)) > 0)) then
    raise exception 'this score sheet is not complete' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger score_sheets_complete before insert on score_sheets for each row execute function check_score_sheet();
create trigger score_sheets_never_change before update or delete on score_sheets
  for each row execute function refuse_change();

-- One score is agreed only when everybody who may score the pitch has finished, and they are at least two.
create function check_moderation() returns trigger language plpgsql as $$
declare declared int; unfinished int;
begin
  select count(*), count(*) filter (where s.assessor_id is null) into declared, unfinished
    from conflict_declarations d left join score_sheets s using (assessor_id, pitch_id)
    where d.pitch_id = new.pitch_id and not d.has_conflict;
  if declared < 2 or unfinished > 0 then
    raise exception 'the assessors of this pitch have not finished' using errcode = 'check_violation';
  end if;
  if exists (select from awards where pitch_call_id = (select pitch_call_id from pitches where id = new.pitch_id)) then
    raise exception 'the award is decided' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger moderations_after_scoring before insert or update on moderations
  for each row execute function check_moderation();
