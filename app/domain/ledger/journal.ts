import type { Pence } from '#app/core/money.ts'

/** The chart of accounts; docs/ledger.md says what each holds and which journal moves it. */
export type Account =
  | { kind: 'funder'; funderId: string }
  | { kind: 'council'; councilId: string }
  | ({ kind: 'pot-available' } & PotMoney)
  | ({ kind: 'match-reserved' | 'match-committed'; challengeId: string } & PotMoney)
  | { kind: CouncilKind; councilId: string; challengeId: string }
  | ({ kind: 'payable' | 'paid'; supplierId: string; challengeId: string } & Source)

/** Where a council's money for one challenge is, before it is spent and when it comes back. */
type CouncilKind = 'pledged' | 'called' | 'received' | 'refundable' | 'refunded'

/** Of a pot's money, the purse it is kept in: a funding type; left out, what is not ring-fenced. */
export type PotMoney = { potId: string; purse?: string | undefined }

/** Whose money it is: a council's pledge, or a funder's part of a pot's match. */
export type Source = { councilId: string } | (PotMoney & { funderId?: string | undefined })

export const journalKinds = [
  'pot-funded',
  'pot-taken-back',
  'pledge-committed',
  'match-unlocked',
  'pledge-lowered',
  'pledge-withdrawn',
  'pledge-lapsed',
  'round-funded',
  'collection-received',
  'collection-cancelled',
  'payment-approved',
  'payment-settled',
  'unspent-given-back',
  'refund-paid',
  'reversal',
] as const
export type JournalKind = (typeof journalKinds)[number]

/** Moves a positive sum out of the debit account into the credit account. */
export type Transfer = { debit: Account; credit: Account; amountPence: Pence }

/** The transfers of one event. */
export type Journal = {
  kind: JournalKind
  /** The same kind and key happens once, however often it is sent. */
  operationKey: string
  memo: string
  personId?: string
  challengeId?: string
  pledgeId?: string
  paymentId?: string
  reversesId?: bigint
  transfers: Transfer[]
}
