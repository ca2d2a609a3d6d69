import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  invitations: {
    kept: 'invitation',
    about: {
      invited_by_id: 'invited_at',
      accepted_by_id: 'accepted_at',
      withdrawn_by_id: 'withdrawn_at',
    },
    // The address is of whoever was invited, and the row also about those who invited and withdrew.
    secret: 'token_hash email',
    plain:
      'id organisation_id roles is_first invited_at sent_at expires_at accepted_at withdrawn_at',
  },
  join_requests: {
    kept: 'invitation',
    about: { decided_by_id: 'decided_at', person_id: 'asked_at' },
    words: { reason: 'decided_by_id' },
    // Of whoever asked, who is nobody here yet, while the row is also about whoever decided.
    secret: 'email name job_title',
    plain: 'id organisation_id asked_at decided_at',
  },
  verifications: {
    kept: 'record',
    about: {
      asked_by_id: 'asked_at',
      more_asked_by_id: 'more_asked_at',
      decided_by_id: 'decided_at',
    },
    words: { more_asked: 'more_asked_by_id', reason: 'decided_by_id', answer: 'organisation' },
    plain:
      'id organisation_id cause state finding legal_name legal_form company_number charity_number asked_at more_asked_at answered_at decided_at',
  },
  register_answers: {
    kept: 'register',
    plain:
      'id organisation_id company_number answered_at is_found company_name status status_detail company_type created_on ceased_on locality country previous_names',
  },
  register_lookups: {
    kept: 'register',
    plain: 'organisation_id company_number due_at leased_until tries last_error',
  },
  invitation_days: { kept: 'record', plain: 'organisation_id day sent' },
}
