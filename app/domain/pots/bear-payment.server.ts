import type { Tx } from '#app/core/db.server.ts'
import type { Pence } from '#app/core/money.ts'
import type { PotMoney } from '../ledger/journal.ts'
import { purseNamed } from './purse.ts'
import { splitOverStakes } from './stake.ts'
import { lockStakes } from './take-back-funding.server.ts'

/** One funder's part of what a purse pays. */
export type BorneShare = PotMoney & { funderId: string; amountPence: Pence }

/**
 * Splits what a purse pays for a milestone over its funders by what each has in, and keeps what each has
 * borne. The caller posts the shares; the rows of the purse's stakes are held until then.
 */
export async function bearPayment(
  tx: Tx,
  { potId, purse, amountPence }: PotMoney & { amountPence: Pence },
): Promise<BorneShare[]> {
  const of = purseNamed(purse)
  const stakes = await lockStakes(tx, { potId, purse: of })
  const shares = splitOverStakes(amountPence, stakes)
  for (const share of shares)
    await tx.$executeRaw`update stakes set borne_pence = borne_pence + ${share.amountPence}
      where pot_id = ${potId}::uuid and purse = ${of} and funder_id = ${share.funderId}::uuid`
  return shares.map((share) => ({ potId, purse, ...share }))
}
