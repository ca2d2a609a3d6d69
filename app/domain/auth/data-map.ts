import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  sessions: {
    kept: 'session',
    about: { person_id: 'created_at' },
    contact: 'user_agent',
    secret: 'id issuer_session_hash',
    plain:
      'acting_for_id created_at last_used_at expires_at absolute_expires_at handle proved_at issuer',
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
    plain: 'confirmed_at last_step',
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
  passkeys: {
    kept: 'account',
    about: { person_id: 'added_at' },
    words: { name: 'person_id' },
    secret: 'credential_id public_key',
    plain: 'id counter transports added_at last_used_at',
  },
  passkey_challenges: {
    kept: 'session',
    about: { person_id: 'asked_at' },
    secret: 'challenge binding',
    plain: 'session_handle purpose asked_at expires_at',
  },
  factor_holds: {
    kept: 'account',
    about: { person_id: '' },
    plain: 'wrong_codes held_until',
  },
  ways_back: {
    kept: 'record',
    about: { person_id: 'asked_at' },
    secret: 'stop_hashes',
    plain: 'id asked_at due_at ended_at ended_as',
  },
  way_back_confirmations: {
    kept: 'record',
    about: { person_id: 'confirmed_at' },
    plain: 'way_back_id confirmed_as confirmed_at',
  },
  proofs: {
    kept: 'sign-in',
    about: { person_id: 'given_at' },
    secret: 'fingerprint',
    plain: 'id verb given_at expires_at used_at',
  },
  identities: {
    kept: 'account',
    about: { person_id: 'connected_at' },
    contact: 'email subject',
    plain: 'id issuer connected_at last_used_at',
  },
  identity_requests: {
    kept: 'sign-in',
    address: 'email',
    contact: 'email from_network subject',
    secret: 'state_hash browser_hash',
    plain: 'id provider next_path created_at expires_at answered_at issuer connected_at',
  },
  known_browsers: {
    kept: 'account',
    about: { person_id: 'first_seen_at' },
    secret: 'browser_hash',
    plain: 'first_seen_at last_seen_at',
  },
  logout_messages: { kept: 'sign-in', plain: 'issuer token_id received_at' },
}
