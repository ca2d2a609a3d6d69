create table service_functions (
  id integer not null,
  name text not null,
  parent_id integer,
  level integer not null,
  constraint service_functions_pkey primary key (id)
);

create table services (
  id integer not null,
  name text not null,
  govuk_slug text,
  constraint services_pkey primary key (id)
);

create table challenges (
  id uuid not null,
  number serial not null,
  slug text,
  title text not null,
  short_title text,
  summary text,
  problem text,
  quote text,
  quote_by text,
  outcome text,
  cost_today text,
  adoption_route text,
  standards text,
  data_notes text,
  typical_cost_pence bigint,
  running_cost_yearly_pence bigint,
  lead_volume_per_year integer,
  lead_yearly_cost_pence bigint,
  lead_council_id uuid not null,
  service_function_id integer,
  service_id integer,
  theme text,
  stage text not null,
  created_by_id uuid not null,
  created_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  published_by_id uuid,
  published_at timestamptz(3),
  constraint challenges_pkey primary key (id)
);

create table challenge_changes (
  challenge_id uuid not null,
  part text not null,
  changed_by_id uuid not null,
  changed_at timestamptz(3) not null,
  constraint challenge_changes_pkey primary key (challenge_id, part)
);

create table co_signatures (
  id uuid not null,
  challenge_id uuid not null,
  council_id uuid not null,
  volume_per_year integer,
  yearly_cost_pence bigint,
  note text,
  signed_by_id uuid not null,
  signed_at timestamptz(3) not null,
  withdrawn_at timestamptz(3),
  constraint co_signatures_pkey primary key (id)
);

create table questions (
  id uuid not null,
  challenge_id uuid not null,
  text text not null,
  asked_by_id uuid not null,
  asked_for_id uuid not null,
  asked_at timestamptz(3) not null,
  constraint questions_pkey primary key (id)
);

create table answers (
  id uuid not null,
  text text not null,
  answered_by_id uuid not null,
  answered_at timestamptz(3) not null,
  constraint answers_pkey primary key (id)
);

create table challenge_updates (
  id uuid not null,
  challenge_id uuid not null,
  title text not null,
  body text not null,
  posted_by_id uuid not null,
  posted_at timestamptz(3) not null,
  constraint challenge_updates_pkey primary key (id)
);

create table follows (
  challenge_id uuid not null,
  person_id uuid not null,
  followed_at timestamptz(3) not null,
  constraint follows_pkey primary key (challenge_id, person_id)
);

create index service_functions_parent_id_idx on service_functions (parent_id);
create unique index challenges_number_key on challenges (number);
create unique index challenges_slug_key on challenges (slug);
create index challenges_lead_council_id_idx on challenges (lead_council_id);
create index challenges_service_function_id_idx on challenges (service_function_id);
create index challenges_service_id_idx on challenges (service_id);
create index challenges_created_by_id_idx on challenges (created_by_id);
create index challenges_published_by_id_idx on challenges (published_by_id);
create index challenge_changes_changed_by_id_idx on challenge_changes (changed_by_id);
create unique index co_signatures_challenge_id_council_id_key on co_signatures (challenge_id, council_id);
create index co_signatures_council_id_idx on co_signatures (council_id);
create index co_signatures_signed_by_id_idx on co_signatures (signed_by_id);
create index questions_challenge_id_idx on questions (challenge_id);
create index questions_asked_by_id_idx on questions (asked_by_id);
create index questions_asked_for_id_idx on questions (asked_for_id);
create index answers_answered_by_id_idx on answers (answered_by_id);
create index challenge_updates_challenge_id_idx on challenge_updates (challenge_id);
create index challenge_updates_posted_by_id_idx on challenge_updates (posted_by_id);
create index follows_person_id_idx on follows (person_id);

