import { z } from 'zod'
import type { Pence } from '#app/core/money.ts'
import { DayInput, endOfDay, startOfDay, type Day } from '#app/core/time.ts'
import type { JournalKind } from './journal.ts'

/** One transfer into a book, or out of it. */
export type Entry = {
  journalId: bigint
  line: number
  at: Date
  kind: JournalKind
  /** In is positive, out negative. */
  amountPence: Pence
  memo: string
  challengeId: string | null
  pledgeId: string | null
  paymentId: string | null
  personId: string | null
  councilId: string | null
  potId: string | null
}

/** Where a page of entries starts: after this one. */
export type Place = { journalId: bigint; line: number }

export const placeText = ({ journalId, line }: Place) => `${journalId}-${line}`

export function readPlace(text: string | null): Place | undefined {
  const [, journalId, line] = /^(\d{1,18})-(\d{1,9})$/.exec(text ?? '') ?? []
  return journalId && line ? { journalId: BigInt(journalId), line: Number(line) } : undefined
}

/** Whole London days, both counted in; either may be open. */
export type Period = { fromOn?: Day; toOn?: Day }

const day = (text: string | null) =>
  z
    .optional(DayInput)
    .catch(undefined)
    .parse(text ?? undefined)

/** The period an address asks for. A day that is none counts as open, and days the wrong way round as none. */
export function readPeriod(search: URLSearchParams): Period {
  const [fromOn, toOn] = [day(search.get('from')), day(search.get('to'))]
  if (fromOn && toOn && fromOn > toOn) return {}
  return { ...(fromOn && { fromOn }), ...(toOn && { toOn }) }
}

/** Instants from which, and before which, an entry belongs to a period. */
export const instantsOf = ({ fromOn, toOn }: Period) => ({
  from: fromOn ? startOfDay(fromOn) : null,
  before: toOn ? endOfDay(toOn) : null,
})

/** Each entry with the balance after it. */
export function runBalance<E extends { amountPence: Pence }>(openingPence: Pence, entries: E[]) {
  let balancePence = openingPence
  return entries.map((entry) => {
    balancePence += entry.amountPence
    return { ...entry, balancePence }
  })
}

export const journalKindNames: Record<JournalKind, string> = {
  'pot-funded': 'Money added to the pot',
  'pot-taken-back': 'Money taken back by a funder',
  'pledge-committed': 'Pledge signed',
  'match-unlocked': 'Match switched on for an earlier pledge',
  'pledge-lowered': 'Pledge lowered',
  'pledge-withdrawn': 'Pledge withdrawn',
  'pledge-lapsed': 'Pledge ended with its round',
  'round-funded': 'Round funded',
  'collection-received': 'Council’s money received',
  'collection-cancelled': 'Not asked for any more: the project is stopped',
  'payment-approved': 'Milestone approved for payment',
  'payment-settled': 'Paid by the bank',
  'unspent-given-back': 'What was left goes back',
  'refund-paid': 'Refunded by bank',
  reversal: 'Reversal of a mistake',
}
