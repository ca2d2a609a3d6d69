import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { londonDay } from '#app/core/time.ts'

/** Numbers set by law or policy; prisma/data/policy-numbers.ts holds them with their sources. */
export type PolicyKey =
  | 'award-standstill-working-days'
  | 'collection-due-days'
  | 'co-signers-to-open-a-round'
  | 'payment-second-approval-above-pence'
  | 'pitch-questions-at-most'
  | 'slot-offer-minutes'

/**
 * The value in force today, in London. Within a transaction it is read by that: a second connection might
 * never come while others hold all of them and wait for a lock of this one.
 */
export async function getPolicyNumber(key: PolicyKey, tx: Pick<Tx, 'policyNumber'> = db) {
  const on = londonDay(clock.now())
  const day = new Date(`${on}T00:00:00Z`)
  const row = await tx.policyNumber.findFirst({
    where: { key, fromOn: { lte: day }, OR: [{ toOn: null }, { toOn: { gt: day } }] },
    select: { value: true },
  })
  invariant(row, `no policy number ${key} on ${on}`)
  return row.value
}
