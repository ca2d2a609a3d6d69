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
  invitation_days: { kept: 'record', plain: 'organisation_id day sent' },
}
