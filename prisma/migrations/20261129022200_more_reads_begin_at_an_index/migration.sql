-- Where reads begin that looked at whole tables. Each holds few rows, so that who pledges seldom writes to it.
create index pledges_conditions_idx on pledges (challenge_id)
  where conditions ? 'other' and condition_replied_at is null and state in ('awaiting-approval', 'committed');
create index matches_trimmed_idx on matches (pot_id, reserved_at) where bound_by = 'pot';
create index awards_waiting_idx on awards (challenge_id) where confirmed_at is null;

-- A claim that is paid waits for nobody. Written where its payment is made, so that those to approve are found among
-- the few that wait and not among all that were ever made.
alter table claims add column is_paid boolean not null default false;
update claims set is_paid = true where ended_at is null and milestone_id in (select milestone_id from payments);
drop index claims_waiting_idx;
create index claims_waiting_idx on claims (claimed_at) where ended_at is null and not is_paid;
