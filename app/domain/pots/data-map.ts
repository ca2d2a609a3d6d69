import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  pots: {
    kept: 'record',
    words: { purpose: 'organisation' },
    plain: 'id slug name funder_id ask_order opens_on closes_on created_at',
  },
  pot_proposals: {
    kept: 'record',
    about: {
      proposed_by_id: 'proposed_at',
      agreed_by_id: 'agreed_at',
      ended_by_id: 'ended_at',
    },
    words: { purpose: 'organisation', reason: 'proposed_by_id', ended_reason: 'ended_by_id' },
    plain: 'id funder_id slug name terms in_force_from proposed_at pot_id agreed_at ended_at',
  },
  pot_rules: {
    kept: 'record',
    about: { published_by_id: 'published_at', second_publisher_id: 'published_at' },
    words: { reason: 'published_by_id' },
    plain: 'id pot_id version terms in_force_from published_at',
  },
  rule_proposals: {
    kept: 'record',
    about: { proposed_by_id: 'proposed_at', ended_by_id: 'ended_at' },
    words: { reason: 'proposed_by_id', ended_reason: 'ended_by_id' },
    plain: 'id pot_id terms in_force_from proposed_at published_rule_id ended_at',
  },
  pot_balances: {
    kept: 'worked-out',
    plain: 'pot_id purse allocated_pence reserved_pence committed_pence paid_pence',
  },
  purses: { kept: 'record', plain: 'pot_id purse opened_at' },
  stakes: {
    kept: 'record',
    plain: 'pot_id purse funder_id put_in_pence taken_back_pence borne_pence',
  },
  pot_invitations: {
    kept: 'record',
    about: { invited_by_id: 'invited_at', answered_by_id: 'answered_at' },
    words: { message: 'invited_by_id' },
    plain: 'id pot_id funder_id invited_at answer answered_at',
  },
  cap_uses: { kept: 'worked-out', plain: 'pot_id scope ref used_pence cap_pence' },
  area_registrations: {
    kept: 'record',
    about: { proposed_by_id: '', decided_by_id: 'approved_at' },
    words: { reason: 'proposed_by_id' },
    plain:
      'id pot_id combined_authority_id status chief_digital_officer_from_on strategy_published_on strategy_url evidence_url evidence_file_id from_on to_on approved_at',
  },
  area_proposals: {
    kept: 'record',
    about: { proposed_by_id: 'proposed_at', ended_by_id: 'ended_at' },
    words: { reason: 'proposed_by_id', ended_reason: 'ended_by_id' },
    plain:
      'id pot_id combined_authority_id status chief_digital_officer_from_on strategy_published_on strategy_url evidence_url evidence_file_id from_on to_on proposed_at entry_id ended_at',
  },
  matches: {
    kept: 'record',
    plain:
      'id pledge_id pot_id rule_id challenge_id council_id area_id purse wanted_pence amount_pence bound_by working state reserved_at committed_at released_at',
  },
  match_changes: {
    kept: 'record',
    plain: 'change_id match_id from_pence to_pence from_wanted_pence from_bound_by from_working',
  },
  rule_books: { kept: 'worked-out', plain: 'id version' },
  allocations: {
    kept: 'worked-out',
    plain:
      'pot_id challenge_id last_at rule_versions is_reserved is_committed match_pence purses area_ids is_firm council_ids',
  },
}
