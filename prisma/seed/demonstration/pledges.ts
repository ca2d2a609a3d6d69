import { pounds } from '#app/core/money.ts'
import type { DemonstrationPledge } from './types.ts'

type Row = [council: string, wholePounds: number, fundingType?: 'capital']

/**
 * Signed pledges, first to last, spread evenly from the day the round opened to a few days ago. The
 * order matters: each pot is asked in the order in which pledges were committed.
 */
export function signed(rows: Row[], when: { from: number; to: number }): DemonstrationPledge[] {
  const step = (when.from - when.to) / Math.max(rows.length - 1, 1)
  return rows.map(([council, amount, fundingType], index) => ({
    council,
    amount: pounds(amount),
    ...(fundingType && { fundingType }),
    madeDaysAgo: Math.round(when.from - step * index),
    state: 'committed',
  }))
}

/** A pledge above its officer's limit that waits for a finance approver. */
export const waiting = (council: string, amount: number, madeDaysAgo: number) =>
  ({ council, amount: pounds(amount), madeDaysAgo, state: 'waiting' }) as const
