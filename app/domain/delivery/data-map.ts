import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  projects: {
    kept: 'record',
    plain: 'id number challenge_id award_id supplier_id lead_council_id price_pence started_at',
  },
  project_pots: { kept: 'worked-out', plain: 'pot_id project_id' },
  project_councils: { kept: 'worked-out', plain: 'council_id project_id' },
  milestones: {
    kept: 'record',
    words: { title: 'organisation', acceptance_test: 'organisation' },
    plain: 'id project_id position price_pence due_on',
  },
  claims: {
    kept: 'record',
    about: { claimed_by_id: 'claimed_at' },
    words: { note: 'claimed_by_id' },
    plain: 'id milestone_id invoice_number bank_details_id claimed_at seal_sha256 ended_at is_paid',
  },
  claim_evidence: { kept: 'record', words: { title: 'organisation' }, plain: 'claim_id file_id' },
  evidence_openings: {
    kept: 'record',
    about: { person_id: 'opened_at' },
    plain: 'claim_id file_id opened_at',
  },
  acceptances: {
    kept: 'record',
    about: { decided_by_id: 'decided_at' },
    words: { reason: 'decided_by_id' },
    plain: 'id decision decided_for_id decided_at',
  },
  payment_approvals: {
    kept: 'record',
    about: { decided_by_id: 'decided_at' },
    words: { reason: 'decided_by_id' },
    plain: 'id claim_id attempt position decision seal_sha256 decided_for_id decided_at',
  },
  voided_approvals: { kept: 'record', plain: 'id' },
  give_backs: {
    kept: 'record',
    about: { asked_by_id: 'asked_at', agreed_by_id: 'agreed_at' },
    plain: 'id project_id left_pence opened_at asked_at agreed_for_id agreed_at asking_ended_at',
  },
  give_back_parts: {
    kept: 'record',
    about: { recorded_by_id: 'recorded_at' },
    plain:
      'id give_back_id council_id pot_id purse amount_pence refunded_on bank_reference recorded_at',
  },
  project_stops: {
    kept: 'record',
    about: { proposed_by_id: 'proposed_at', agreed_by_id: 'agreed_at', ended_by_id: 'ended_at' },
    words: { reason: 'proposed_by_id', ended_reason: 'ended_by_id' },
    plain: 'id project_id proposed_at agreed_for_id agreed_at ended_at',
  },
}
