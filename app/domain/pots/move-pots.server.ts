import type { Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import { textOfDeal } from '../ledger/deal.ts'
import type { Purse } from './purse.ts'

/** What goes into (or out of) each part of a pot. */
export type PotMove = {
  potId: string
  /** Left out, the purse that is not ring-fenced. */
  purse?: Purse
  allocatedPence?: Pence
  reservedPence?: Pence
  committedPence?: Pence
  paidPence?: Pence
}

/**
 * Moves the rows that guard pots; the journal of the same event is posted beside it. Call it last in a
 * transaction: these are the hottest rows there are. Fails as "two at once" when a pot has not enough.
 */
export async function movePots(tx: Tx, moves: PotMove[]) {
  const text = JSON.stringify(moves.map((move) => JSON.parse(textOfDeal(move)) as object))
  await tx.$executeRaw`select move_pots(${text}::jsonb)`
}
