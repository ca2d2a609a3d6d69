import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  assessors: {
    kept: 'record',
    about: { person_id: 'appointed_at', appointed_by_id: 'appointed_at' },
    plain: 'id pitch_call_id council_id appointed_at',
  },
  conflict_declarations: {
    kept: 'record',
    about: { assessor_id: 'declared_at' },
    words: { detail: 'assessor_id' },
    plain: 'pitch_id has_conflict declared_at',
  },
  scores: {
    kept: 'record',
    about: { assessor_id: 'saved_at' },
    words: { reason: 'assessor_id' },
    plain: 'pitch_id criterion_id points saved_at',
  },
  score_sheets: {
    kept: 'record',
    about: { assessor_id: 'finished_at' },
    plain: 'pitch_id finished_at',
  },
  moderations: {
    kept: 'record',
    about: { agreed_by_id: 'agreed_at' },
    words: { reason: 'agreed_by_id' },
    plain: 'pitch_id criterion_id points agreed_at',
  },
  awards: {
    kept: 'record',
    about: {
      decided_by_id: 'decided_at',
      published_by_id: 'published_at',
      confirmed_by_id: 'confirmed_at',
    },
    words: { reason: 'decided_by_id' },
    plain:
      'id pitch_call_id challenge_id pitch_id supplier_id price_pence decided_at published_at standstill_ends_on confirmed_at',
  },
}
