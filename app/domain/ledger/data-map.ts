import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  accounts: {
    kept: 'record',
    plain: 'id kind funder_id council_id pot_id challenge_id supplier_id purse',
  },
  journals: {
    kept: 'record',
    about: { person_id: 'at' },
    words: { memo: 'organisation' },
    plain: 'id kind operation_key challenge_id pledge_id payment_id reverses_id at',
  },
  transfers: {
    kept: 'record',
    plain: 'journal_id line debit_account_id credit_account_id amount_pence',
  },
  seals: {
    kept: 'record',
    plain: 'number to_journal_id journal_ids fingerprints previous_hash hash sealed_at',
  },
  seal_spans: { kept: 'worked-out', plain: 'number to_journal_id first_at last_at' },
  block_entries: {
    kept: 'worked-out',
    plain: 'owner_id kind to_journal_id entry_count journal_ids lines pence total_pence',
  },
  pledged_sums: {
    kept: 'worked-out',
    plain: 'to_journal_id pledged_pence pledging_councils',
  },
  accrual_spans: {
    kept: 'worked-out',
    plain: 'owner_id challenge_id first_journal_id settled_journal_id',
  },
  accrual_notes: { kept: 'worked-out', plain: 'id up_to_journal_id' },
  pot_uses: { kept: 'worked-out', plain: 'pot_id used_on pence' },
}
