/** Limits, ratios and notice days set by law or by the portal's own policy, each from a day on and with its source. */
export const policyNumbers = [
  {
    key: 'award-standstill-working-days',
    value: 8n,
    unit: 'working days',
    fromOn: '2025-02-24',
    source: 'Procurement Act 2023, s.51(2); the day of publication counts if it is a working day',
  },
  {
    key: 'bank-details-hold-hours',
    value: 72n,
    unit: 'hours',
    fromOn: '2025-01-01',
    source:
      'Portal policy against mandate fraud: three days in which those already known can stop a change of account',
  },
  {
    key: 'call-in-working-days:england',
    value: 5n,
    unit: 'working days',
    fromOn: '2012-09-10',
    source:
      'Local Government Act 2000, s.9F; the council’s own rules, five working days from publication',
  },
  {
    key: 'call-in-working-days:northern-ireland',
    value: 5n,
    unit: 'working days',
    fromOn: '2015-04-01',
    source:
      'Local Government Act (Northern Ireland) 2014, s.41; standing orders, five working days from publication',
  },
  {
    key: 'call-in-working-days:scotland',
    value: 0n,
    unit: 'working days',
    fromOn: '2012-09-10',
    source: 'No call-in by law in Scotland; the council’s own standing orders apply',
  },
  {
    key: 'call-in-working-days:wales',
    value: 5n,
    unit: 'working days',
    fromOn: '2012-09-10',
    source:
      'Local Government Act 2000, s.21; the council’s own rules, five working days from publication',
  },
  {
    key: 'co-signers-to-open-a-round',
    value: 5n,
    unit: 'councils',
    fromOn: '2025-01-01',
    source: 'Portal policy: a problem five councils share is worth a round',
  },
  {
    key: 'collection-due-days',
    value: 30n,
    unit: 'days',
    fromOn: '2025-02-24',
    source: 'Procurement Act 2023, s.68: thirty days',
  },
  {
    key: 'general-exception-clear-days:england',
    value: 5n,
    unit: 'clear days',
    fromOn: '2012-09-10',
    source: 'SI 2012/2089, reg. 10',
  },
  {
    key: 'general-exception-clear-days:northern-ireland',
    value: 0n,
    unit: 'clear days',
    fromOn: '2012-09-10',
    source: 'No notice of key decisions by law in Northern Ireland',
  },
  {
    key: 'general-exception-clear-days:scotland',
    value: 0n,
    unit: 'clear days',
    fromOn: '2012-09-10',
    source: 'No notice of key decisions by law in Scotland',
  },
  {
    key: 'general-exception-clear-days:wales',
    value: 0n,
    unit: 'clear days',
    fromOn: '2012-09-10',
    source: 'No notice of key decisions by law in Wales',
  },
  {
    key: 'key-decision-above-pence',
    value: 50_000_000n,
    unit: 'pence',
    fromOn: '2025-01-01',
    source: 'Portal policy: £500,000, until the council says what it has decided',
  },
  {
    key: 'key-decision-notice-clear-days:england',
    value: 28n,
    unit: 'clear days',
    fromOn: '2012-09-10',
    source: 'SI 2012/2089, reg. 9',
  },
  {
    key: 'key-decision-notice-clear-days:northern-ireland',
    value: 0n,
    unit: 'clear days',
    fromOn: '2012-09-10',
    source: 'No set notice of key decisions by law in Northern Ireland',
  },
  {
    key: 'key-decision-notice-clear-days:scotland',
    value: 0n,
    unit: 'clear days',
    fromOn: '2012-09-10',
    source: 'No key decisions by law in Scotland; the council’s own standing orders apply',
  },
  {
    key: 'key-decision-notice-clear-days:wales',
    value: 0n,
    unit: 'clear days',
    fromOn: '2012-09-10',
    source:
      'No set notice of key decisions by law in Wales; the council’s forward work programme applies',
  },
  {
    key: 'payment-second-approval-above-pence',
    value: 5_000_000n,
    unit: 'pence',
    fromOn: '2025-01-01',
    source: 'Portal policy: above £50,000 a second person from another organisation approves',
  },
  {
    key: 'pitch-questions-at-most',
    value: 5n,
    unit: 'questions',
    fromOn: '2025-01-01',
    source: 'Portal policy: the rest comes from the supplier’s profile',
  },
  {
    key: 'round-extension-days-at-most',
    value: 60n,
    unit: 'days',
    fromOn: '2025-01-01',
    source: 'Portal policy: a council that pledged is kept waiting two months longer at most',
  },
  {
    key: 'round-extensions-at-most',
    value: 2n,
    unit: 'extensions',
    fromOn: '2025-01-01',
    source: 'Portal policy: a deadline that moves more than twice is none',
  },
  {
    key: 'section-24-consent-above-pence:capital',
    value: 100_000_000n,
    unit: 'pence',
    fromOn: '2007-12-28',
    source:
      'Local Government and Public Involvement in Health Act 2007, s.24: capital contracts above £1,000,000',
  },
  {
    key: 'section-24-consent-above-pence:other',
    value: 10_000_000n,
    unit: 'pence',
    fromOn: '2007-12-28',
    source:
      'Local Government and Public Involvement in Health Act 2007, s.24: other contracts above £100,000',
  },
  {
    key: 'slot-offer-minutes',
    value: 120n,
    unit: 'minutes',
    fromOn: '2025-01-01',
    source: 'Portal policy: how long a freed slot is held for the first on the waiting list',
  },
  {
    key: 'sme-balance-sheet-at-most-pence',
    value: 3_800_000_000n,
    unit: 'pence',
    fromOn: '2023-10-26',
    source:
      'Procurement Act 2023, s.123, in force for procurements from 24 February 2025: a balance sheet total of £38 million or less',
  },
  {
    key: 'sme-staff-below',
    value: 250n,
    unit: 'people',
    fromOn: '2023-10-26',
    source:
      'Procurement Act 2023, s.123, in force for procurements from 24 February 2025: fewer than 250 staff',
  },
  {
    key: 'sme-turnover-at-most-pence',
    value: 4_400_000_000n,
    unit: 'pence',
    fromOn: '2023-10-26',
    source:
      'Procurement Act 2023, s.123, in force for procurements from 24 February 2025: a turnover of £44 million or less',
  },
] as const
