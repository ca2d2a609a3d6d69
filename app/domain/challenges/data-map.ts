import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  service_functions: { kept: 'register', plain: 'id name parent_id level' },
  services: { kept: 'register', plain: 'id name govuk_slug' },
  challenges: {
    kept: 'record',
    about: { created_by_id: 'created_at', published_by_id: 'published_at' },
    words: {
      title: 'organisation',
      short_title: 'organisation',
      summary: 'organisation',
      problem: 'organisation',
      quote: 'organisation',
      quote_by: 'organisation',
      outcome: 'organisation',
      cost_today: 'organisation',
      adoption_route: 'organisation',
      standards: 'organisation',
      data_notes: 'organisation',
    },
    plain:
      'id number slug typical_cost_pence running_cost_yearly_pence lead_volume_per_year lead_yearly_cost_pence lead_council_id service_function_id service_id theme stage created_at changed_at published_at',
  },
  challenge_changes: {
    kept: 'record',
    about: { changed_by_id: 'changed_at' },
    plain: 'challenge_id part changed_at',
  },
  co_signatures: {
    kept: 'record',
    about: { signed_by_id: 'signed_at' },
    words: { note: 'signed_by_id' },
    plain:
      'id challenge_id council_id volume_per_year yearly_cost_pence signed_at withdrawn_at challenge_number',
  },
  questions: {
    kept: 'record',
    about: { asked_by_id: 'asked_at' },
    words: { text: 'asked_by_id' },
    plain: 'id challenge_id asked_for_id asked_at',
  },
  answers: {
    kept: 'record',
    about: { answered_by_id: 'answered_at' },
    words: { text: 'answered_by_id' },
    plain: 'id answered_at',
  },
  challenge_updates: {
    kept: 'record',
    about: { posted_by_id: 'posted_at' },
    words: { title: 'posted_by_id', body: 'posted_by_id' },
    plain: 'id challenge_id posted_at',
  },
  follows: {
    kept: 'account',
    about: { person_id: 'followed_at' },
    plain: 'challenge_id followed_at',
  },
  stage_counts: { kept: 'worked-out', plain: 'stage challenge_count' },
  list_changes: { kept: 'worked-out', plain: 'id challenge_id' },
  list_notes: { kept: 'worked-out', plain: 'id up_to_journal_id' },
  heading_words: { kept: 'worked-out', plain: 'word' },
}
