-- A council's pledges page by page, and what all of them come to, without their rows. It takes the place of an index that
-- had the first two columns: whoever pledges writes as many entries as before, each some twenty bytes longer.
create index pledges_council_sums_idx on pledges (council_id, number) include (state, amount_pence);
drop index pledges_council_number_idx;

-- What a council has still to finish or to sign. A pledge that is signed when it is made is never in it.
create index pledges_council_unsigned_idx on pledges (council_id, number) where state in ('draft', 'awaiting-approval');
