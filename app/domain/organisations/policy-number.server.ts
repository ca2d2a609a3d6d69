import { clock } from '#app/core/clock.ts'
import { db, type Tx } from '#app/core/db.server.ts'
import { invariant } from '#app/core/refusal.ts'
import { londonDay } from '#app/core/time.ts'

type Nation = 'england' | 'wales' | 'scotland' | 'northern-ireland'

/** Numbers set by law or policy; prisma/data/policy-numbers.ts holds them with their sources. */
export type PolicyKey =
  | 'award-standstill-working-days'
  | 'bank-details-hold-hours'
  | `call-in-working-days:${Nation}`
  | 'collection-due-days'
  | 'co-signers-to-open-a-round'
  | `general-exception-clear-days:${Nation}`
  | 'key-decision-above-pence'
  | `key-decision-notice-clear-days:${Nation}`
  | 'payment-second-approval-above-pence'
  | 'pitch-questions-at-most'
  | 'round-extension-days-at-most'
  | 'round-extensions-at-most'
  | 'section-24-consent-above-pence:capital'
  | 'section-24-consent-above-pence:other'
  | 'slot-offer-minutes'
  | 'sme-balance-sheet-at-most-pence'
  | 'sme-staff-below'
  | 'sme-turnover-at-most-pence'

/** The value in force on a London day (today unless told), with the law or policy that sets it. */
export async function getPolicy(
  key: PolicyKey,
  on = londonDay(clock.now()),
  tx: Pick<Tx, 'policyNumber'> = db,
) {
  const day = new Date(`${on}T00:00:00Z`)
  const row = await tx.policyNumber.findFirst({
    where: { key, fromOn: { lte: day }, OR: [{ toOn: null }, { toOn: { gt: day } }] },
    select: { value: true, source: true },
  })
  invariant(row, `no policy number ${key} on ${on}`)
  return row
}

/**
 * The value in force today, in London. Within a transaction it is read by that: a second connection might
 * never come while others hold all of them and wait for a lock of this one.
 */
export const getPolicyNumber = async (key: PolicyKey, tx?: Pick<Tx, 'policyNumber'>) =>
  (await getPolicy(key, undefined, tx)).value
