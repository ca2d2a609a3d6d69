import { pounds } from '#app/core/money.ts'
import type { DemonstrationConditions, DemonstrationPledge } from './types.ts'

type Row = [council: string, wholePounds: number, more?: 'capital' | DemonstrationConditions]

/**
 * Signed pledges, first to last, spread evenly from the day the round opened to a few days ago. The
 * order matters: each pot is asked in the order in which pledges were committed.
 */
export function signed(rows: Row[], when: { from: number; to: number }): DemonstrationPledge[] {
  const step = (when.from - when.to) / Math.max(rows.length - 1, 1)
  return rows.map(([council, amount, more], index) => ({
    council,
    amount: pounds(amount),
    madeDaysAgo: Math.round(when.from - step * index),
    state: 'committed',
    ...(more === 'capital' ? { fundingType: more } : more && { conditions: more }),
  }))
}

/** A pledge above its officer's limit that waits for a finance approver. */
export const waiting = (council: string, amount: number, madeDaysAgo: number) =>
  ({ council, amount: pounds(amount), madeDaysAgo, state: 'waiting' }) as const

/** A key decision of a council: signed, while its notice still runs. */
export const deciding = (council: string, amount: number, madeDaysAgo: number) =>
  ({ council, amount: pounds(amount), madeDaysAgo, state: 'deciding' }) as const
