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
    key: 'collection-due-days',
    value: 30n,
    unit: 'days',
    fromOn: '2025-02-24',
    source: 'Procurement Act 2023, s.68: thirty days',
  },
  {
    key: 'co-signers-to-open-a-round',
    value: 5n,
    unit: 'councils',
    fromOn: '2025-01-01',
    source: 'Portal policy: a problem five councils share is worth a round',
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
    key: 'slot-offer-minutes',
    value: 120n,
    unit: 'minutes',
    fromOn: '2025-01-01',
    source: 'Portal policy: how long a freed slot is held for the first on the waiting list',
  },
] as const