alter table service_functions add constraint service_functions_parent_id_fkey foreign key (parent_id) references service_functions (id) on delete restrict on update restrict;
alter table challenges add constraint challenges_lead_council_id_fkey foreign key (lead_council_id) references councils (id) on delete restrict on update restrict;
alter table challenges add constraint challenges_service_function_id_fkey foreign key (service_function_id) references service_functions (id) on delete restrict on update restrict;
alter table challenges add constraint challenges_service_id_fkey foreign key (service_id) references services (id) on delete restrict on update restrict;
alter table challenges add constraint challenges_created_by_id_fkey foreign key (created_by_id) references people (id) on delete restrict on update restrict;
alter table challenges add constraint challenges_published_by_id_fkey foreign key (published_by_id) references people (id) on delete restrict on update restrict;
alter table challenge_changes add constraint challenge_changes_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete cascade on update restrict;
alter table challenge_changes add constraint challenge_changes_changed_by_id_fkey foreign key (changed_by_id) references people (id) on delete restrict on update restrict;
alter table co_signatures add constraint co_signatures_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table co_signatures add constraint co_signatures_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table co_signatures add constraint co_signatures_signed_by_id_fkey foreign key (signed_by_id) references people (id) on delete restrict on update restrict;
alter table questions add constraint questions_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table questions add constraint questions_asked_by_id_fkey foreign key (asked_by_id) references people (id) on delete restrict on update restrict;
alter table questions add constraint questions_asked_for_id_fkey foreign key (asked_for_id) references organisations (id) on delete restrict on update restrict;
alter table answers add constraint answers_id_fkey foreign key (id) references questions (id) on delete restrict on update restrict;
alter table answers add constraint answers_answered_by_id_fkey foreign key (answered_by_id) references people (id) on delete restrict on update restrict;
alter table challenge_updates add constraint challenge_updates_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table challenge_updates add constraint challenge_updates_posted_by_id_fkey foreign key (posted_by_id) references people (id) on delete restrict on update restrict;
alter table follows add constraint follows_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table follows add constraint follows_person_id_fkey foreign key (person_id) references people (id) on delete restrict on update restrict;
alter table accounts add constraint accounts_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table journals add constraint journals_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table collections add constraint collections_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table payments add constraint payments_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;

alter table challenges add constraint challenges_stage_known check (stage in (
  'draft', 'gathering', 'pooling', 'funded', 'lapsed', 'awarded', 'delivering', 'completed'));
alter table challenges add constraint challenges_published_whole check (stage = 'draft' or num_nulls(
  slug, summary, problem, outcome, cost_today, adoption_route, service_function_id, published_by_id, published_at) = 0);
alter table challenges add constraint challenges_costs_not_negative check (least(
  typical_cost_pence, running_cost_yearly_pence, lead_volume_per_year, lead_yearly_cost_pence, 0) >= 0);
-- What the lead council says of itself waits here while it drafts; publishing moves it to its co-signature.
alter table challenges add constraint challenges_lead_figures_in_drafts
  check (stage = 'draft' or num_nonnulls(lead_volume_per_year, lead_yearly_cost_pence) = 0);
alter table challenges add column search tsvector generated always as (
  setweight(to_tsvector('english', title || ' ' || coalesce(short_title, '')), 'A')
  || setweight(to_tsvector('english', coalesce(summary, '')), 'B')
  || setweight(to_tsvector('english', coalesce(problem, '') || ' ' || coalesce(outcome, '')), 'C')) stored;
create index challenges_search_idx on challenges using gin (search);
create extension if not exists pg_trgm;
create index challenges_title_similar_idx on challenges using gist (title gist_trgm_ops);
create index challenges_stage_published_idx on challenges (stage, published_at desc, id);

alter table co_signatures add constraint co_signatures_not_negative
  check (coalesce(volume_per_year, 0) >= 0 and coalesce(yearly_cost_pence, 0) >= 0);
create index co_signatures_live_idx on co_signatures (challenge_id, signed_at) where withdrawn_at is null;
