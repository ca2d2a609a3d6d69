-- Nobody looks for the rows that have no payment, no area, no supplier: an index of what is there is smaller, and a
-- pledge writes a dozen entries fewer.
drop index accounts_funder_id_idx;
create index accounts_funder_id_idx on accounts (funder_id) where funder_id is not null;
drop index accounts_council_id_idx;
create index accounts_council_id_idx on accounts (council_id) where council_id is not null;
drop index accounts_pot_id_idx;
create index accounts_pot_id_idx on accounts (pot_id) where pot_id is not null;
drop index accounts_challenge_id_idx;
create index accounts_challenge_id_idx on accounts (challenge_id) where challenge_id is not null;
drop index accounts_supplier_id_idx;
create index accounts_supplier_id_idx on accounts (supplier_id) where supplier_id is not null;
drop index journals_payment_id_idx;
create index journals_payment_id_idx on journals (payment_id) where payment_id is not null;
drop index journals_reverses_id_idx;
create index journals_reverses_id_idx on journals (reverses_id) where reverses_id is not null;
drop index matches_area_id_idx;
create index matches_area_id_idx on matches (area_id) where area_id is not null;
drop index pledges_sign_by_id_idx;
create index pledges_sign_by_id_idx on pledges (sign_by_id) where sign_by_id is not null;
drop index pledges_condition_replied_by_id_idx;
create index pledges_condition_replied_by_id_idx on pledges (condition_replied_by_id) where condition_replied_by_id is not null;
