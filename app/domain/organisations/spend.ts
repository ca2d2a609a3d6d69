/** Kinds of spend that a scheme of delegation and a pledge tell apart. */
export const spendKinds = ['revenue', 'capital', 'flexible-receipts', 'grant'] as const
export type SpendKind = (typeof spendKinds)[number]

export const spendKindLabel: Record<SpendKind, string> = {
  revenue: 'Revenue',
  capital: 'Capital',
  'flexible-receipts': 'Flexible use of capital receipts',
  grant: 'Grant',
}
