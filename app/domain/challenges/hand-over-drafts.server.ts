import type { Tx } from '#app/core/db.server.ts'

/** What councils had written and not posted is their successor's to go on with. What is public stays theirs. */
export const handOverDrafts = (tx: Tx, wanted: { fromIds: string[]; successorId: string }) =>
  tx.challenge.updateMany({
    where: { leadCouncilId: { in: wanted.fromIds }, stage: 'draft' },
    data: { leadCouncilId: wanted.successorId },
  })
