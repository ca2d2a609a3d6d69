import type { Tx } from '#app/core/db.server.ts'

/** Whoever acts for one of these organisations acts for its successor from their next request on. */
export const actForSuccessor = (
  tx: Tx,
  wanted: { fromIds: string[]; successorId: string; personId?: string },
) =>
  tx.session.updateMany({
    where: {
      actingForId: { in: wanted.fromIds },
      ...(wanted.personId && { personId: wanted.personId }),
    },
    data: { actingForId: wanted.successorId },
  })
