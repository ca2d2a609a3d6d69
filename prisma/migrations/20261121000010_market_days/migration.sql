create table market_days (
  id uuid not null,
  slug text not null,
  title text not null,
  summary text not null,
  service_function_id integer,
  time_zone text not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  booking_closes_at timestamptz(3) not null,
  join_url text,
  phone_number text,
  access_notes text,
  sequence integer not null default 0,
  created_by_id uuid not null,
  published_at timestamptz(3),
  cancelled_at timestamptz(3),
  constraint market_days_pkey primary key (id)
);

create table market_day_challenges (
  market_day_id uuid not null,
  challenge_id uuid not null,
  position integer not null,
  constraint market_day_challenges_pkey primary key (market_day_id, challenge_id)
);

create table slots (
  id uuid not null,
  market_day_id uuid not null,
  stage text not null,
  kind text not null,
  title text,
  description text,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  constraint slots_pkey primary key (id)
);

create table bookings (
  id uuid not null,
  slot_id uuid not null,
  market_day_id uuid not null,
  supplier_id uuid not null,
  challenge_id uuid,
  title text not null,
  booked_by_id uuid not null,
  booked_at timestamptz(3) not null,
  operation_key uuid not null,
  sequence integer not null default 0,
  cancelled_at timestamptz(3),
  cancelled_by_id uuid,
  constraint bookings_pkey primary key (id)
);

create table waiting_list_entries (
  id uuid not null,
  market_day_id uuid not null,
  supplier_id uuid not null,
  title text not null,
  challenge_id uuid,
  joined_by_id uuid not null,
  joined_at timestamptz(3) not null,
  left_at timestamptz(3),
  constraint waiting_list_entries_pkey primary key (id)
);

create table slot_offers (
  id uuid not null,
  slot_id uuid not null,
  waiting_list_entry_id uuid not null,
  offered_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  ended_at timestamptz(3),
  constraint slot_offers_pkey primary key (id)
);

create table registrations (
  market_day_id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  registered_at timestamptz(3) not null,
  constraint registrations_pkey primary key (market_day_id, person_id)
);

create table slot_questions (
  id uuid not null,
  slot_id uuid not null,
  booking_id uuid,
  text text not null,
  asked_by_id uuid not null,
  asked_for_id uuid not null,
  asked_at timestamptz(3) not null,
  answer text,
  answered_at timestamptz(3),
  constraint slot_questions_pkey primary key (id)
);

create table interests (
  booking_id uuid not null,
  council_id uuid not null,
  person_id uuid not null,
  shown_at timestamptz(3) not null,
  constraint interests_pkey primary key (booking_id, council_id)
);

create unique index market_days_slug_key on market_days (slug);
create unique index bookings_supplier_id_operation_key_key on bookings (supplier_id, operation_key);
create index market_days_service_function_id_idx on market_days (service_function_id);
create index market_days_created_by_id_idx on market_days (created_by_id);
create index market_day_challenges_challenge_id_idx on market_day_challenges (challenge_id);
create index slots_market_day_id_idx on slots (market_day_id);
create index bookings_slot_id_idx on bookings (slot_id);
create index bookings_market_day_id_idx on bookings (market_day_id);
create index bookings_supplier_id_idx on bookings (supplier_id);
create index bookings_challenge_id_idx on bookings (challenge_id);
create index bookings_booked_by_id_idx on bookings (booked_by_id);
create index bookings_cancelled_by_id_idx on bookings (cancelled_by_id);
create index waiting_list_entries_market_day_id_idx on waiting_list_entries (market_day_id);
create index waiting_list_entries_supplier_id_idx on waiting_list_entries (supplier_id);
create index waiting_list_entries_challenge_id_idx on waiting_list_entries (challenge_id);
create index waiting_list_entries_joined_by_id_idx on waiting_list_entries (joined_by_id);
create index slot_offers_slot_id_idx on slot_offers (slot_id);
create index slot_offers_waiting_list_entry_id_idx on slot_offers (waiting_list_entry_id);
create index registrations_person_id_idx on registrations (person_id);
create index registrations_organisation_id_idx on registrations (organisation_id);
create index slot_questions_slot_id_idx on slot_questions (slot_id);
create index slot_questions_booking_id_idx on slot_questions (booking_id);
create index slot_questions_asked_by_id_idx on slot_questions (asked_by_id);
create index slot_questions_asked_for_id_idx on slot_questions (asked_for_id);
create index interests_council_id_idx on interests (council_id);
create index interests_person_id_idx on interests (person_id);

