import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  pitch_calls: {
    kept: 'record',
    about: { opened_by_id: 'opens_at' },
    plain: 'id challenge_id opens_at closes_at price_limit_pence',
  },
  criteria: {
    kept: 'record',
    words: { name: 'organisation', guidance: 'organisation' },
    plain: 'id pitch_call_id position weight_basis_points',
  },
  pitch_questions: {
    kept: 'record',
    words: { text: 'organisation', guidance: 'organisation' },
    plain: 'id pitch_call_id position maximum_words',
  },
  pitches: {
    kept: 'record',
    about: { started_by_id: 'started_at', sent_by_id: 'sent_at' },
    words: { profile: 'organisation' },
    plain: 'id number pitch_call_id supplier_id started_at sent_at withdrawn_at changed_at',
  },
  pitch_answers: {
    kept: 'record',
    words: { text: 'organisation' },
    plain: 'pitch_id question_id saved_at',
  },
  pitch_milestones: {
    kept: 'record',
    words: { title: 'organisation', acceptance_test: 'organisation' },
    plain: 'id pitch_id position price_pence weeks_from_start',
  },
}
