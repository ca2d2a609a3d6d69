create table pots (
  id uuid not null,
  slug text not null,
  name text not null,
  purpose text not null,
  funder_id uuid not null,
  ask_order integer not null,
  opens_on date not null,
  closes_on date,
  created_at timestamptz(3) not null,
  constraint pots_pkey primary key (id)
);

create table pot_rules (
  id uuid not null,
  pot_id uuid not null,
  version integer not null,
  terms jsonb not null,
  reason text not null,
  in_force_from timestamptz(3) not null,
  published_by_id uuid not null,
  second_publisher_id uuid not null,
  published_at timestamptz(3) not null,
  constraint pot_rules_pkey primary key (id)
);

create table rule_proposals (
  id uuid not null,
  pot_id uuid not null,
  terms jsonb not null,
  reason text not null,
  in_force_from timestamptz(3) not null,
  proposed_by_id uuid not null,
  proposed_at timestamptz(3) not null,
  published_rule_id uuid,
  constraint rule_proposals_pkey primary key (id)
);

create table pot_balances (
  pot_id uuid not null,
  allocated_pence bigint not null default 0,
  reserved_pence bigint not null default 0,
  committed_pence bigint not null default 0,
  paid_pence bigint not null default 0,
  constraint pot_balances_pkey primary key (pot_id)
);

create table cap_uses (
  pot_id uuid not null,
  scope text not null,
  ref text not null,
  used_pence bigint not null default 0,
  cap_pence bigint,
  constraint cap_uses_pkey primary key (pot_id, scope, ref)
);

create table area_registrations (
  id uuid not null,
  pot_id uuid not null,
  combined_authority_id uuid not null,
  status text not null,
  chief_digital_officer_from_on date,
  strategy_published_on date,
  strategy_url text,
  from_on date not null,
  to_on date,
  decided_by_id uuid,
  constraint area_registrations_pkey primary key (id)
);

create table matches (
  id uuid not null,
  pledge_id uuid not null,
  pot_id uuid not null,
  rule_id uuid not null,
  challenge_id uuid not null,
  council_id uuid not null,
  area_id uuid,
  wanted_pence bigint not null,
  amount_pence bigint not null,
  bound_by text,
  working jsonb not null,
  state text not null,
  reserved_at timestamptz(3) not null,
  committed_at timestamptz(3),
  released_at timestamptz(3),
  constraint matches_pkey primary key (id)
);

create unique index pots_slug_key on pots (slug);
create unique index pots_ask_order_key on pots (ask_order);
create index pots_funder_id_idx on pots (funder_id);
create index rule_proposals_pot_id_idx on rule_proposals (pot_id);
create index rule_proposals_proposed_by_id_idx on rule_proposals (proposed_by_id);
create unique index rule_proposals_published_rule_id_key on rule_proposals (published_rule_id);
create unique index pot_rules_pot_id_version_key on pot_rules (pot_id, version);
create index pot_rules_published_by_id_idx on pot_rules (published_by_id);
create index pot_rules_second_publisher_id_idx on pot_rules (second_publisher_id);
create unique index area_registrations_pot_id_combined_authority_id_from_on_key on area_registrations (pot_id, combined_authority_id, from_on);
create index area_registrations_combined_authority_id_idx on area_registrations (combined_authority_id);
create index area_registrations_decided_by_id_idx on area_registrations (decided_by_id);
create index matches_pledge_id_idx on matches (pledge_id);
create index matches_pot_id_idx on matches (pot_id);
create index matches_rule_id_idx on matches (rule_id);
create index matches_challenge_id_idx on matches (challenge_id);
create index matches_council_id_idx on matches (council_id);
create index matches_area_id_idx on matches (area_id);

alter table pots add constraint pots_funder_id_fkey foreign key (funder_id) references funders (id) on delete restrict on update restrict;
alter table pot_rules add constraint pot_rules_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table pot_rules add constraint pot_rules_published_by_id_fkey foreign key (published_by_id) references people (id) on delete restrict on update restrict;
alter table rule_proposals add constraint rule_proposals_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table rule_proposals add constraint rule_proposals_proposed_by_id_fkey foreign key (proposed_by_id) references people (id) on delete restrict on update restrict;
alter table rule_proposals add constraint rule_proposals_published_rule_id_fkey foreign key (published_rule_id) references pot_rules (id) on delete restrict on update restrict;
alter table pot_rules add constraint pot_rules_second_publisher_id_fkey foreign key (second_publisher_id) references people (id) on delete restrict on update restrict;
alter table area_registrations add constraint area_registrations_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table area_registrations add constraint area_registrations_combined_authority_id_fkey foreign key (combined_authority_id) references combined_authorities (id) on delete restrict on update restrict;
alter table area_registrations add constraint area_registrations_decided_by_id_fkey foreign key (decided_by_id) references people (id) on delete restrict on update restrict;
alter table matches add constraint matches_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table matches add constraint matches_rule_id_fkey foreign key (rule_id) references pot_rules (id) on delete restrict on update restrict;
alter table matches add constraint matches_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table matches add constraint matches_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table matches add constraint matches_area_id_fkey foreign key (area_id) references combined_authorities (id) on delete restrict on update restrict;
alter table accounts add constraint accounts_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;
alter table payment_shares add constraint payment_shares_pot_id_fkey foreign key (pot_id) references pots (id) on delete restrict on update restrict;

alter table pot_rules add constraint pot_rules_from_publishing check (in_force_from >= published_at);
alter table pot_rules add constraint pot_rules_two_people check (published_by_id <> second_publisher_id);
create trigger pot_rules_never_change before update or delete on pot_rules for each row execute function refuse_change();

-- The row that guards a pot. Hot: it stands apart from what foreign keys point at, with room for updates in place.
alter table pot_balances set (fillfactor = 20);
alter table pot_balances add constraint pot_balances_not_negative
  check (reserved_pence >= 0 and committed_pence >= 0 and paid_pence >= 0);
alter table pot_balances add constraint pot_never_promises_more_than_it_has
  check (reserved_pence + committed_pence + paid_pence <= allocated_pence);
alter table cap_uses set (fillfactor = 60);
-- Kept also where a rule sets no cap, so that a later version that sets one counts what was given before.
alter table cap_uses add constraint cap_holds check (used_pence >= 0 and (cap_pence is null or used_pence <= cap_pence));
alter table cap_uses add constraint cap_uses_scope_known check (scope in ('challenge', 'council', 'area'));

alter table area_registrations add constraint area_registrations_status_known
  check (status in ('registered', 'checking', 'no-officer', 'no-strategy', 'no-mayor'));
alter table area_registrations add constraint area_registrations_no_overlap
  exclude using gist (pot_id with =, combined_authority_id with =, daterange(from_on, to_on) with &&);

alter table matches add constraint matches_within_what_was_wanted check (amount_pence between 1 and wanted_pence);
alter table matches add constraint matches_state_known check (case state
  when 'reserved' then committed_at is null and released_at is null
  when 'committed' then committed_at is not null and released_at is null
  when 'released' then released_at is not null
  else false end);
-- A pledge earns from a pot once.
create unique index matches_live_key on matches (pledge_id, pot_id) where state <> 'released';
