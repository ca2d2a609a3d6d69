create table rounds (
  id uuid not null,
  challenge_id uuid not null,
  target_pence bigint not null,
  stretch_pence bigint,
  minimum_councils integer not null,
  smallest_pledge_pence bigint not null,
  is_data_kept_in_uk boolean not null,
  opens_at timestamptz(3) not null,
  closes_at timestamptz(3) not null,
  opened_by_id uuid not null,
  closed_at timestamptz(3),
  outcome text,
  closing_council_count integer,
  closing_pledged_pence bigint,
  closing_matched_pence bigint,
  constraint rounds_pkey primary key (id)
);

create table round_totals (
  round_id uuid not null,
  version integer not null default 0,
  council_count integer not null default 0,
  pledged_pence bigint not null default 0,
  matched_pence bigint not null default 0,
  constraint round_totals_pkey primary key (round_id)
);

create table pledges (
  id uuid not null,
  number serial not null,
  round_id uuid not null,
  challenge_id uuid not null,
  council_id uuid not null,
  amount_pence bigint not null,
  budget_code text,
  funding_type text not null,
  conditions jsonb not null,
  is_name_shown boolean not null,
  state text not null,
  made_by_id uuid not null,
  made_at timestamptz(3) not null,
  sign_by_id uuid,
  sign_by_on date,
  agreement_accepted_at timestamptz(3),
  committed_at timestamptz(3),
  committed_sequence integer,
  ended_at timestamptz(3),
  ended_reason text,
  is_condition_met boolean,
  condition_reply text,
  condition_replied_at timestamptz(3),
  condition_replied_by_id uuid,
  constraint pledges_pkey primary key (id)
);

create table pledge_approvals (
  id uuid not null,
  approved_by_id uuid not null,
  limit_pence bigint not null,
  approved_at timestamptz(3) not null,
  constraint pledge_approvals_pkey primary key (id)
);

create index rounds_challenge_id_idx on rounds (challenge_id);
create index rounds_opened_by_id_idx on rounds (opened_by_id);
create unique index pledges_number_key on pledges (number);
create index pledges_round_id_idx on pledges (round_id);
create index pledges_challenge_id_idx on pledges (challenge_id);
create index pledges_council_id_idx on pledges (council_id);
create index pledges_made_by_id_idx on pledges (made_by_id);
create index pledges_condition_replied_by_id_idx on pledges (condition_replied_by_id);
create index pledges_sign_by_id_idx on pledges (sign_by_id);
create index pledge_approvals_approved_by_id_idx on pledge_approvals (approved_by_id);

alter table rounds add constraint rounds_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table rounds add constraint rounds_opened_by_id_fkey foreign key (opened_by_id) references people (id) on delete restrict on update restrict;
alter table pledges add constraint pledges_round_id_fkey foreign key (round_id) references rounds (id) on delete restrict on update restrict;
alter table pledges add constraint pledges_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;
alter table pledges add constraint pledges_council_id_fkey foreign key (council_id) references councils (id) on delete restrict on update restrict;
alter table pledges add constraint pledges_made_by_id_fkey foreign key (made_by_id) references people (id) on delete restrict on update restrict;
alter table pledges add constraint pledges_sign_by_id_fkey foreign key (sign_by_id) references people (id) on delete restrict on update restrict;
alter table pledges add constraint pledges_condition_replied_by_id_fkey foreign key (condition_replied_by_id) references people (id) on delete restrict on update restrict;
alter table pledge_approvals add constraint pledge_approvals_id_fkey foreign key (id) references pledges (id) on delete restrict on update restrict;
alter table pledge_approvals add constraint pledge_approvals_approved_by_id_fkey foreign key (approved_by_id) references people (id) on delete restrict on update restrict;
alter table journals add constraint journals_pledge_id_fkey foreign key (pledge_id) references pledges (id) on delete restrict on update restrict;
alter table collections add constraint collections_pledge_id_fkey foreign key (pledge_id) references pledges (id) on delete restrict on update restrict;
alter table matches add constraint matches_pledge_id_fkey foreign key (pledge_id) references pledges (id) on delete restrict on update restrict;

alter table rounds add constraint rounds_sums check (target_pence > 0 and smallest_pledge_pence > 0
  and (stretch_pence is null or stretch_pence > target_pence) and minimum_councils >= 1);
alter table rounds add constraint rounds_times check (closes_at > opens_at);
alter table rounds add constraint rounds_closing_figures
  check (num_nonnulls(closing_council_count, closing_pledged_pence, closing_matched_pence) = case when closed_at is null then 0 else 3 end);
alter table rounds add constraint rounds_outcome_known
  check ((outcome is null) = (closed_at is null) and outcome in ('funded', 'lapsed'));
create unique index rounds_open_key on rounds (challenge_id) where closed_at is null;

alter table round_totals set (fillfactor = 20);
alter table round_totals add constraint round_totals_not_negative
  check (council_count >= 0 and pledged_pence >= 0 and matched_pence >= 0);

alter table pledges add constraint pledges_condition_reply_whole
  check (num_nulls(is_condition_met, condition_reply, condition_replied_at, condition_replied_by_id) in (0, 4));
alter table pledges add constraint pledges_positive check (amount_pence > 0);
alter table pledges add constraint pledges_funding_type_known
  check (funding_type in ('revenue', 'capital', 'flexible-receipts', 'grant'));
alter table pledges add constraint pledges_state_known check (case state
  when 'draft' then committed_at is null and ended_at is null
  when 'awaiting-approval' then committed_at is null and ended_at is null
  when 'committed' then committed_at is not null and ended_at is null
  when 'called' then committed_at is not null and ended_at is null
  when 'declined' then ended_at is not null
  when 'withdrawn' then ended_at is not null
  when 'lapsed' then ended_at is not null
  else false end);
-- A council has one live pledge in a round; to change it, it is withdrawn and made again.
create unique index pledges_live_key on pledges (round_id, council_id)
  where state in ('draft', 'awaiting-approval', 'committed', 'called');
create index pledges_committed_idx on pledges (round_id, committed_sequence) where state in ('committed', 'called');

-- Nobody approves their own pledge, and nobody above their limit.
create function check_pledge_approval() returns trigger language plpgsql as $$
begin
  if exists (select from pledges where id = new.id and (made_by_id = new.approved_by_id or amount_pence > new.limit_pence)) then
    raise exception 'pledge % needs another approver', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger pledge_approvals_by_another before insert or update on pledge_approvals
  for each row execute function check_pledge_approval();