alter table market_days add constraint market_days_service_function_id_fkey foreign key (service_function_id) references service_functions (id) on delete restrict on update restrict;
alter table market_days add constraint market_days_created_by_id_fkey foreign key (created_by_id) references people (id) on delete restrict on update restrict;
alter table market_day_challenges add constraint market_day_challenges_market_day_id_fkey foreign key (market_day_id) references market_days (id) on delete restrict on update restrict;
alter table market_day_challenges add constraint market_day_challenges_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table slots add constraint slots_market_day_id_fkey foreign key (market_day_id) references market_days (id) on delete restrict on update restrict;
alter table bookings add constraint bookings_slot_id_fkey foreign key (slot_id) references slots (id) on delete restrict on update restrict;
alter table bookings add constraint bookings_market_day_id_fkey foreign key (market_day_id) references market_days (id) on delete restrict on update restrict;
alter table bookings add constraint bookings_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table bookings add constraint bookings_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table bookings add constraint bookings_booked_by_id_fkey foreign key (booked_by_id) references people (id) on delete restrict on update restrict;
alter table bookings add constraint bookings_cancelled_by_id_fkey foreign key (cancelled_by_id) references people (id) on delete restrict on update restrict;
alter table waiting_list_entries add constraint waiting_list_entries_market_day_id_fkey foreign key (market_day_id) references market_days (id) on delete restrict on update restrict;
alter table waiting_list_entries add constraint waiting_list_entries_supplier_id_fkey foreign key (supplier_id) references suppliers (id) on delete restrict on update restrict;
alter table waiting_list_entries add constraint waiting_list_entries_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table waiting_list_entries add constraint waiting_list_entries_joined_by_id_fkey foreign key (joined_by_id) references people (id) on delete restrict on update restrict;
alter table slot_offers add constraint slot_offers_slot_id_fkey foreign key (slot_id) references slots (id) on delete restrict on update restrict;
alter table slot_offers add constraint slot_offers_waiting_list_entry_id_fkey foreign key (waiting_list_entry_id) references waiting_list_entries (id) on delete restrict on update restrict;
alter table registrations add constraint registrations_market_day_id_fkey foreign key (market_day_id) references market_days (id) on delete restrict on update restrict;
alter table registrations add constraint registrations_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table registrations add constraint registrations_organisation_id_fkey foreign key (organisation_id) references organisations (id) on delete restrict on update restrict;
alter table slot_questions add constraint slot_questions_slot_id_fkey foreign key (slot_id) references slots (id) on delete restrict on update restrict;
alter table slot_questions add constraint slot_questions_booking_id_fkey foreign key (booking_id) references bookings (id) on delete restrict on update restrict;
alter table slot_questions add constraint slot_questions_asked_by_id_fkey foreign key (asked_by_id) references people (id) on delete restrict on update restrict;
alter table slot_questions add constraint slot_questions_asked_for_id_fkey foreign key (asked_for_id) references organisations (id) on delete restrict on update restrict;
alter table interests add constraint interests_booking_id_fkey foreign key (booking_id) references bookings (id) on delete restrict on update restrict;
alter table interests add constraint interests_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table interests add constraint interests_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;

alter table market_days add constraint market_days_times check (ends_at > starts_at and booking_closes_at <= starts_at);
alter table slots add constraint slots_kind_known check (kind in ('welcome', 'problem', 'demo', 'break', 'questions'));
alter table slots add constraint slots_times check (ends_at > starts_at);
-- Two things cannot happen on one stage at the same moment.
alter table slots add constraint slots_no_overlap
  exclude using gist (market_day_id with =, stage with =, tstzrange(starts_at, ends_at) with &&) deferrable initially immediate;
alter table slots add constraint slots_day_key unique (id, market_day_id);

alter table bookings add constraint bookings_on_their_day foreign key (slot_id, market_day_id) references slots (id, market_day_id);
create unique index bookings_slot_live_key on bookings (slot_id) where cancelled_at is null;
create unique index bookings_supplier_live_key on bookings (market_day_id, supplier_id) where cancelled_at is null;
create unique index waiting_list_entries_live_key on waiting_list_entries (market_day_id, supplier_id) where left_at is null;
create unique index slot_offers_live_key on slot_offers (slot_id) where accepted_at is null and ended_at is null;
-- A firm decides about one slot at a time.
create unique index slot_offers_entry_live_key on slot_offers (waiting_list_entry_id) where accepted_at is null and ended_at is null;
alter table slot_offers add constraint slot_offers_times check (expires_at > offered_at);
alter table slot_questions add constraint slot_questions_answer_whole check (num_nulls(answer, answered_at) in (0, 2));
