import { spendKinds, type SpendKind } from '../organisations/spend.ts'

/** What a funder may ring-fence money in a pot to: where the council's own money comes from. */
export const ringFences = spendKinds
export type RingFence = SpendKind

export const purses = ['unrestricted', ...ringFences] as const
/** A part of a pot's money that is kept apart: nothing promised from one is paid from another. */
export type Purse = (typeof purses)[number]

/** A purse of a pot, from the instant on that money was first put into it. */
export type OpenPurse = { purse: Purse; openedAt: Date }

/** The one purse a pledge is matched from, or else what the money of the pot is for. */
export type PurseChoice = { purse: Purse } | { purse: undefined; isFor: RingFence[] }

export const unrestricted = { purse: 'unrestricted' } as const satisfies PurseChoice

/**
 * A pledge is matched from the purse of its own funding type if the pot has it then, else from the
 * unrestricted one, else from none. An empty pot has nothing to keep apart.
 */
export function purseFor(fundingType: RingFence, opened: OpenPurse[], at: Date): PurseChoice {
  const first = opened[0]
  if (!first || (opened.length === 1 && first.purse === 'unrestricted')) return unrestricted
  const there = opened.filter(({ openedAt }) => openedAt <= at).map(({ purse }) => purse)
  if (there.includes(fundingType)) return { purse: fundingType }
  if (there.length === 0 || there.includes('unrestricted')) return unrestricted
  return { purse: undefined, isFor: ringFences.filter((type) => there.includes(type)) }
}

/** The ring-fence of a purse; the unrestricted one has none, in accounts of the ledger too. */
export const ringFenceOf = (purse: Purse | undefined): RingFence | undefined =>
  purse === 'unrestricted' ? undefined : purse

/** The purse of a name as the ledger and the rows of shares keep it: without a ring-fence there is none. */
export const purseNamed = (name: string | null | undefined): Purse =>
  purses.find((purse) => purse === name) ?? 'unrestricted'

/** Names a purse among those of all pots. */
export const purseKey = (potId: string, purse?: Purse | null) =>
  !purse || purse === 'unrestricted' ? potId : `${potId}/${purse}`

export const ringFenceLabel: Record<RingFence, string> = {
  revenue: 'revenue',
  capital: 'capital',
  'flexible-receipts': 'flexible use of capital receipts',
  grant: 'grants',
}

export const purseLabel: Record<Purse, string> = {
  unrestricted: 'For any funding type',
  revenue: 'For revenue only',
  capital: 'For capital only',
  'flexible-receipts': 'For flexible use of capital receipts only',
  grant: 'For grants only',
}
