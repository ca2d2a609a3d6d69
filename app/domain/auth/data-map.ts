import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  sessions: {
    kept: 'session',
    about: { person_id: 'created_at' },
    contact: 'user_agent',
    secret: 'id',
    plain: 'acting_for_id created_at last_used_at expires_at absolute_expires_at handle proved_at',
  },
  sign_in_requests: {
    kept: 'sign-in',
    about: { person_id: 'created_at' },
    contact: 'email from_network given_name given_job_title',
    secret: 'token_hash code_hash browser_hash',
    plain: 'id next_path wrong_codes created_at expires_at used_at invitation_id',
  },
  authenticators: {
    kept: 'account',
    about: { person_id: 'confirmed_at' },
    secret: 'sealed_key',
    plain: 'confirmed_at last_step wrong_codes held_until',
  },
  authenticator_set_ups: {
    kept: 'session',
    about: { person_id: 'expires_at' },
    secret: 'sealed_key',
    plain: 'session_handle is_replacement expires_at',
  },
  recovery_codes: {
    kept: 'account',
    about: { person_id: 'made_at' },
    secret: 'code_hash salt',
    plain: 'made_at used_at',
  },
  proofs: {
    kept: 'sign-in',
    about: { person_id: 'given_at' },
    secret: 'fingerprint',
    plain: 'id verb given_at expires_at used_at',
  },
}
