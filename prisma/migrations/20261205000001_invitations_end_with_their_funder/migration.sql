-- An invitation that its funder has not answered ends when that funder becomes part of another: nobody answers it then, so
-- `answered_by_id` is empty, and its successor is invited in its own name (decision 062).
alter table pot_invitations drop constraint pot_invitations_answer_whole;
alter table pot_invitations add constraint pot_invitations_answer_whole check (case
  when answer = 'ended' then answered_by_id is null and answered_at is not null
  else num_nulls(answer, answered_by_id, answered_at) in (0, 3) and answer in ('joined', 'declined', 'withdrawn') end);

-- Those that wait today for a funder that is part of another.
update pot_invitations set answer = 'ended', answered_at = site_now()
  where answer is null and funder_id in (select id from former_organisations);
