-- Triggers go by name: who made a claim is told that before being told that it is their firm's.
alter trigger acceptances_of_other_firms on acceptances rename to acceptances_own_firm;
alter trigger payment_approvals_of_other_firms on payment_approvals rename to payment_approvals_own_firm;
alter trigger verifications_of_other_firms on verifications rename to verifications_own_firm;
alter trigger conflict_declarations_of_other_firms on conflict_declarations rename to conflict_declarations_own_firm;
alter trigger score_sheets_of_other_firms on score_sheets rename to score_sheets_own_firm;
alter trigger awards_of_other_firms on awards rename to awards_own_firm;
