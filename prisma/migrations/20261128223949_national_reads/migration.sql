-- The order in which pages and open data read the long tables, so that each page begins where it wants to.
create index pledges_counting_idx on pledges (committed_at, number) where state in ('committed', 'called');
create index pledges_waiting_idx on pledges (round_id) include (amount_pence) where state = 'awaiting-approval';
create index pledges_shown_idx on pledges (council_id) where state in ('committed', 'called') and is_name_shown;
create index pledges_council_number_idx on pledges (council_id, number);
drop index pledges_council_id_idx;
create index matches_live_order_idx on matches (reserved_at, id) where released_at is null;
create index matches_pot_order_idx on matches (pot_id, reserved_at, challenge_id, id) where released_at is null;
create index matches_pot_challenge_idx on matches (pot_id, challenge_id, reserved_at, id) where released_at is null;
create index co_signatures_latest_idx on co_signatures (signed_at, id) where withdrawn_at is null;
create index co_signatures_council_latest_idx on co_signatures (council_id, signed_at) where withdrawn_at is null;
create index projects_started_at_idx on projects (started_at, challenge_id);
create index challenges_lead_changed_idx on challenges (lead_council_id, changed_at, id);
drop index challenges_lead_council_id_idx;
create index payments_due_idx on payments (approved_at) where payment_file_id is null;
-- An account is looked for as one of a council, a pot or a challenge, of some kind.
create index accounts_council_kind_idx on accounts (council_id, kind) where council_id is not null;
create index accounts_pot_kind_idx on accounts (pot_id, kind) where pot_id is not null;
create index accounts_challenge_kind_idx on accounts (challenge_id, kind) where challenge_id is not null;
drop index accounts_council_id_idx;
drop index accounts_pot_id_idx;
drop index accounts_challenge_id_idx;
drop index matches_pot_id_idx;
create index challenges_changed_at_idx on challenges (changed_at);
create index challenges_published_at_idx on challenges (published_at);
create index payments_approved_at_idx on payments (approved_at, number);
create index outbox_emails_latest_idx on outbox_emails (created_at, id);
create index claims_waiting_idx on claims (claimed_at) where ended_at is null;
