import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  market_days: {
    kept: 'record',
    about: { created_by_id: 'published_at' },
    words: { title: 'organisation', summary: 'organisation', access_notes: 'organisation' },
    plain:
      'id slug service_function_id time_zone starts_at ends_at booking_closes_at join_url phone_number sequence published_at cancelled_at',
  },
  market_day_challenges: { kept: 'record', plain: 'market_day_id challenge_id position' },
  slots: {
    kept: 'record',
    words: { title: 'organisation', description: 'organisation' },
    plain: 'id market_day_id stage kind starts_at ends_at',
  },
  bookings: {
    kept: 'record',
    about: { booked_by_id: 'booked_at', cancelled_by_id: 'cancelled_at' },
    words: { title: 'booked_by_id' },
    plain:
      'id slot_id market_day_id supplier_id challenge_id booked_at operation_key sequence cancelled_at',
  },
  waiting_list_entries: {
    kept: 'record',
    about: { joined_by_id: 'joined_at' },
    words: { title: 'joined_by_id' },
    plain: 'id market_day_id supplier_id challenge_id joined_at left_at',
  },
  slot_offers: {
    kept: 'record',
    plain: 'id slot_id waiting_list_entry_id offered_at expires_at accepted_at ended_at',
  },
  registrations: {
    kept: 'account',
    about: { person_id: 'registered_at' },
    plain: 'market_day_id organisation_id registered_at',
  },
  slot_questions: {
    kept: 'record',
    about: { asked_by_id: 'asked_at' },
    words: { text: 'asked_by_id', answer: 'organisation' },
    plain: 'id slot_id booking_id asked_for_id asked_at answered_at',
  },
  interests: {
    kept: 'record',
    about: { person_id: 'shown_at' },
    plain: 'booking_id council_id shown_at',
  },
}
