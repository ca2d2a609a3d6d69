import { clock } from '#app/core/clock.ts'
import type { Tx } from '#app/core/db.server.ts'

/** Ends pledges that councils had written and not sent: their successor makes its own. What was sent stays. */
export const endDrafts = (
  tx: Tx,
  { councilIds, reason }: { councilIds: string[]; reason: string },
) =>
  tx.pledge.updateMany({
    where: { councilId: { in: councilIds }, state: 'draft' },
    data: { state: 'withdrawn', endedAt: clock.now(), endedReason: reason },
  })
