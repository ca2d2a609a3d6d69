import type { Pence } from '#app/core/money.ts'
import type { PotBalance } from '../pots/pot.ts'
import { purseKey, type Purse } from '../pots/purse.ts'

/** A transfer as far as pots are concerned: kinds of account, and the pot and purse of each where it has one. */
export type ReplayTransfer = {
  from: string
  fromPot: string | null
  fromPurse?: Purse | null
  to: string
  toPot: string | null
  toPurse?: Purse | null
  pence: Pence
}

type Column = keyof PotBalance
/** Where a pot's money is, by the kind of account it is on. */
const columnOf: Record<string, Column | undefined> = {
  'match-reserved': 'reservedPence',
  'match-committed': 'committedPence',
  payable: 'committedPence',
  paid: 'paidPence',
}
const FLIGHT_MS = 60_000

/** The balances of pots as their transfers come by. */
export class PotBooks {
  private readonly balances = new Map<string, PotBalance & { availablePence: Pence }>()
  /** What each purse can still match, and what came into it lately, by its `purseKey`. */
  private readonly available = new Map<string, Pence>()
  private readonly recent = new Map<string, { at: Date; pence: Pence }[]>()

  apply({ transfers, at }: { transfers: ReplayTransfer[]; at: Date }) {
    for (const { from, fromPot, fromPurse, to, toPot, toPurse, pence } of transfers) {
      if (fromPot) this.move(fromPot, from, -pence)
      if (toPot) this.move(toPot, to, pence)
      if (fromPot && from === 'pot-available') this.add(purseKey(fromPot, fromPurse), -pence)
      if (!toPot || to !== 'pot-available') continue
      this.add(purseKey(toPot, toPurse), pence)
      this.remember(purseKey(toPot, toPurse), { at, pence })
    }
  }

  of(potId: string) {
    const known = this.balances.get(potId)
    if (known) return known
    const sums = { allocatedPence: 0n, reservedPence: 0n, committedPence: 0n, paidPence: 0n }
    const balance = { ...sums, availablePence: 0n }
    this.balances.set(potId, balance)
    return balance
  }

  availableIn = (potId: string, purse?: Purse | null) =>
    this.available.get(purseKey(potId, purse)) ?? 0n

  /**
   * What may have come into a purse in the same moments as something else asked it: a journal has its number
   * before it is on disk. Each answer is a sum that may not have been seen yet.
   */
  inFlight({ potId, purse }: { potId: string; purse?: Purse | undefined }, at: Date): Pence[] {
    const late = (this.recent.get(purseKey(potId, purse)) ?? []).filter(
      (one) => at.getTime() - one.at.getTime() < FLIGHT_MS,
    )
    let sum = 0n
    return late.reverse().map(({ pence }) => (sum += pence))
  }

  private add(key: string, pence: Pence) {
    this.available.set(key, (this.available.get(key) ?? 0n) + pence)
  }

  private remember(key: string, one: { at: Date; pence: Pence }) {
    this.recent.set(key, [...(this.recent.get(key) ?? []).slice(-7), one])
  }

  private move(potId: string, kind: string, pence: Pence) {
    const balance = this.of(potId)
    const column = columnOf[kind]
    if (column) balance[column] += pence
    else balance.availablePence += pence
    // What is not on one of its accounts came from a funder or went back to one.
    balance.allocatedPence =
      balance.availablePence + balance.reservedPence + balance.committedPence + balance.paidPence
  }
}
