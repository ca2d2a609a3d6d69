-- A council's scheme of delegation, in dated rows: limits by kind of spend and per year, its section 151 officer, deputies,
-- spending locks and the sum above which a pledge is a key decision. The day in to_on is the first on which a row no longer holds.
alter table delegated_limits
  add column spend text,
  add column year_limit_pence bigint;
alter table delegated_limits add constraint delegated_limits_spend_known
  check (spend in ('revenue', 'capital', 'flexible-receipts', 'grant'));
alter table delegated_limits add constraint delegated_limits_year_limit_not_negative check (year_limit_pence >= 0);
alter table delegated_limits drop constraint delegated_limits_no_overlap;
alter table delegated_limits add constraint delegated_limits_no_overlap
  exclude using gist (membership_id with =, coalesce(spend, 'any') with =, daterange(from_on, to_on) with &&);

create table chief_finance_officers (
  id uuid not null,
  council_id uuid not null,
  membership_id uuid not null,
  from_on date not null,
  to_on date,
  source text not null,
  set_by_id uuid not null,
  set_at timestamptz(3) not null,
  constraint chief_finance_officers_pkey primary key (id)
);

create table deputies (
  id uuid not null,
  council_id uuid not null,
  membership_id uuid not null,
  principal_id uuid not null,
  from_on date not null,
  to_on date not null,
  source text not null,
  set_by_id uuid not null,
  set_at timestamptz(3) not null,
  constraint deputies_pkey primary key (id)
);

create table spending_locks (
  id uuid not null,
  council_id uuid not null,
  kind text not null,
  successor text,
  from_on date not null,
  to_on date,
  source text not null,
  source_url text not null,
  set_by_id uuid not null,
  set_at timestamptz(3) not null,
  constraint spending_locks_pkey primary key (id)
);

-- Without a sum the council decides by committees, and nothing it does is a key decision.
create table key_decision_thresholds (
  id uuid not null,
  council_id uuid not null,
  above_pence bigint,
  from_on date not null,
  to_on date,
  source text not null,
  set_by_id uuid not null,
  set_at timestamptz(3) not null,
  constraint key_decision_thresholds_pkey primary key (id)
);

create index chief_finance_officers_council_id_idx on chief_finance_officers (council_id);
create index chief_finance_officers_membership_id_idx on chief_finance_officers (membership_id);
create index chief_finance_officers_set_by_id_idx on chief_finance_officers (set_by_id);
create index deputies_council_id_idx on deputies (council_id);
create index deputies_membership_id_idx on deputies (membership_id);
create index deputies_principal_id_idx on deputies (principal_id);
create index deputies_set_by_id_idx on deputies (set_by_id);
create index spending_locks_council_id_idx on spending_locks (council_id);
create index spending_locks_set_by_id_idx on spending_locks (set_by_id);
create index key_decision_thresholds_council_id_idx on key_decision_thresholds (council_id);
create index key_decision_thresholds_set_by_id_idx on key_decision_thresholds (set_by_id);

alter table chief_finance_officers add constraint chief_finance_officers_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table chief_finance_officers add constraint chief_finance_officers_membership_id_fkey foreign key (membership_id) references memberships (id) on delete restrict on update restrict;
alter table chief_finance_officers add constraint chief_finance_officers_set_by_id_fkey foreign key (set_by_id) references people (id) on delete restrict on update restrict;
alter table deputies add constraint deputies_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table deputies add constraint deputies_membership_id_fkey foreign key (membership_id) references memberships (id) on delete restrict on update restrict;
alter table deputies add constraint deputies_principal_id_fkey foreign key (principal_id) references memberships (id) on delete restrict on update restrict;
alter table deputies add constraint deputies_set_by_id_fkey foreign key (set_by_id) references people (id) on delete restrict on update restrict;
alter table spending_locks add constraint spending_locks_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table spending_locks add constraint spending_locks_set_by_id_fkey foreign key (set_by_id) references people (id) on delete restrict on update restrict;
alter table key_decision_thresholds add constraint key_decision_thresholds_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table key_decision_thresholds add constraint key_decision_thresholds_set_by_id_fkey foreign key (set_by_id) references people (id) on delete restrict on update restrict;

-- A council has one such officer. Local Government Act 1972, s.151.
alter table chief_finance_officers add constraint chief_finance_officers_no_overlap
  exclude using gist (council_id with =, daterange(from_on, to_on) with &&);
alter table deputies add constraint deputies_another check (membership_id <> principal_id);
alter table deputies add constraint deputies_no_overlap
  exclude using gist (membership_id with =, principal_id with =, daterange(from_on, to_on) with &&);
alter table spending_locks add constraint spending_locks_kind_known check (kind in ('section-114', 'section-24'));
alter table spending_locks add constraint spending_locks_successor_named check ((kind = 'section-24') = (successor is not null));
alter table spending_locks add constraint spending_locks_no_overlap
  exclude using gist (council_id with =, kind with =, daterange(from_on, to_on) with &&);
alter table key_decision_thresholds add constraint key_decision_thresholds_not_negative check (above_pence >= 0);
alter table key_decision_thresholds add constraint key_decision_thresholds_no_overlap
  exclude using gist (council_id with =, daterange(from_on, to_on) with &&);

-- Whatever may take somebody's authority to sign away, or add a gate, makes a commitment that was read before it ask again.
create constraint trigger delegated_limits_turn_rule_book after insert or update or delete on delegated_limits
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger memberships_turn_rule_book after update of ended_at or delete on memberships
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger membership_roles_turn_rule_book after update or delete on membership_roles
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger chief_finance_officers_turn_rule_book after insert or update or delete on chief_finance_officers
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger deputies_turn_rule_book after update or delete on deputies
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger spending_locks_turn_rule_book after insert or update or delete on spending_locks
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger key_decision_thresholds_turn_rule_book after insert or update or delete on key_decision_thresholds
  deferrable initially deferred for each row execute function turn_rule_book();
create constraint trigger policy_numbers_turn_rule_book after insert or update or delete on policy_numbers
  deferrable initially deferred for each row execute function turn_rule_book();
