import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  organisations: {
    kept: 'register',
    words: { about: 'organisation' },
    plain: 'id kind slug name official_name website_domain verified_at created_at',
  },
  councils: {
    kept: 'register',
    plain:
      'id gss type nation region is_upper_tier parent_county_gss organisation_identifier former_gss population area_hectares latitude_microdegrees longitude_microdegrees tile_column tile_row',
  },
  combined_authorities: { kept: 'register', plain: 'id kind is_mayoral established_year' },
  combined_authority_members: {
    kept: 'register',
    plain: 'combined_authority_id council_id role from_on to_on',
  },
  mayor_terms: { kept: 'register', plain: 'id combined_authority_id name from_on to_on source' },
  former_organisations: {
    kept: 'register',
    plain:
      'id successor_id answered_by_id ended_on areas_change_on name_then source source_url ended_at',
  },
  further_successors: { kept: 'register', plain: 'former_id successor_id' },
  suppliers: {
    kept: 'register',
    plain:
      'id legal_form company_number charity_number town region staff_count serves first_verified_at turnover_pence balance_sheet_pence is_sme_declared_at',
  },
  funders: {
    kept: 'register',
    about: { registered_by_id: 'registered_at' },
    words: { source: 'registered_by_id' },
    plain: 'id kind identifier registered_at',
  },
  people: { kept: 'account', contact: 'name email slug', plain: 'id created_at' },
  same_humans: {
    kept: 'record',
    about: {
      person_id: 'recorded_at',
      other_id: 'recorded_at',
      recorded_by_id: 'recorded_at',
      ended_by_id: 'ended_at',
    },
    words: { reason: 'recorded_by_id', ended_reason: 'ended_by_id' },
    plain: 'id recorded_at ended_at',
  },
  memberships: {
    kept: 'record',
    about: { person_id: 'joined_at', ended_by_id: 'ended_at' },
    words: { job_title: 'person_id' },
    plain: 'id organisation_id joined_at ended_at',
  },
  membership_roles: {
    kept: 'record',
    about: { granted_by_id: 'granted_at', membership_id: 'granted_at' },
    plain: 'role granted_at',
  },
  delegated_limits: {
    kept: 'record',
    about: { membership_id: 'from_on', set_by_id: 'set_at' },
    plain: 'id spend limit_pence year_limit_pence from_on to_on source set_at',
  },
  chief_finance_officers: {
    kept: 'record',
    about: { set_by_id: 'set_at', membership_id: 'from_on' },
    plain: 'id council_id from_on to_on source set_at',
  },
  deputies: {
    kept: 'record',
    about: { set_by_id: 'set_at', membership_id: 'from_on', principal_id: 'from_on' },
    plain: 'id council_id from_on to_on source set_at',
  },
  spending_locks: {
    kept: 'record',
    about: { set_by_id: 'set_at' },
    plain: 'id council_id kind successor from_on to_on source source_url set_at',
  },
  key_decision_thresholds: {
    kept: 'record',
    about: { set_by_id: 'set_at' },
    plain: 'id council_id above_pence from_on to_on source set_at',
  },
  policy_numbers: { kept: 'register', plain: 'key from_on to_on value unit source' },
  bank_holidays: { kept: 'register', plain: 'division day title notes' },
  cost_codes: {
    kept: 'record',
    about: { set_by_id: 'set_at' },
    plain: 'council_id account_kind code set_at',
  },
}
