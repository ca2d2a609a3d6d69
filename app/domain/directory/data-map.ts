import type { AreaMap } from '#app/core/data-map.ts'

/** What this area's tables hold about people: every column once. app/domain/privacy says how it is used. */
export const dataMap: AreaMap = {
  listings: {
    kept: 'listing',
    about: { membership_id: 'listed_at' },
    words: { about: 'membership_id' },
    // The name is a copy of the person's own; the search text is made from what stands beside it.
    contact: 'name',
    secret: 'search',
    plain:
      'id service_function_ids takes_messages listed_at confirmed_at asked_at organisation_id places',
  },
  listing_counts: { kept: 'worked-out', plain: 'service_function_id listed' },
  listing_messages: {
    kept: 'message',
    about: { sender_id: 'sent_at', recipient_id: 'sent_at', closed_by_id: 'closed_at' },
    words: {
      ...{ subject: 'sender_id', words: 'sender_id', report_reason: 'recipient_id' },
      outcome_reason: 'closed_by_id',
    },
    // Whether it was held back is between the recipient and this site.
    plain:
      'id sender_organisation_id sent_at sent_on is_withheld reported_at closed_at outcome stop_id',
  },
  sender_stops: {
    kept: 'record',
    about: { person_id: 'stopped_at', stopped_by_id: 'stopped_at', ended_by_id: 'ended_at' },
    words: { reason: 'stopped_by_id', ended_reason: 'ended_by_id' },
    plain: 'id stopped_at ends_at ended_at',
  },
  message_blocks: {
    kept: 'account',
    about: { person_id: 'blocked_at' },
    plain: 'organisation_id blocked_at',
  },
  message_sender_days: { kept: 'message', about: { person_id: 'day' }, plain: 'day sent' },
  message_organisation_days: { kept: 'record', plain: 'organisation_id day sent' },
}
