/** What a money function of the database reads: whole pence as text, so that no digit is lost. */
export const textOfDeal = (deal: object) =>
  JSON.stringify(deal, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
