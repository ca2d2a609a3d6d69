import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  bank_details: {
    kept: 'record',
    about: { added_by_id: 'added_at' },
    secret: 'account_name sort_code account_number',
    plain: 'id organisation_id added_at retired_at',
  },
  bank_details_changes: {
    kept: 'record',
    about: { asked_by_id: 'asked_at', confirmed_by_id: 'confirmed_at' },
    secret: 'account_name sort_code account_number stop_hash',
    plain: 'id organisation_id asked_at due_at confirmed_at ended_at ended_as',
  },
  collections: {
    kept: 'record',
    plain:
      'id reference pledge_id council_id lead_council_id challenge_id amount_pence called_at due_on cancelled_at is_received',
  },
  receipts: {
    kept: 'record',
    about: { recorded_by_id: 'recorded_at', reversed_by_id: 'reversed_at' },
    words: { reversed_reason: 'reversed_by_id' },
    plain:
      'id collection_id operation_key amount_pence received_on recorded_at bank_reference reversed_at reversal_key',
  },
  payments: {
    kept: 'record',
    plain:
      'id number milestone_id challenge_id supplier_id bank_details_id amount_pence rail payment_file_id approved_at sent_at settled_at settled_on',
  },
  payment_shares: {
    kept: 'record',
    plain: 'id payment_id council_id pot_id purse funder_id amount_pence',
  },
  payment_files: {
    kept: 'record',
    about: { created_by_id: 'created_at', sent_by_id: 'sent_at', settled_by_id: 'settled_at' },
    words: { content: 'organisation' },
    plain: 'id reference operation_key sha256 item_count total_pence created_at sent_at settled_at',
  },
}
