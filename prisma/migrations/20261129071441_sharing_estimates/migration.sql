-- How a pot would be shared out if it were now, worked out by a job: a large set takes seconds. It can be thrown away.
create table sharing_estimates (
  id uuid not null,
  rule_id uuid not null,
  pot_pence bigint not null,
  shared_pence bigint not null,
  left_pence bigint not null,
  challenge_count integer not null,
  worked_out_at timestamptz(3) not null,
  constraint sharing_estimates_pkey primary key (id)
);
create table sharing_estimate_lines (
  estimate_id uuid not null,
  place integer not null,
  challenge_id uuid not null,
  council_count integer not null,
  pledged_pence bigint not null,
  strength_pence bigint not null,
  by_strength_pence bigint not null,
  cap_pence bigint,
  share_pence bigint not null,
  constraint sharing_estimate_lines_pkey primary key (estimate_id, place)
);
create index sharing_estimates_rule_id_id_idx on sharing_estimates (rule_id, id);
create index sharing_estimate_lines_challenge_id_idx on sharing_estimate_lines (challenge_id);
alter table sharing_estimates add constraint sharing_estimates_rule_id_fkey foreign key (rule_id) references pot_rules (id) on delete restrict on update restrict;
alter table sharing_estimate_lines add constraint sharing_estimate_lines_estimate_id_fkey foreign key (estimate_id) references sharing_estimates (id) on delete restrict on update restrict;
alter table sharing_estimate_lines add constraint sharing_estimate_lines_challenge_id_fkey foreign key (challenge_id) references challenges (id) on delete restrict on update restrict;

alter table sharing_estimates add constraint sharing_estimates_sums check (pot_pence >= 0 and shared_pence between 0 and pot_pence and left_pence between 0 and pot_pence);

-- A page of what was shared out begins at the line the page before ended with.
create index sharing_lines_by_share on sharing_lines (sharing_id, (- share_pence), challenge_id);
