import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  supplier_profiles: {
    kept: 'record',
    about: { confirmed_by_id: 'confirmed_at' },
    plain: 'id service_function_ids confirmed_at',
  },
  frameworks: {
    kept: 'register',
    plain: 'slug name reference owner from_on to_on source source_url',
  },
  framework_places: {
    kept: 'record',
    about: { entered_by_id: 'entered_at', ended_by_id: 'ended_at' },
    plain: 'id supplier_id framework_slug name reference lot expires_on entered_at ended_at',
  },
  credentials: {
    kept: 'record',
    about: {
      entered_by_id: 'entered_at',
      ended_by_id: 'ended_at',
      seen_by_id: 'seen_at',
      sent_back_by_id: 'sent_back_at',
    },
    words: { sent_back_reason: 'sent_back_by_id' },
    plain:
      'id supplier_id kind name number issuer cover_pence valid_from expires_on file_id entered_at ended_as ended_at seen_at sent_back_at warned_at told_expired_at',
  },
}
