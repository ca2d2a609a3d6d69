import type { Tx } from '#app/core/db.server.ts'

/** A person who was erased follows nothing. */
export const unfollowAll = (tx: Tx, personId: string) =>
  tx.follow.deleteMany({ where: { personId } })
