import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  successions: {
    kept: 'record',
    about: {
      proposed_by_id: 'proposed_at',
      confirmed_by_id: 'confirmed_at',
      ended_by_id: 'ended_at',
    },
    words: { ended_reason: 'ended_by_id' },
    plain:
      'id number kind successor_id new_name new_gss new_type new_nation new_region is_split joins_areas vests_on source source_url proposed_at confirmed_at happened_at ended_at',
  },
  proposed_successors: {
    kept: 'record',
    plain: 'id succession_id council_id new_name new_gss new_type new_nation new_region',
  },
  succession_assignments: {
    kept: 'record',
    about: { membership_id: '' },
    plain: 'succession_id successor_id',
  },
  succession_predecessors: { kept: 'record', plain: 'succession_id organisation_id is_live' },
  novations: {
    kept: 'record',
    about: { agreed_by_id: 'agreed_at', ended_by_id: 'ended_at' },
    plain:
      'id succession_id project_id from_supplier_id to_supplier_id agreement agreed_for_id agreed_at happened_at ended_at',
  },
  succession_moves: {
    kept: 'record',
    about: { from_membership_id: '', to_membership_id: '' },
    plain: 'succession_id roles waiting_roles',
  },
  succession_stakes: {
    kept: 'record',
    plain: 'succession_id funder_id pot_id purse left_pence',
  },
  succession_balances: { kept: 'record', plain: 'succession_id council_id account_kind pence' },
}
