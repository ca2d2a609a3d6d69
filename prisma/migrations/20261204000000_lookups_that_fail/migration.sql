-- Since when the register of companies has not answered about a firm, and why, for operators to see. The reason is in our own
-- words: what somebody else's service sent is for the log. Those that fail now begin to count at their next try.
update register_lookups set last_error = null where last_error is not null;
alter table register_lookups
  add column failing_since timestamptz(3),
  add constraint register_lookups_failing_for_a_reason check ((failing_since is null) = (last_error is null)),
  add constraint register_lookups_last_error_short check (length(last_error) <= 200);
create index register_lookups_failing_since_idx on register_lookups (organisation_id) where failing_since is not null;
