import { clock } from '#app/core/clock.ts'
import { db } from '#app/core/db.server.ts'
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

/** The value in force on a London day (today unless told). */
export async function getPolicyNumber(key: PolicyKey, on = londonDay(clock.now())) {
  const day = new Date(`${on}T00:00:00Z`)
  const row = await db.policyNumber.findFirst({
    where: { key, fromOn: { lte: day }, OR: [{ toOn: null }, { toOn: { gt: day } }] },
    select: { value: true },
  })
  invariant(row, `no policy number ${key} on ${on}`)
  return row.value
}
