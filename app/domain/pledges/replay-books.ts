import type { Pence } from '#app/core/money.ts'
import type { PotBalance } from '../pots/pot.ts'

/** A transfer as far as pots are concerned: kinds of account, and the pot of each where it has one. */
export type ReplayTransfer = {
  from: string
  fromPot: string | null
  to: string
  toPot: string | null
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
  private readonly recent = new Map<string, { at: Date; pence: Pence }[]>()

  apply({ transfers, at }: { transfers: ReplayTransfer[]; at: Date }) {
    for (const { from, fromPot, to, toPot, pence } of transfers) {
      if (fromPot) this.move(fromPot, from, -pence)
      if (toPot) this.move(toPot, to, pence)
      if (toPot && to === 'pot-available') this.remember(toPot, { at, pence })
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

  availableIn = (potId: string) => this.of(potId).availablePence

  /**
   * What may have come into a pot in the same moments as something else asked it: a journal has its number
   * before it is on disk. Each answer is a sum that may not have been seen yet.
   */
  inFlight(potId: string, at: Date): Pence[] {
    const late = (this.recent.get(potId) ?? []).filter(
      (one) => at.getTime() - one.at.getTime() < FLIGHT_MS,
    )
    let sum = 0n
    return late.reverse().map(({ pence }) => (sum += pence))
  }

  private remember(potId: string, one: { at: Date; pence: Pence }) {
    this.recent.set(potId, [...(this.recent.get(potId) ?? []).slice(-7), one])
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
